import type { ResultSeries } from '../monitors/monitor-service.ts';

/**
 * Instants (ms, ascending) at which a monitor was evaluated as far as its results tell: those at which any of its series has one. A monitor evaluates
 * all its series together, so one that has none then had ended.
 */
export function evaluatedInstants(results: readonly ResultSeries[]): Float64Array {
  const [first] = results;
  if (!first) {
    return new Float64Array(0);
  }
  if (results.every(({ times }) => sameInstants(times, first.times))) {
    return first.times;
  }
  const instants = new Set<number>();
  for (const { times } of results) {
    times.forEach((time) => instants.add(time));
  }
  return Float64Array.from(instants).sort();
}

function sameInstants(times: Float64Array, others: Float64Array): boolean {
  return times === others || (times.length === others.length && times.every((time, i) => time === others[i]));
}
