import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { DatasourceSettings } from '../../contract/settings.ts';
import type { MonitorStore } from '../store/monitors/monitor-store.ts';
import type { ConnectionRow, Json } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';

/** How a datasource is reached, as a request brings it. */
export interface Reach {
  readonly settings: DatasourceSettings;
  readonly secrets: Readonly<Record<string, string>>;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What monitors need to ask their datasources when nobody does, secrets included: kept in the store encrypted (AES-256-GCM, NIST SP 800-38D, a fresh random
 * nonce each time, bound to the owner), renewed by each request that brings something else, gone when it is removed.
 */
export class Vault {
  private readonly store: Pick<MonitorStore, 'putConnection' | 'listConnections' | 'removeConnection'>;
  private readonly key: Buffer | null;
  private readonly watchers = new Set<(owner: Owner, reach: Reach) => void>();
  private readonly known = new Map<string, { readonly owner: Owner; readonly reach: Reach; readonly print: string }>();
  /** Prints of what the store holds, by owner. */
  private readonly kept = new Map<string, string>();

  /** `key`: 32 bytes, or null where there is no place for secrets: they are held in memory alone. */
  constructor(store: Pick<MonitorStore, 'putConnection' | 'listConnections' | 'removeConnection'>, key: Buffer | null) {
    this.store = store;
    this.key = key;
  }

  /** Reads what was kept; gives the owners whose secrets cannot be read, since the key is another one. What a request brought stands. */
  async load(): Promise<readonly Owner[]> {
    const unread: Owner[] = [];
    for (const row of await this.store.listConnections()) {
      const id = idOf(row.owner);
      const secrets = this.decrypt(row);
      if (!secrets) {
        unread.push(row.owner);
        continue;
      }
      const reach = { settings: row.settings as DatasourceSettings, secrets };
      this.kept.set(id, printOf(reach));
      if (!this.known.has(id)) {
        this.known.set(id, { owner: row.owner, reach, print: printOf(reach) });
        this.watchers.forEach((watcher) => watcher(row.owner, reach));
      }
    }
    return unread;
  }

  /** Has `watcher` told whenever it is known anew how a datasource is reached: by a request, or by what was kept. */
  watch(watcher: (owner: Owner, reach: Reach) => void): void {
    this.watchers.add(watcher);
  }

  /** Whose datasources are known. */
  owners(): Owner[] {
    return [...this.known.values()].map(({ owner }) => owner);
  }

  /** How an owner's datasource is reached; null where nobody has said. */
  find(owner: Owner): Reach | null {
    return this.known.get(idOf(owner))?.reach ?? null;
  }

  /** Notes what a request brought. Gives whether it is news. */
  see(owner: Owner, reach: Reach): boolean {
    const print = printOf(reach);
    if (this.known.get(idOf(owner))?.print === print) {
      return false;
    }
    this.known.set(idOf(owner), { owner, reach, print });
    this.watchers.forEach((watcher) => watcher(owner, reach));
    return true;
  }

  /** Keeps what is known of an owner's datasource, where the store has something else. Throws what the store throws. */
  async keep(owner: Owner, now: number): Promise<void> {
    const entry = this.known.get(idOf(owner));
    if (!entry || !this.key || this.kept.get(idOf(owner)) === entry.print) {
      return;
    }
    const { reach, print } = entry;
    const secrets = this.encrypt(owner, reach.secrets);
    await this.store.putConnection({ owner, settings: reach.settings as unknown as Json, secrets, renewedAt: now });
    this.kept.set(idOf(owner), print);
  }

  /** Erases what is kept of an owner's datasource, in the store and in memory. */
  async erase(owner: Owner): Promise<void> {
    this.known.delete(idOf(owner));
    this.kept.delete(idOf(owner));
    await this.store.removeConnection(owner);
  }

  private encrypt(owner: Owner, secrets: Readonly<Record<string, string>>): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key as Buffer, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(idOf(owner)));
    const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  private decrypt({ owner, secrets }: ConnectionRow): Readonly<Record<string, string>> | null {
    if (!this.key || secrets.byteLength < NONCE_BYTES + TAG_BYTES) {
      return null;
    }
    try {
      const nonce = secrets.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(idOf(owner)));
      decipher.setAuthTag(secrets.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(secrets.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as Record<string, string>;
    } catch {
      // Another key, or changed bytes: the caller is told, and the next request brings the secrets anew.
      return null;
    }
  }
}

function idOf({ orgId, datasource }: Owner): string {
  return JSON.stringify([orgId, datasource]);
}

function printOf({ settings, secrets }: Reach): string {
  const sorted = (record: object): unknown => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([sorted(settings), sorted(secrets)]))
    .digest('base64');
}
