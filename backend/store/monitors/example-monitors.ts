import type { LocalStore } from '../local-store.ts';
import { OWNER } from '../example-store.ts';
import type { MonitorAges } from './monitor-retention.ts';
import type { NewMonitor } from './monitor-store.ts';
import type { DetectionRow, EvaluationCommit, MonitorRow } from './records.ts';

/** What tests of monitors in the store have in common. */
export const ACTOR = { login: 'ada', role: 'Editor' };
export const MINUTE = 60_000;
/** For what has happened near 1970. */
const NEVER = 1e13;
export const KEPT_FOR_EVER: MonitorAges = { resultsMs: NEVER, detectionsMs: NEVER, auditMs: NEVER, deletedMs: NEVER };
/** Owners that are not OWNER: another organisation, another datasource. */
export const STRANGERS = [
  { orgId: 2, datasource: 'one' },
  { orgId: 1, datasource: 'two' },
];

export function monitorOf(name: string, changes: Partial<NewMonitor> = {}): NewMonitor {
  return {
    owner: OWNER,
    name,
    origin: 'ui',
    source: '',
    spec: { name, every: '1m' },
    actor: ACTOR,
    note: '',
    ...changes,
  };
}

/** One evaluation of one series up to `to`, going on from `from`. */
export function commitOf(
  { id, version }: Pick<MonitorRow, 'id' | 'version'>,
  from: number | null,
  to: number,
  changes: Partial<EvaluationCommit> = {}
): EvaluationCommit {
  const start = from === null ? to : Math.min(to, from + MINUTE);
  return {
    monitor: id,
    version,
    from,
    to,
    status: { state: 'ok' },
    snapshot: null,
    newSeries: [],
    chunk: { start, end: to, points: 1, bytes: bytesOf(to) },
    detections: [],
    ...changes,
  };
}

/** 200 bytes that follow from a number, and compress badly. */
export function bytesOf(seed: number): Uint8Array {
  const numbers = Float64Array.from({ length: 25 }, (_, index) => Math.sin(seed + index) * 1e6);
  return new Uint8Array(numbers.buffer);
}

export function foundBy(
  { id: monitor, version, owner }: Pick<MonitorRow, 'id' | 'version' | 'owner'>,
  id: string,
  start: number,
  changes: Partial<DetectionRow> = {}
): DetectionRow {
  return {
    id,
    owner,
    monitor,
    version,
    seriesKey: 'a',
    labels: { job: 'node', instance: 'a' },
    start,
    end: start + MINUTE,
    open: false,
    severity: 'low',
    type: 'spike',
    score: 0.75,
    detail: { peak: start },
    suppression: null,
    ...changes,
  };
}

/** A monitor that has found something: one evaluation to `to` with the detections named, one minute each, the first first. */
export async function withDetections(
  store: LocalStore,
  name: string,
  ids: readonly string[],
  to = 1_000 * MINUTE
): Promise<MonitorRow> {
  const monitor = await store.monitors.createMonitor(monitorOf(name));
  const detections = ids.map((id, index) => foundBy(monitor, id, to + index * MINUTE));
  await store.monitors.commitEvaluations([commitOf(monitor, null, to, { detections })]);
  return monitor;
}
