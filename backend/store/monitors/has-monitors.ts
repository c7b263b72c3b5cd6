import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STORE_FILE } from '../place.ts';

/** Whether a data folder's store holds monitors to evaluate: asked before anything is started for them. True where it cannot be told. */
export function hasMonitors(folder: string | null): boolean {
  const file = folder === null ? '' : join(folder, STORE_FILE);
  if (file === '' || !existsSync(file)) {
    return false;
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    const table = db.prepare("select 1 from sqlite_master where type = 'table' and name = 'monitors'").get();
    return (
      table !== undefined && db.prepare('select 1 from monitors where deleted_at is null limit 1').get() !== undefined
    );
  } catch {
    // Whoever opens it in full says what is wrong with it.
    return true;
  } finally {
    db?.close();
  }
}
