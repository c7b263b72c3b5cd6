import type { Caller } from './caller.ts';
import type { DetectionRecord, MonitorRecord, MonitorSummary } from './api-records.ts';
import type { MonitorSpec } from './monitor-spec.ts';
import type { DetectionRow, MonitorRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';
import type { Labels } from '../series/series.ts';
import type { LabelMatcher } from './match-labels.ts';
import type { Reach } from './vault.ts';

/** The newest result of one series of a monitor. Times in ms; NaN where there is none (yet). */
export interface LatestResult {
  readonly monitor: MonitorRow;
  readonly key: string;
  readonly labels: Labels;
  readonly time: number;
  readonly value: number;
  /** As it counts: 0 where direction or a smallest deviation rule it out, lowered where verdicts say so. */
  readonly score: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  readonly anomaly: boolean;
}

/**
 * What was detected of one series over a range, as it was detected then. `times` lie on multiples of `step` and ascend; instants that were not
 * evaluated are left out. Numbers are single precision (a seven-digit reading), in the series' unit; NaN where there is none.
 */
export interface ResultSeries {
  readonly monitor: MonitorRow;
  readonly key: string;
  readonly labels: Labels;
  /** Detection step in ms. */
  readonly step: number;
  readonly times: Float64Array;
  readonly value: Float64Array;
  readonly score: Float64Array;
  /** The score before verdicts lowered it; the same array as `score` where none did. */
  readonly unadjusted: Float64Array;
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the point was marked. */
  readonly anomaly: Uint8Array;
}

/** Which results: of one monitor, of some, or of those whose name and labels match; all of the owner's where nothing is said. */
export interface ResultFilter {
  readonly monitor?: string;
  readonly monitors?: readonly string[];
  /** On the labels of the series. */
  readonly matchers?: readonly LabelMatcher[];
}

/** Which detections; times in ms, a detection counts where it overlaps `from` to `to`. */
export interface DetectionFilter {
  readonly monitor?: string;
  readonly ids?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly severities?: readonly string[];
  readonly types?: readonly string[];
  readonly verdicts?: readonly ('true' | 'false' | 'expected' | 'none')[];
  readonly open?: boolean;
  readonly labels?: readonly LabelMatcher[];
  /** 100 where it is absent. */
  readonly limit?: number;
  /** Id of the last one of the page before. */
  readonly before?: string;
}

/** Where a change comes from: the page (and the API), or a YAML file. */
export interface ChangeOrigin {
  readonly origin?: 'ui' | 'file';
  /** The file. */
  readonly source?: string;
  readonly note?: string;
}

/** Whether this process evaluates, and how far behind it is. */
export interface EvaluatorState {
  readonly evaluates: boolean;
  /** Why not; empty where it does. */
  readonly reason: string;
  /** Seconds the oldest due evaluation has waited beyond its due time; 0 where none waits. */
  readonly lagSeconds: number;
  /** Sentences for people: the lag, what limits it. */
  readonly notices: readonly string[];
}

/**
 * Monitors as everything else has them: kept in the store, evaluated in the background by the process that holds the store's lease. All
 * methods reject with NightjarErrors; an owner sees its own alone, another's are `not-found`.
 */
export interface MonitorService {
  /** Begins to evaluate, where this process may. */
  start(): void;
  close(): Promise<void>;
  state(): EvaluatorState;

  list(owner: Owner, options?: { readonly deleted?: boolean }): Promise<MonitorSummary[]>;
  get(owner: Owner, id: string): Promise<MonitorRecord>;
  /** A monitor of this name must not be there; `bad-request` says what is wrong of the spec. */
  create(owner: Owner, spec: MonitorSpec, caller: Caller, origin?: ChangeOrigin): Promise<MonitorRecord>;
  /** `version`: the one the change began from; `conflict` where another is there now. */
  update(
    owner: Owner,
    id: string,
    change: { readonly spec: MonitorSpec; readonly version: number; readonly note?: string },
    caller: Caller,
    origin?: ChangeOrigin
  ): Promise<MonitorRecord>;
  pause(owner: Owner, id: string, paused: boolean, caller: Caller): Promise<MonitorRecord>;
  remove(owner: Owner, id: string, caller: Caller): Promise<void>;
  restore(owner: Owner, id: string, caller: Caller): Promise<MonitorRecord>;

  /** From memory where this process evaluates, else from the store. */
  latest(owner: Owner, filter?: ResultFilter): Promise<LatestResult[]>;
  results(owner: Owner, filter: ResultFilter, from: number, to: number): Promise<ResultSeries[]>;
  detections(
    owner: Owner,
    filter: DetectionFilter
  ): Promise<{ readonly detections: DetectionRecord[]; readonly more: boolean }>;
  detection(owner: Owner, id: string): Promise<DetectionRecord>;
  /** Told of every detection that opened, grew or closed, once it is kept. Gives what ends the telling. */
  onDetections(listener: (rows: readonly DetectionRow[]) => void): () => void;
  /** Notes how a request says the owner's datasource is reached: monitors ask it so from now on, also after a restart. */
  see(owner: Owner, reach: Reach): void;
  /** What verdicts, exclusions or suppressions changed of a monitor counts from its next evaluation on. */
  changed(owner: Owner, id: string): void;
}
