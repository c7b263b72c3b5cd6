import type { Kysely, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { damagedContent, getContents, hashOf, putContents } from '../contents.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';

/** A file of a user, without its bytes. */
export interface FileRecord {
  readonly owner: Owner;
  /** What it is for, e.g. `onnx`. */
  readonly kind: string;
  readonly name: string;
  /** SHA-256 of its bytes, hex: what it is asked for by. */
  readonly hash: string;
  readonly size: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

export interface NewFile {
  readonly owner: Owner;
  readonly kind: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
}

/** Files that users bring, by the hash of their bytes. Retention never takes them. */
export class FileRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;

  constructor(db: Kysely<Tables>, now: () => number) {
    this.db = db;
    this.now = now;
  }

  /** Keeps a file; the same bytes again take the new name and metadata. Throws `too-large` above `maxBytes`. */
  async put(transaction: Transaction<Tables>, file: NewFile, maxBytes: number): Promise<FileRecord> {
    const { owner, kind, name, metadata, bytes } = file;
    if (bytes.byteLength > maxBytes) {
      throw new NightjarError(
        'too-large',
        `The file has ${bytes.byteLength} bytes, and the store takes ${maxBytes} at most (storeMaxFileBytes).`
      );
    }
    const hash = hashOf(bytes);
    await putContents(transaction, new Map([[hash, bytes]]));
    const values = { name, metadata_json: JSON.stringify(metadata), created_at: this.now() };
    await transaction
      .insertInto('files')
      .values({ org_id: owner.orgId, datasource: owner.datasource, kind, hash, ...values })
      .onConflict((conflict) => conflict.columns(['org_id', 'datasource', 'kind', 'hash']).doUpdateSet(values))
      .execute();
    return { owner, kind, name, hash, size: bytes.byteLength, metadata, createdAt: values.created_at };
  }

  /** The bytes of an owner's file; null where the owner has none of that hash. Throws `engine-failure` where they are damaged. */
  async get(owner: Owner, kind: string, hash: string): Promise<Uint8Array | null> {
    const row = await this.ofOwner(owner, kind).where('files.hash', '=', hash).executeTakeFirst();
    if (!row) {
      return null;
    }
    const { found, damaged } = await getContents(this.db, [hash]);
    if (damaged.length > 0) {
      throw damagedContent(damaged);
    }
    return found.get(hash) ?? null;
  }

  /** An owner's files of one kind, newest first. */
  async list(owner: Owner, kind: string): Promise<FileRecord[]> {
    const rows = await this.ofOwner(owner, kind).orderBy('files.created_at', 'desc').orderBy('files.hash').execute();
    return rows.map(({ name, hash, size, metadata_json, created_at }) => ({
      owner,
      kind,
      name,
      hash,
      size,
      metadata: JSON.parse(metadata_json) as Record<string, unknown>,
      createdAt: created_at,
    }));
  }

  /** Forgets a file; gives whether the owner had it. Its bytes go with the next retention. */
  async remove(transaction: Transaction<Tables>, owner: Owner, kind: string, hash: string): Promise<boolean> {
    const { numDeletedRows } = await transaction
      .deleteFrom('files')
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('kind', '=', kind)
      .where('hash', '=', hash)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async count(): Promise<number> {
    const row = await this.db
      .selectFrom('files')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }

  private ofOwner(owner: Owner, kind: string) {
    return this.db
      .selectFrom('files')
      .innerJoin('contents', 'contents.hash', 'files.hash')
      .select(['files.name', 'files.hash', 'files.metadata_json', 'files.created_at', 'contents.size'])
      .where('files.org_id', '=', owner.orgId)
      .where('files.datasource', '=', owner.datasource)
      .where('files.kind', '=', kind);
  }
}
