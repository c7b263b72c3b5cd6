import { NightjarError } from '../../errors.ts';
import { sortedFinite, sortedMedian } from '../../features/order-statistics.ts';

/** Values on a regular grid; NaN where there is none. */
export interface Grid {
  /** Instant of the first value, ms. */
  readonly start: number;
  readonly step: number;
  readonly values: Float64Array;
}

/** Points that a grid may have; a step too fine for its span would take all memory. */
const MOST_POINTS = 2_000_000;

/** ms between points as most of them have it: the median of distances that are not 0; an hour where there are none. */
export function stepOf(times: Float64Array): number {
  const ordered = sortedFinite(times);
  const distances = ordered
    .subarray(1)
    .map((time, i) => time - ordered[i])
    .filter((distance) => distance > 0);
  return distances.length === 0 ? 3_600_000 : Math.max(1, sortedMedian(distances.sort()));
}

/**
 * The points of a series on the grid through its last finite value, in whatever order they come; several in one place give their mean. Infinite values are missing
 * ones. Begins and ends with a value. Throws `bad-query` where there is none, and `too-many-points` where the step is too fine for the span.
 */
export function gridOf(times: Float64Array, values: Float64Array, step: number): Grid {
  const isKnown = (i: number): boolean => Number.isFinite(values[i]) && Number.isFinite(times[i]);
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < times.length; i++) {
    if (isKnown(i)) {
      first = Math.min(first, times[i]);
      last = Math.max(last, times[i]);
    }
  }
  if (last < first) {
    throw new NightjarError(
      'bad-query',
      'There is no value to forecast from; take a longer training window or another query.'
    );
  }
  const count = Math.round((last - first) / step) + 1;
  if (count > MOST_POINTS) {
    throw new NightjarError(
      'too-many-points',
      `A step of ${step} ms makes ${count} points of this history, more than ${MOST_POINTS}; take a larger step or a shorter training window.`
    );
  }
  const sums = new Float64Array(count);
  const counts = new Uint32Array(count);
  for (let i = 0; i < times.length; i++) {
    if (isKnown(i)) {
      const place = Math.max(0, count - 1 - Math.round((last - times[i]) / step));
      // A running mean: sums of the largest numbers would overflow.
      sums[place] += (values[i] - sums[place]) / ++counts[place];
    }
  }
  return { start: last - (count - 1) * step, step, values: sums.map((sum, i) => (counts[i] > 0 ? sum : Number.NaN)) };
}

/** The grid from index `from` on. */
export function gridFrom({ start, step, values }: Grid, from: number): Grid {
  return { start: start + from * step, step, values: values.subarray(from) };
}

/** Index after the last gap that is longer than all the values after it: what lies before says little of what comes. 0 where there is none such. */
export function sinceLongGap({ values }: Grid, least: number): number {
  let known = 0;
  let gap = 0;
  for (let i = values.length - 1; i >= 0; i--) {
    if (Number.isNaN(values[i])) {
      gap++;
      if (gap > Math.max(least, known)) {
        return i + gap;
      }
    } else {
      known++;
      gap = 0;
    }
  }
  return 0;
}
