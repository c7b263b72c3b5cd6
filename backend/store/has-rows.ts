import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STORE_FILE } from './place.ts';

/** Whether any of some tables of a data folder's store has a row: asked before anything is started for them. True where it cannot be told. */
export function hasRows(folder: string | null, tables: readonly string[]): boolean {
  const file = folder === null ? '' : join(folder, STORE_FILE);
  if (file === '' || !existsSync(file)) {
    return false;
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    const has = db.prepare("select 1 from sqlite_master where type = 'table' and name = ?");
    return tables.some(
      (table) => has.get(table) !== undefined && db?.prepare(`select 1 from ${table} limit 1`).get() !== undefined
    );
  } catch {
    // Whoever opens it in full says what is wrong with it.
    return true;
  } finally {
    db?.close();
  }
}
