import type { z } from 'zod';
import type { Plain, Runtime } from '../detectors/detector.ts';

/** A further series that may tell something of the one forecast: its values over the past and, where they are known, over the horizon. */
export interface Exogenous {
  readonly name: string;
  /** As long as the past; finite. */
  readonly past: Float64Array;
  /** As long as the horizon, or longer; null where nobody knows. */
  readonly future: Float64Array | null;
}

/** What the calendar says of instants: the clock where the series lives, and which days are holidays. */
export interface CalendarOf {
  /** What the wall clock shows at an instant (ms since the epoch), as ms that count like UTC's. */
  wallTime(time: number): number;
  /** Name of the holiday an instant falls on; null for a usual day. */
  holiday(time: number): string | null;
}

/**
 * What a forecaster knows of one series: its values up to the origin of the forecast on a regular grid, prepared (`preparation/prepare.ts`): gaps filled,
 * outliers and known incidents replaced, one-minute data of weeks in blocks.
 */
export interface Past {
  /** ms between two values. */
  readonly step: number;
  /** Instant of the first value, ms since the epoch. */
  readonly start: number;
  /** All finite; one at least. */
  readonly values: Float64Array;
  /** 1 where a value was measured, 0 where preparation put it in; as long as `values`. */
  readonly measured: Uint8Array;
  /** Lengths of its seasons in points, shortest first, each seen twice at least; none where it has no season. */
  readonly periods: readonly number[];
  /** No value can lie below it, or above it; infinite where there is no such bound. */
  readonly floor: number;
  readonly ceiling: number;
  readonly calendar: CalendarOf;
  readonly exogenous: readonly Exogenous[];
}

/** A part of a forecast that people can be told of; the parts add up to the mean (before floor and ceiling). */
export interface Component {
  readonly kind: 'level' | 'trend' | 'season' | 'holiday' | 'exogenous' | 'other';
  /** Plain English: `Day`, `Week`, `Trend`, the name of an exogenous series, ... */
  readonly name: string;
  /** One entry a step of the horizon, in the series' unit. */
  readonly values: Float64Array;
}

/** The expected values of one past's next steps. */
export interface PointForecast {
  /** One entry a step of the horizon; finite. */
  readonly mean: Float64Array;
  readonly components: readonly Component[];
}

/** Fitted parameters of one series and how they came about. */
export interface FittedForecaster {
  readonly forecaster: string;
  /** Points of the past it was fitted on. */
  readonly points: number;
  /** The forecaster's own content; only the forecaster that made it reads it. */
  readonly parameters: Plain;
  /** What a user should know of this fit: a stated fallback, e.g. too few values for a season. A sentence each. */
  readonly notes: readonly string[];
  /** E.g. log-likelihood, AICc, epochs. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** A model of each past, and what its forecaster would have said from earlier origins of that past: row i belongs to origins[i]. */
export interface FittedWithRolls {
  readonly models: readonly FittedForecaster[];
  readonly rolls: readonly (readonly Float64Array[])[];
}

/** A forecaster that another one is made of, and what it counts for (0..1; all add up to 1). */
export interface MemberShare {
  readonly forecaster: string;
  readonly name: string;
  readonly weight: number;
  /** Mean absolute error in the back-test over that of the seasonal naive forecast in the training data. */
  readonly mase: number;
}

/**
 * A kind of forecast model and its settings. Pasts are passed in batches so that a forecaster can train one model over all of them (`isJoint`); where it
 * is not joint the answer for a past never depends on the others of its batch. Same input and seed, same bytes.
 *
 * `fit` sees `pasts` and nothing later. `predict` forecasts from the end of each of its pasts, which may go on (at the same start and step) after what the model
 * was fitted on, so that a back-test needs no fit at every origin; it uses no value after that end.
 *
 * Both take any past that `Past` allows: constant, two points, 1e15, negative. Where one is too short or has no season for what a forecaster does, it falls
 * back on something simpler and says so in `notes`; it throws `unfit` (a NightjarError `bad-query`) only where its settings contradict the data.
 */
export interface Forecaster<S = unknown> {
  readonly id: string;
  readonly name: string;
  /** One sentence for the picker: what it is good at and when to take it. */
  readonly summary: string;
  readonly runs: Runtime;
  readonly exports: boolean;
  /** Gives the settings' type, validation, API documentation and form; every field has a default and a description. */
  readonly schema: z.ZodType<S>;
  /** Whether one model is trained over all series of a query. */
  readonly isJoint?: true;
  /** Whether it makes use of exogenous series. */
  readonly takesExogenous?: true;
  /** `horizon`: steps it will be asked for, where that is known; a forecaster that fits each step by itself fits so many. It may be asked for others. */
  fit(pasts: readonly Past[], settings: S, seed: number, horizon?: number): Promise<FittedForecaster[]>;
  /** `horizon`: steps, 1 at least. */
  predict(
    models: readonly FittedForecaster[],
    pasts: readonly Past[],
    horizon: number,
    settings: S
  ): Promise<PointForecast[]>;
  /**
   * Means from several origins of one past, each by what came before it: `origins` are counts of values known, ascending; row i has the `horizon` steps after
   * origins[i]. Present where that costs less than `fit` and `predict` at each origin; elsewhere `backtest/rolling.ts` does it by them.
   */
  rolling?(past: Past, origins: readonly number[], horizon: number, settings: S, seed: number): Promise<Float64Array[]>;
  /**
   * `fit` and `rolling` of a batch in one, for forecasters where the two share work; origins[p] are those of pasts[p]. `backtest/rolling.ts` calls it where
   * it is present.
   */
  fitWithRolls?(
    pasts: readonly Past[],
    origins: readonly (readonly number[])[],
    horizon: number,
    settings: S,
    seed: number
  ): Promise<FittedWithRolls>;
  /** What a forecaster that is made of others gives each of them, largest weight first. */
  members?(model: FittedForecaster): readonly MemberShare[];
  /** The forecast as a standard ONNX file; present exactly when `exports` is true. */
  toOnnx?(model: FittedForecaster): Uint8Array;
}
