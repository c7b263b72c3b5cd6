import type { Series } from './series.ts';

/** Index of the first value that is not missing; the length when all are. */
export function firstValue(values: Float64Array): number {
  const first = values.findIndex((value) => !Number.isNaN(value));
  return first < 0 ? values.length : first;
}

/** The series with 0 for every missing value from index `from` on; itself where none is missing there. */
export function withZeros(series: Series, from: number): Series {
  const { values } = series;
  if (!values.subarray(from).some(Number.isNaN)) {
    return series;
  }
  return { ...series, values: values.map((value, i) => (i >= from && Number.isNaN(value) ? 0 : value)) };
}

/** For each instant the time (ms) of the newest value at or before it; -Infinity before the first one. */
export function lastSeen({ times, values }: Series): Float64Array {
  let last = Number.NEGATIVE_INFINITY;
  return values.map((value, i) => {
    last = Number.isNaN(value) ? last : times[i];
    return last;
  });
}

/** The series with its values in any of the stretches (ms, inclusive) missing; itself where none lies there. */
export function without(
  series: Series,
  stretches: readonly { readonly start: number; readonly end: number }[]
): Series {
  const isOut = (time: number): boolean => stretches.some(({ start, end }) => time >= start && time <= end);
  return series.times.some(isOut)
    ? { ...series, values: series.values.map((value, i) => (isOut(series.times[i]) ? Number.NaN : value)) }
    : series;
}
