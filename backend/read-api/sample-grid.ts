import type { Grid } from './promql/grid.ts';

/** Values at the instants of a grid; where `present` is 0 there is none. */
export interface SampledGrid {
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** Samples of one series; times in ms, ascending. A NaN among the values says that the series ended there. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** When the series could have had a sample: without one then, it had ended. All of `times` are among them. */
  readonly instants: Float64Array;
}

/**
 * Samples at the instants of a grid: at each the newest sample that is less than `lookback` ms old, as Prometheus 3 has it, unless the series has ended since, as
 * Prometheus's stale markers would say.
 *
 * @returns null where no instant has a value.
 */
export function sampleGrid({ times, values, instants }: Samples, grid: Grid, lookback: number): SampledGrid | null {
  const sampled = new Float64Array(grid.count);
  const present = new Uint8Array(grid.count);
  let next = 0;
  let instant = 0;
  let any = false;
  for (let i = 0; i < grid.count; i++) {
    const at = grid.start + i * grid.step;
    while (next < times.length && times[next] <= at) {
      next++;
    }
    while (instant < instants.length && instants[instant] <= at) {
      instant++;
    }
    const newest = next - 1;
    if (newest < 0 || times[newest] <= at - lookback || times[newest] < instants[instant - 1]) {
      continue;
    }
    if (!Number.isNaN(values[newest])) {
      sampled[i] = values[newest];
      present[i] = 1;
      any = true;
    }
  }
  return any ? { values: sampled, present } : null;
}
