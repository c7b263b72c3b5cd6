import type { ForecastAccuracy } from '../../contract/forecast.ts';
import type { Component } from '../forecasters/forecaster.ts';
import type { Labels } from '../series/series.ts';

/** Bounds that hold a share of what comes, one entry a step of the horizon. */
export interface ForecastInterval {
  /** 0..1: the share of values that lie within. */
  readonly level: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A member of the forecast and what it counts for. */
export interface ForecastMember {
  readonly forecaster: string;
  readonly name: string;
  /** 0..1; all add up to 1. */
  readonly weight: number;
  /** Mean absolute scaled error in the back-test. */
  readonly mase: number;
}

/** What one series is expected to do, from one origin on. Times are ms since the epoch. */
export interface Forecast {
  readonly labels: Labels;
  /** Instant of the last value it knows of; the first step is `origin + step`. */
  readonly origin: number;
  readonly step: number;
  readonly times: Float64Array;
  /** In the series' unit, within its floor and ceiling. */
  readonly mean: Float64Array;
  /** Narrowest first. */
  readonly intervals: readonly ForecastInterval[];
  /**
   * Simulated courses, row-major [count, horizon], within floor and ceiling: their quantiles at a step agree with the intervals, and a course hangs together from step to step as the
   * errors of the back-test do.
   */
  readonly paths: { readonly count: number; readonly values: Float32Array };
  /** Add up to the mean before floor and ceiling. */
  readonly components: readonly Component[];
  /** Largest weight first; a single forecaster is its own only member. */
  readonly members: readonly ForecastMember[];
  readonly forecaster: string;
  /** Lengths of the seasons found, in ms. */
  readonly periods: readonly number[];
  readonly trained: { readonly from: number; readonly to: number; readonly points: number };
  readonly accuracy: ForecastAccuracy;
  /** What it would have said of points of the past from shortly before; ascending times, none where a request asks for none. */
  readonly fitted: { readonly times: Float64Array; readonly values: Float64Array };
  /** Sentences for the user: stated fallbacks, what was cleaned, where the limits are. */
  readonly notes: readonly string[];
}
