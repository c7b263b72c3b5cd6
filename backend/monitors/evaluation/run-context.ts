import { createHash } from 'node:crypto';
import type { ComputeObserver } from '../../evaluation/fit-segment.ts';
import { modelCode } from '../../evaluation/model-code.ts';
import type { ModelRequest } from '../../evaluation/request.ts';
import { standInFor } from '../../evaluation/stand-in.ts';
import type { HeldModel } from '../../onnx/imports/held-models.ts';
import type { SeriesSource } from '../../sources/source.ts';
import { zoneClock } from '../../series/wall-clock.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { MonitorRow } from '../../store/monitors/records.ts';
import type { Priority, WorkerPool } from '../../workers/pool.ts';
import type { Feedback } from '../adjustment.ts';
import type { MonitorPlan } from '../monitor-plan.ts';
import type { MonitorSpec } from '../monitor-spec.ts';
import type { Committer } from './committer.ts';
import type { FitQueue } from './fit-queue.ts';
import type { GroupScorer } from './score-groups.ts';

/** What all monitors of a process share. */
export interface SharedParts {
  readonly store: Pick<
    MonitorStore,
    'loadMonitorStates' | 'monitorSeries' | 'readResults' | 'currentAdjustments' | 'listSuppressions'
  >;
  readonly pool: WorkerPool;
  readonly scorer: GroupScorer;
  readonly committer: Pick<Committer, 'add' | 'flush'>;
  readonly fits: FitQueue;
  readonly feedback: Feedback;
  readonly observer: ComputeObserver;
  readonly seed: number;
  /** Points (series x instants) of one stretch of an evaluation. */
  readonly maxPoints: number;
  /** History is gone through to see what would have been: nothing stands in for the detector, nothing is kept for a restart, and others' work comes first. */
  readonly isRehearsal?: boolean;
  /** The clock, ms since the epoch. */
  now(): number;
}

/** What belongs to one monitor at one version. */
export interface MonitorParts extends SharedParts {
  readonly row: MonitorRow;
  readonly spec: MonitorSpec;
  readonly plan: MonitorPlan;
  /** All queries of the monitor as one. */
  readonly source: SeriesSource;
  readonly files: readonly HeldModel[];
}

/** The request that a monitor's models are fitted by. */
export function requestOf({ row, plan, source, files, seed }: MonitorParts): ModelRequest {
  const { exprs, detector, settings, step, trainingWindow, missing, timeZone } = plan;
  const { owner } = row;
  const models = { expr: exprs.join('\n'), detector, settings, files, step, trainingWindow, seed, missing };
  return { source, owner, ...models, clock: zoneClock(timeZone) };
}

/** The most that the monitor's detector, or one that stands in for it, looks back. */
export function lookbackOf(parts: MonitorParts): number {
  const request = requestOf(parts);
  const other = standInOf(parts, request);
  return Math.max(request.detector.lookback(request.settings), other?.detector.lookback(other.settings) ?? 0);
}

/** The request that stands in until `request` has been fitted, where its detector takes long; null where it does not. */
export function standInOf({ isRehearsal = false }: MonitorParts, request: ModelRequest): ModelRequest | null {
  return standInFor({ ...request, from: 0, to: 0, patient: isRehearsal, priority: 'background' });
}

/** Whose work goes before that of a first fit and of scoring. */
export function priorityOf({ isRehearsal = false }: SharedParts): Priority {
  return isRehearsal ? 'background' : 'answer';
}

/** Of all that decides a monitor's models: what was learned under another one is of no use. Who is asked, and how scores are interpreted, do not count. */
export function fingerprintOf(parts: MonitorParts): string {
  const { exprs, detector, settings, step, trainingWindow, missing, timeZone } = parts.plan;
  const zero = missing === 'zero';
  const content = [modelCode(), exprs, detector.id, sorted(settings), step, trainingWindow, zero, timeZone, parts.seed];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

function sorted(settings: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}
