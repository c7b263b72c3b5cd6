import type { ForecastQuery } from '../../contract/forecast.ts';
import type { CalendarOf } from '../forecasters/forecaster.ts';
import type { PrepareOptions } from '../forecasters/preparation/prepare.ts';

/** A series that may explain another one: a value at each of its instants, and at each step of the horizon where those are known; NaN where missing. */
export interface ExogenousValues {
  readonly name: string;
  readonly past: Float64Array;
  readonly future: Float64Array | null;
}

/** What is asked of a group of series. Durations are ms. */
export interface ForecastRequest {
  /** Id of a forecaster, and settings that its schema has checked or fills in. */
  readonly forecaster: string;
  readonly settings?: unknown;
  /** Between two points; found from the times where it is absent. */
  readonly step?: number;
  readonly horizon: number;
  /** 0..1. */
  readonly levels: readonly number[];
  readonly floor: ForecastQuery['floor'];
  readonly ceiling: ForecastQuery['ceiling'];
  readonly calendar?: CalendarOf;
  /** Known incidents, ms since the epoch: what was measured then tells nothing of what comes. */
  readonly excluded?: PrepareOptions['excluded'];
  /** For each series, by its place in the group, series that may explain it. */
  readonly exogenous?: readonly (readonly ExogenousValues[])[];
  readonly seed?: number;
  /** Simulated courses; 500 where absent. */
  readonly paths?: number;
  /** Points at the end of the past for which one-step forecasts are wanted; none where absent. */
  readonly fitted?: number;
}
