import { hasRows } from '../has-rows.ts';

/** What makes it worth looking at alerts: some that came, or options that may name an Alertmanager. */
const TABLES = ['alert_journal', 'alerts', 'incidents', 'alert_options', 'maintenance_windows'];

/** Whether a data folder's store holds alerts, or options of them: asked before anything is started for them. True where it cannot be told. */
export function hasAlerts(folder: string | null): boolean {
  return hasRows(folder, TABLES);
}
