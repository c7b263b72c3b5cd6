import type { LocalMonitors } from './local-monitors.ts';
import type { MonitorStore } from './monitor-store.ts';

export type MonitorMethod = keyof MonitorStore;

/** A call of one method, as it goes to the store's thread. */
export interface MonitorCall {
  readonly method: MonitorMethod;
  readonly args: readonly unknown[];
}

const METHODS: Readonly<Record<MonitorMethod, true>> = {
  createMonitor: true,
  updateMonitor: true,
  pauseMonitor: true,
  deleteMonitor: true,
  restoreMonitor: true,
  getMonitor: true,
  listMonitors: true,
  monitorVersions: true,
  loadMonitorStates: true,
  listMonitorStatuses: true,
  resetMonitorState: true,
  commitEvaluations: true,
  readResults: true,
  compactResults: true,
  readForecasts: true,
  forecastOrigins: true,
  monitorSeries: true,
  listDetections: true,
  getDetection: true,
  giveVerdict: true,
  withdrawVerdict: true,
  listVerdicts: true,
  applyAdjustment: true,
  withdrawAdjustment: true,
  currentAdjustments: true,
  addSuppression: true,
  removeSuppression: true,
  listSuppressions: true,
  putCalendar: true,
  removeCalendar: true,
  listCalendars: true,
  putExclusion: true,
  removeExclusion: true,
  listExclusions: true,
  listAudit: true,
  putConnection: true,
  listConnections: true,
  removeConnection: true,
};

/** Monitors as another thread than the store's has them: each method is sent by `call`. */
export function remoteMonitors(call: (call: MonitorCall) => Promise<unknown>): MonitorStore {
  const callable: Record<string, unknown> = Object.fromEntries(
    Object.keys(METHODS).map((method) => [
      method,
      (...args: unknown[]) => call({ method: method as MonitorMethod, args }),
    ])
  );
  const methods = callable as Record<MonitorMethod, unknown> as MonitorStore;
  return {
    ...methods,
    commitEvaluations: (commits) =>
      methods.commitEvaluations(
        commits.map((commit) => ({
          ...commit,
          chunk: withOwnBytes(commit.chunk),
          snapshot: withOwnBytes(commit.snapshot),
          forecast: withOwnBytes(commit.forecast ?? null),
        }))
      ),
    compactResults: (monitor, replaced, merged) =>
      methods.compactResults(monitor, replaced, { ...merged, bytes: ownBytes(merged.bytes) }),
  };
}

/** What the store's thread does with such a call. */
export function answerCall(monitors: LocalMonitors, { method, args }: MonitorCall): Promise<unknown> {
  const run = monitors[method] as (...args: readonly unknown[]) => Promise<unknown>;
  return run(...args);
}

function withOwnBytes<T extends { readonly bytes: Uint8Array }>(kept: T | null): T | null {
  return kept && { ...kept, bytes: ownBytes(kept.bytes) };
}

/** A message carries the whole buffer that bytes are a view on: only these are to go. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
