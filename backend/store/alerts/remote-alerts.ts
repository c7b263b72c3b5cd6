import type { AlertStore } from './alert-store.ts';
import type { LocalAlerts } from './local-alerts.ts';

type AlertMethod = keyof AlertStore;

/** A call of one method, as it goes to the store's thread. */
export interface AlertCall {
  readonly method: AlertMethod;
  readonly args: readonly unknown[];
}

const METHODS: Readonly<Record<AlertMethod, true>> = {
  appendJournal: true,
  readJournal: true,
  waiting: true,
  liveOwners: true,
  loadState: true,
  commitAlerts: true,
  findAlerts: true,
  listAlerts: true,
  alertsOfIncident: true,
  listIncidents: true,
  getIncident: true,
  timelines: true,
  noise: true,
  getAlertOptions: true,
  putAlertOptions: true,
  listWindows: true,
  addWindow: true,
  removeWindow: true,
  addChange: true,
};

/** Alerts as another thread than the store's has them: each method is sent by `call`. */
export function remoteAlerts(call: (call: AlertCall) => Promise<unknown>): AlertStore {
  const callable: Record<string, unknown> = Object.fromEntries(
    Object.keys(METHODS).map((method) => [
      method,
      (...args: unknown[]) => call({ method: method as AlertMethod, args }),
    ])
  );
  return callable as Record<AlertMethod, unknown> as AlertStore;
}

/** What the store's thread does with such a call. */
export function answerAlertCall(alerts: LocalAlerts, { method, args }: AlertCall): Promise<unknown> {
  const run = alerts[method] as (...args: readonly unknown[]) => Promise<unknown>;
  return run(...args);
}
