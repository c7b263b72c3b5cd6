import type { Grid } from './promql/grid.ts';

/** Values at the instants of a grid; where `present` is 0 there is none. */
export interface SampledGrid {
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/**
 * Samples at the instants of a grid: at each the newest sample that is less than `lookback` ms old, as Prometheus 3 has it. A NaN among the samples says that the series
 * ended there, as Prometheus's stale markers do: from it on there is nothing until the next sample.
 *
 * @returns null where no instant has a value.
 */
export function sampleGrid(
  times: Float64Array,
  samples: Float64Array,
  grid: Grid,
  lookback: number
): SampledGrid | null {
  const values = new Float64Array(grid.count);
  const present = new Uint8Array(grid.count);
  let next = 0;
  let any = false;
  for (let i = 0; i < grid.count; i++) {
    const at = grid.start + i * grid.step;
    while (next < times.length && times[next] <= at) {
      next++;
    }
    const newest = next - 1;
    if (newest >= 0 && times[newest] > at - lookback && !Number.isNaN(samples[newest])) {
      values[i] = samples[newest];
      present[i] = 1;
      any = true;
    }
  }
  return any ? { values, present } : null;
}
