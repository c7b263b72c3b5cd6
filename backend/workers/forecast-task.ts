import type { ForecastQuery } from '../../contract/forecast.ts';
import { calendarOf } from '../forecasters/calendar.ts';
import { forecastGroup } from '../forecasts/forecast-series.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import type { ExogenousValues } from '../forecasts/forecast-request.ts';
import type { Series } from '../series/series.ts';

/** Series to forecast, and what is asked of them as plain data. Durations in ms. */
export interface ForecastInput {
  readonly series: readonly Series[];
  /** For each series those that may explain it: over its past and, where they know it, the horizon. */
  readonly exogenous: readonly (readonly ExogenousValues[])[];
  readonly forecaster: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly step: number;
  readonly horizon: number;
  readonly levels: readonly number[];
  readonly floor: ForecastQuery['floor'];
  readonly ceiling: ForecastQuery['ceiling'];
  readonly timeZone: string;
  readonly excluded: readonly { readonly start: number; readonly end: number }[];
  readonly seed: number;
  readonly paths: number;
  /** Points at the end of the past that one-step forecasts are wanted for. */
  readonly fitted: number;
}

/** One forecast a series. */
export function forecast({ series, timeZone, exogenous, ...request }: ForecastInput): Promise<Forecast[]> {
  return forecastGroup(series, { ...request, exogenous, calendar: calendarOf(timeZone) });
}
