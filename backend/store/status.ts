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
  /** That are not deleted. */
  readonly monitors: number;
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
    return `Models are kept in memory only and fitted anew after a restart; monitors are gone then: ${reason}`;
  }
  const { models, files, monitors, schemaVersion, holder, failure } = status;
  const where = inFull ? ` in ${status.file ?? ''}` : '';
  const things = [counted(models, 'model'), ...[counted(monitors, 'monitor'), counted(files, 'file')].filter(isSome)];
  const what = [things.slice(0, -1).join(', '), things[things.length - 1]].filter(Boolean).join(' and ');
  const kept = `${what} kept${where} (${inMegabytes(status.bytes)}, schema ${schemaVersion}).`;
  const other = inFull && holder ? `Another process (${holder})` : 'Another process';
  const role = status.writes ? '' : ` ${other} evaluates this store; this one only reads it.`;
  const trouble = failure
    ? ` The last failure, ${new Date(failure.at).toISOString()}: ${inFull ? failure.message : 'see the log.'}`
    : '';
  return `${kept}${role}${trouble}`;
}

function counted(count: number, word: string): string {
  return `${count} ${count === 1 ? word : `${word}s`}`;
}

const isSome = (text: string): boolean => !text.startsWith('0 ');

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
