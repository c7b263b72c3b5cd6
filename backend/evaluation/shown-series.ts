import { livesFor } from '../detections/missing-values.ts';
import { lastSeen } from '../series/gaps.ts';
import { lowerBound } from '../series/slice.ts';
import type { History, KeyedSeries } from './history.ts';
import { hasValues } from './history.ts';
import type { Segment } from './model-grid.ts';
import type { ModelRequest } from './request.ts';
import { firstNeeded } from './score-segment.ts';

/** A series of an answer. */
export interface ShownSeries extends KeyedSeries {
  /**
   * With a policy on missing values: time (ms) of its newest value at or before each instant, even before the answer; -Infinity where it
   * has ended.
   */
  readonly seen: Float64Array | null;
}

/** First instant of the data that decides what of a segment is scored: with a policy on missing values, what was there before counts. */
export function firstWanted(segment: Segment, request: ModelRequest): number {
  const { missing = 'ignore', step } = request;
  const needed = firstNeeded(segment, request);
  return missing === 'ignore' ? needed : Math.min(needed, segment.instant - livesFor(step));
}

/**
 * The series of an answer over `from <= t < to`: those with a value there and, with a policy on missing values, those whose last one is
 * less than a day old. The history must cover `livesFor(step)` before `from` then.
 */
export function shownSeries(history: History, from: number, to: number, request: ModelRequest): ShownSeries[] {
  const { missing = 'ignore', step } = request;
  if (missing === 'ignore') {
    return history.window(from, to).flatMap((one) => (hasValues(one.series) ? { ...one, seen: null } : []));
  }
  const shown: ShownSeries[] = [];
  let times: Float64Array | undefined;
  for (const { key, series } of history.window(from - livesFor(step), to)) {
    const first = lowerBound(series.times, from);
    times ??= series.times.subarray(first);
    const part = { labels: series.labels, times, values: series.values.subarray(first) };
    const seen = lastSeen(series)
      .subarray(first)
      .map((at, i) => (part.times[i] - at <= livesFor(step) ? at : Number.NEGATIVE_INFINITY));
    if (seen.some(Number.isFinite)) {
      shown.push({ key, series: part, seen });
    }
  }
  return shown;
}
