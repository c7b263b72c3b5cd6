/** How the store is. */
export interface StoreStatus {
  readonly kind: 'sqlite' | 'memory';
  /** Why results are kept in memory only; null where they are not. */
  readonly reason: string | null;
  readonly file: string | null;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly models: number;
  readonly files: number;
  readonly schemaVersion: number;
  /** How SQLite keeps its changes; `wal` where the file system takes it. */
  readonly journal: string;
  /** Whether this process has the lease. */
  readonly writes: boolean;
  /** Who has the lease, in words; null while nobody has. */
  readonly holder: string | null;
  /** The last thing that could not be read or kept, and when (ms). */
  readonly failure: { readonly message: string; readonly at: number } | null;
}

/** The state in sentences. `inFull`: with the folder and the process, which are for administrators. */
export function describeStore(status: StoreStatus, inFull: boolean): string {
  if (status.kind === 'memory') {
    const reason = inFull ? (status.reason ?? '') : 'an administrator sees why.';
    return `Models are kept in memory only and fitted anew after a restart: ${reason}`;
  }
  const { models, files, schemaVersion, holder, failure } = status;
  const where = inFull ? ` in ${status.file ?? ''}` : '';
  const brought = files > 0 ? ` and ${files} ${files === 1 ? 'file' : 'files'}` : '';
  const kept = `${models} ${models === 1 ? 'model' : 'models'}${brought} kept${where} (${inMegabytes(status.bytes)}, schema ${schemaVersion}).`;
  const other = inFull && holder ? `Another process (${holder})` : 'Another process';
  const role = status.writes ? '' : ` ${other} evaluates this store; this one only reads it.`;
  const trouble = failure
    ? ` The last failure, ${new Date(failure.at).toISOString()}: ${inFull ? failure.message : 'see the log.'}`
    : '';
  return `${kept}${role}${trouble}`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
