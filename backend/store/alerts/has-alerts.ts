import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STORE_FILE } from '../place.ts';

/** What makes it worth looking at alerts: some that came, or options that may name an Alertmanager. */
const TABLES = ['alert_journal', 'alerts', 'incidents', 'alert_options', 'maintenance_windows'];

/** Whether a data folder's store holds alerts, or options of them: asked before anything is started for them. True where it cannot be told. */
export function hasAlerts(folder: string | null): boolean {
  const file = folder === null ? '' : join(folder, STORE_FILE);
  if (file === '' || !existsSync(file)) {
    return false;
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    const has = db.prepare("select 1 from sqlite_master where type = 'table' and name = ?");
    return TABLES.some(
      (table) => has.get(table) !== undefined && db?.prepare(`select 1 from ${table} limit 1`).get() !== undefined
    );
  } catch {
    // Whoever opens it in full says what is wrong with it.
    return true;
  } finally {
    db?.close();
  }
}
