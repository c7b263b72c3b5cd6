import type { Series } from './series.ts';

/** Index of the first of ascending numbers (times, mostly) that is not before `at`; the length when all are before it. */
export function lowerBound(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The part of a series with `from <= time < to`, as views on the same memory. */
export function sliceSeries(series: Series, from: number, to: number): Series {
  return partOfSeries(series, lowerBound(series.times, from), lowerBound(series.times, to));
}

/** Points `from` to `to` (exclusive, counted from 0) of a series, as views on the same memory. */
export function partOfSeries({ labels, times, values, clock }: Series, from: number, to: number): Series {
  const part = { labels, times: times.subarray(from, to), values: values.subarray(from, to) };
  return clock ? { ...part, clock: { ...clock, times: clock.times.subarray(from, to) } } : part;
}
