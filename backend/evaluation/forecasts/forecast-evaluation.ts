import type { Forecast } from '../../forecasts/forecast.ts';
import type { Series } from '../../series/series.ts';

export interface ForecastNotice {
  readonly severity: 'info' | 'warning';
  readonly text: string;
}

/** One series and what it is expected to do. */
export interface ForecastSeries {
  readonly key: string;
  /** The training window up to the origin; NaN where a value is missing. */
  readonly series: Series;
  readonly forecast: Forecast;
}

/** The forecasts of all series of a query from one origin, sorted by key. */
export interface ForecastEvaluation {
  readonly origin: number;
  readonly series: readonly ForecastSeries[];
  readonly notices: readonly ForecastNotice[];
  /** What it takes in memory. */
  readonly bytes: number;
}
