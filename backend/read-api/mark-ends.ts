import type { ResultSeries } from '../monitors/monitor-service.ts';

/**
 * Results of a monitor on the instants at which any of its series has one, NaN where a series has none: a monitor evaluates all its series together, so one
 * that is missing then had ended.
 */
export function markEnds(results: readonly ResultSeries[]): readonly ResultSeries[] {
  const instants = new Set<number>();
  for (const { times } of results) {
    times.forEach((time) => instants.add(time));
  }
  if (results.every(({ times }) => times.length === instants.size)) {
    return results;
  }
  const times = Float64Array.from(instants).sort();
  return results.map((series) => (series.times.length === times.length ? series : onto(series, times)));
}

function onto(series: ResultSeries, times: Float64Array): ResultSeries {
  const places = new Int32Array(times.length).fill(-1);
  let next = 0;
  times.forEach((time, i) => {
    if (series.times[next] === time) {
      places[i] = next++;
    }
  });
  const numbers = (values: Float64Array) => Float64Array.from(places, (at) => (at < 0 ? NaN : values[at]));
  const score = numbers(series.score);
  return {
    ...series,
    times,
    score,
    value: numbers(series.value),
    unadjusted: series.unadjusted === series.score ? score : numbers(series.unadjusted),
    expected: numbers(series.expected),
    lower: numbers(series.lower),
    upper: numbers(series.upper),
    anomaly: Uint8Array.from(places, (at) => (at < 0 ? 0 : series.anomaly[at])),
  };
}
