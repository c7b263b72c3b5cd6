import type { SourceSeries } from './anomaly-series.ts';

/** Columns of one series that lie along its times. */
const COLUMNS = ['value', 'expected', 'lower', 'upper', 'score', 'anomaly'] as const;

export interface Aligned {
  readonly times: readonly number[];
  readonly series: readonly SourceSeries[];
}

/** Puts series on the union of their times. Series of one query usually share their times: then nothing is copied. */
export function alignSeries(series: readonly SourceSeries[]): Aligned {
  const [first, ...rest] = series;
  if (!first || rest.every((one) => sameTimes(one.times, first.times))) {
    return { times: first?.times ?? [], series };
  }
  const times = [...new Set(series.flatMap((one) => [...one.times]))].sort((a, b) => a - b);
  const indexOf = new Map(times.map((time, index) => [time, index]));
  return {
    times,
    series: series.map((one) => {
      const places = one.times.map((time) => indexOf.get(time) ?? 0);
      const moved = COLUMNS.map((name) => [
        name,
        one[name] && spread<number | boolean | null | undefined>(one[name], places, times.length),
      ]);
      return { ...one, times, ...Object.fromEntries(moved) };
    }),
  };
}

function sameTimes(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) {
    return true;
  }
  return a.length === b.length && a[0] === b[0] && a.every((time, index) => time === b[index]);
}

function spread<T>(values: ReadonlyArray<T>, places: readonly number[], length: number): Array<T | undefined> {
  const result = new Array<T | undefined>(length).fill(undefined);
  places.forEach((place, index) => {
    result[place] = values[index];
  });
  return result;
}
