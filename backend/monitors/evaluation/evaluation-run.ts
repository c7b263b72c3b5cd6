import type { DetectionRow, MonitorRow } from '../../store/monitors/records.ts';
import type { LatestResult } from '../monitor-service.ts';
import type { Status } from '../status.ts';
import type { MonitorParts } from './run-context.ts';

/** What is told of an evaluation. */
export interface Evaluated {
  readonly detections: readonly DetectionRow[];
  /** Whether there is more to catch up on at once. */
  readonly isBehind: boolean;
}

/** Waits for something while others may have their turn. */
export type Aside = <T>(task: () => Promise<T>) => Promise<T>;

/** One monitor at one version, evaluated by this process. Evaluate one at a time. */
export interface EvaluationRun {
  readonly parts: MonitorParts;
  readonly status: Status;
  /** Last instant whose evaluation is kept in the store; null before the first. */
  readonly evaluatedTo: number | null;
  /** Evaluates what is due at `now` (ms) and keeps what came of it. Rejects with NightjarErrors; the next call goes on from what was kept. */
  evaluate(now: number, signal?: AbortSignal, aside?: Aside): Promise<Evaluated>;
  /** The newest result of every series; null where it has none in memory. */
  latest(monitor: MonitorRow): LatestResult[] | null;
  /** Lets go of all that is in memory. */
  forget(): void;
}
