import type { LimitSide, Prediction, PredictionKind } from '../../../contract/forecast.ts';
import type { Forecast } from '../forecast.ts';
import type { Limit } from './hit-times.ts';

/** Values at instants (ms since the epoch), ascending and regular; NaN where missing. */
export interface Course {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** What the six predictions are made from. */
export interface PredictionInput {
  readonly forecast: Forecast;
  /** What the series did up to the origin: the training window. */
  readonly history: Course;
  /** Percent of outcomes between `lower` and `upper`: above 0, below 100. */
  readonly level: number;
  /** Grafana unit id of the series. */
  readonly unit: string;
  /** null where there is none. */
  readonly limit: { readonly value: Limit; readonly side: LimitSide } | null;
  /** Scores (0..1) of a detector up to the origin, the score from which on a point is an anomaly, and the detector's id; null where nothing detects. */
  readonly scores: (Course & { readonly threshold: number; readonly detector: string }) | null;
}

/** What a kind of prediction says itself; the rest is the same for all. */
export type Said = Pick<Prediction, 'value' | 'lower' | 'upper' | 'unit' | 'summary' | 'why' | 'hits' | 'trend'> & {
  /** Where it is not the forecaster. */
  readonly model?: string;
};

/** One kind of prediction. */
export interface Predictor {
  readonly kind: PredictionKind;
  readonly name: string;
  /** One sentence: what `value` is. */
  readonly summary: string;
  /** Whether it cannot be told without a limit, or without scores. */
  readonly needs?: 'limit' | 'scores';
  predict(input: PredictionInput): Said;
}

/** What is said where a prediction cannot be made, and why in one sentence. */
export function unsaid(unit: string, why: string): Said {
  return { value: null, lower: null, upper: null, unit, summary: why, why };
}

/** The last value known; NaN where there is none. */
export function lastValue({ history: { values } }: Pick<PredictionInput, 'history'>): number {
  return values.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
}
