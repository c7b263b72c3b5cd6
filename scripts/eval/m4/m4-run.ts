import { forecastGroup } from '../../../backend/forecasts/forecast-series.ts';
import { M4_SETS, readM4 } from './read-m4.ts';
import type { M4Series } from './read-m4.ts';

/** What one process does: one forecaster, one series. */
export interface M4Run {
  readonly folder: string;
  /** Index among the sets, and among their series. */
  readonly set: number;
  readonly index: number;
  readonly forecaster: string;
}

/** A forecast as measures take it; `ms` is processor time, intervals included. */
export interface M4Forecast {
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly ms: number;
}

export const LEVEL = 0.95;

const read = new Map<number, readonly M4Series[]>();

/** The forecast of one series by one forecaster at its defaults, as `nightjar forecast` gives it. */
export async function runTask({ folder, set, index, forecaster }: M4Run): Promise<M4Forecast> {
  const { horizon, step } = M4_SETS[set];
  const known = read.get(set) ?? readM4(folder, M4_SETS[set]);
  read.set(set, known);
  const { id, train } = known[index];
  const series = { labels: { id }, times: Float64Array.from(train, (_, i) => i * step), values: train };
  const before = process.cpuUsage();
  const [{ mean, intervals }] = await forecastGroup([series], {
    forecaster,
    step,
    horizon: horizon * step,
    levels: [LEVEL],
    floor: 'auto',
    ceiling: 'none',
    paths: 0,
  });
  const { user, system } = process.cpuUsage(before);
  return { mean, lower: intervals[0].lower, upper: intervals[0].upper, ms: (user + system) / 1000 };
}
