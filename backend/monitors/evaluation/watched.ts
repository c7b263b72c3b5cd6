import type { Explanation } from '../../../contract/detection.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { Detector, FittedModel, Plain } from '../../detectors/detector.ts';
import type { Labels } from '../../series/series.ts';
import type { Packed } from '../../workers/pack.ts';

/** One scored point; NaN where there is no number. Time in ms. */
export interface ResultPoint {
  readonly time: number;
  readonly value: number;
  readonly score: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  readonly anomaly: boolean;
}

/** The highest point of a run of marks, and why it was marked. */
export interface Peak extends ResultPoint {
  /** Another peak takes its place where this is less, or equal and less far from the expected value. */
  readonly explanation: Explanation;
}

/** What a run is in the store, once it is severe enough to be kept. */
export interface KeptDetection {
  readonly id: string;
  readonly severity: Severity;
  readonly type: string;
  readonly typeProbability: number;
}

/** A run of marks that may go on with the next instant. Plain data; times in ms. */
export interface GrowingRun {
  readonly start: number;
  end: number;
  /** Points with a value, not marked, since `end`. */
  between: number;
  peak: Peak;
  kept: KeptDetection | null;
}

/** A series of a monitor and what is remembered of it. Times in ms. */
export interface WatchedSeries {
  /** Its place in the monitor's results, never given to another. */
  readonly ordinal: number;
  readonly key: string;
  readonly labels: Labels;
  readonly firstSeen: number;
  /** The last values, oldest first, as many as the detector looks back; NaN where there was none. */
  recent: Float64Array;
  /** When it last had a value; -Infinity before. */
  lastSeen: number;
  /** Whether it ever had a score. */
  hasScores: boolean;
  run: GrowingRun | null;
  latest: ResultPoint | null;
}

/** Series scored together by one model: one, or all of a joint detector. */
export interface ModelGroup {
  /** In the model's order; null where a column's series was never seen since. */
  readonly columns: readonly WatchedSeries[];
  readonly detector: Detector;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Stands in until the monitor's own detector has been fitted. */
  readonly isStandIn: boolean;
  readonly model: FittedModel;
  /** Where it stands after the last evaluated instant; the model's own is where it began. */
  state: Plain;
  /** The model as its fit packed it, in memory that threads share; `model` and a state that changes in place lie in the same memory. */
  readonly packed: Packed;
  /** Whether it was trained on enough to know the series from its first point. */
  readonly isKnown: boolean;
  /** End of its training, ms. */
  readonly trainedTo: number;
}

/** All that is in memory of a monitor between two evaluations. */
export interface MonitorMemory {
  readonly series: Map<string, WatchedSeries>;
  groups: ModelGroup[];
  /** Places that series have or had in the monitor's results, by key. */
  readonly ordinals: Map<string, number>;
  /** Values kept of each series: the most that its detector, or one standing in, looks back. */
  readonly lookback: number;
  /** The instant that states stand at, ms. */
  stateTo: number;
}

/** The watched series of a key: the one there is, or a new one. */
export function watch(memory: MonitorMemory, key: string, labels: Labels, now: number): WatchedSeries {
  const known = memory.series.get(key);
  if (known) {
    return known;
  }
  const ordinal = memory.ordinals.get(key) ?? memory.ordinals.size;
  memory.ordinals.set(key, ordinal);
  const series: WatchedSeries = {
    ordinal,
    key,
    labels,
    firstSeen: now,
    recent: new Float64Array(memory.lookback).fill(Number.NaN),
    lastSeen: Number.NEGATIVE_INFINITY,
    hasScores: false,
    run: null,
    latest: null,
  };
  memory.series.set(key, series);
  return series;
}

/** The last `length` numbers of two arrays put together. */
export function lastOf(before: Float64Array, after: Float64Array, length: number): Float64Array {
  const last = new Float64Array(length).fill(Number.NaN);
  const fromAfter = Math.min(length, after.length);
  last.set(after.subarray(after.length - fromAfter), length - fromAfter);
  const fromBefore = Math.min(length - fromAfter, before.length);
  last.set(before.subarray(before.length - fromBefore), length - fromAfter - fromBefore);
  return last;
}
