import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';

/** How long a write waits for another process's, ms. */
const BUSY_MS = 5_000;
/** The write-ahead log is cut back to this after a large write, bytes. */
const LARGEST_LOG = 16 * 1024 * 1024;

/** An open database file, and what SQLite alone knows. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** `wal` where the file system takes it. */
  readonly journal: string;
  /** Bytes of the pages in use. */
  usedBytes(): Promise<number>;
  /** Gives freed pages back to the file system. */
  shrink(): Promise<void>;
  /** Whether writes are refused. */
  readOnly(on: boolean): Promise<void>;
}

/**
 * Opens a database file, or `:memory:`. A commit is on the disk when it returns (`synchronous = full`): a loss of power loses nothing
 * that was acknowledged. Throws what SQLite throws.
 */
export async function openSqlite(file: string, { inspect = false } = {}): Promise<OpenDatabase> {
  const database = new DatabaseSync(file, { timeout: BUSY_MS, readOnly: inspect });
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) });
  const pragma = async (text: string): Promise<string | number | undefined> => {
    const { rows } = await sql.raw<Record<string, string | number>>(`pragma ${text}`).execute(db);
    return rows.length > 0 ? Object.values(rows[0])[0] : undefined;
  };
  try {
    if (!inspect) {
      // Takes effect on a new file only, before anything is written to it.
      await pragma('auto_vacuum = incremental');
      await pragma('journal_mode = wal');
      await pragma('synchronous = full');
      await pragma(`journal_size_limit = ${LARGEST_LOG}`);
    }
    const journal = String(await pragma('journal_mode'));
    return {
      db,
      journal,
      async usedBytes() {
        const [pages, free, size] = [
          await pragma('page_count'),
          await pragma('freelist_count'),
          await pragma('page_size'),
        ];
        return (Number(pages) - Number(free)) * Number(size);
      },
      async shrink() {
        await pragma('incremental_vacuum');
      },
      async readOnly(on) {
        await pragma(`query_only = ${on ? 'on' : 'off'}`);
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
