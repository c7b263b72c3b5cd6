import type { Forecast } from '../../forecasts/forecast.ts';
import { peaks } from '../../forecasts/predictions/course-quantiles.ts';
import type { ForecastInput } from '../../workers/forecast-task.ts';
import type { Foresee } from './method.ts';

/** Forecasts a series with `auto`, tried on its own past, and reads the peaks of its simulated courses. `forecast` runs the task: in a worker, or right here. */
export function foreseeWith(
  forecast: (input: ForecastInput, signal?: AbortSignal) => Promise<readonly Forecast[]>,
  seed: number
): Foresee {
  return async (series, horizonMs) => {
    const step = series.times.length > 1 ? series.times[1] - series.times[0] : horizonMs;
    const [one] = await forecast({
      series: [series],
      exogenous: [],
      forecaster: 'auto',
      settings: {},
      step,
      horizon: horizonMs,
      levels: [0.95],
      floor: 'auto',
      ceiling: 'none',
      timeZone: 'UTC',
      excluded: [],
      seed,
      paths: 500,
      fitted: 0,
    });
    const { isWorseThanNaive, origins } = one.accuracy;
    return { peaks: peaks(one), isWorseThanNaive, origins };
  };
}
