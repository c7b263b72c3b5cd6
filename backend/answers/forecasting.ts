import { thresholdsAt } from '../../contract/severity.ts';
import type { HitTimes, Prediction, PredictionKind } from '../../contract/forecast.ts';
import type { NightjarQuery } from '../../contract/query.ts';
import { unitOf } from '../../contract/units.ts';
import type {
  ForecastEvaluation,
  ForecastNotice,
  ForecastSeries,
} from '../evaluation/forecasts/forecast-evaluation.ts';
import type { ForecastEvaluator } from '../evaluation/forecasts/forecast-evaluator.ts';
import type { ForecastRequest } from '../evaluation/forecasts/forecast-request.ts';
import { earlierOrigins, originAt } from '../evaluation/forecasts/forecast-request.ts';
import { findLimits } from '../evaluation/forecasts/limits.ts';
import type { ForecastPlan } from '../evaluation/forecasts/plan-forecast.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import { hitTimes } from '../forecasts/predictions/hit-times.ts';
import { predict } from '../forecasts/predictions/predict.ts';
import type { PredictionInput } from '../forecasts/predictions/prediction-input.ts';
import { labelsKey } from '../series/series.ts';
import type { AnswerContext } from './answer-query.ts';
import { detect } from './answer-query.ts';

/** What forecasts are made with. */
export interface ForecastContext extends AnswerContext {
  readonly forecasts: ForecastEvaluator;
  readonly now: () => number;
}

/** One series with its forecasts. */
export interface Foretold extends ForecastSeries {
  readonly limit: number | null;
  readonly hits: HitTimes | null;
  /** From earlier origins, newest first. */
  readonly earlier: readonly Forecast[];
}

/** What a query is expected to give. */
export interface Foretelling {
  readonly origin: number;
  readonly series: readonly Foretold[];
  readonly notices: readonly ForecastNotice[];
}

/** Points at the end of the past for which one-step forecasts are shown. */
const FITTED_POINTS = 200;

/** What is asked of a foretelling beside its plan. */
export interface Wanted {
  /** The forecast begins at the last full step before it, ms. */
  readonly at: number;
  /** Earlier forecasts and one-step forecasts of the past. */
  readonly past: boolean;
}

/** Forecasts every series of a plan and says when it hits its limit. Throws NightjarErrors. */
export async function foretell(
  plan: ForecastPlan,
  { at, past }: Wanted,
  context: ForecastContext
): Promise<Foretelling> {
  const { forecasts, source, owner, seed, priority, signal, now } = context;
  const origin = originAt(at, plan.step, now());
  const fitted = past ? FITTED_POINTS : 0;
  const request: ForecastRequest = { source, owner, plan, origin, seed, fitted, priority, signal };
  const earlier = past ? earlierOrigins(origin, plan) : [];
  const [newest, ...before] = await Promise.all([
    forecasts.evaluate(request),
    ...(earlier.length > 0 ? [forecasts.evaluateAll({ ...request, fitted: 0 }, earlier)] : []),
  ]);
  const limits = await findLimits(
    request,
    newest.series.map(({ series }) => series.labels)
  );
  const ghosts = before.flat().map((evaluation) => byKey(evaluation));
  const series = newest.series.map((one, index): Foretold => {
    const limit = limits.values[index];
    return { ...one, limit, hits: hitsOf(one, limit, plan), earlier: ghosts.flatMap((all) => all.get(one.key) ?? []) };
  });
  return { origin, series, notices: [...newest.notices, ...limits.notices] };
}

function byKey({ series }: ForecastEvaluation): Map<string, Forecast> {
  return new Map(series.map(({ key, forecast }) => [key, forecast]));
}

function hitsOf({ series, forecast }: ForecastSeries, limit: number | null, plan: ForecastPlan): HitTimes | null {
  if (limit === null || !plan.limit) {
    return null;
  }
  const last = series.values.findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
  return hitTimes(forecast, limit, plan.limit.side, last);
}

/** One of the six predictions of every series. Throws NightjarErrors. */
export async function predictAll(
  kind: PredictionKind,
  { series, origin }: Foretelling,
  plan: ForecastPlan,
  query: NightjarQuery,
  context: ForecastContext
): Promise<{ readonly predictions: Prediction[]; readonly notices: readonly ForecastNotice[] }> {
  const { scores, notices } =
    kind === 'anomaly_risk' ? await scoresOf(query, plan, origin, context) : { scores: null, notices: [] };
  const predictions = series.map(({ key, series: history, forecast, limit }) =>
    predict(kind, {
      forecast,
      history,
      level: plan.query.level,
      unit: unitOf(history.labels.__name__ ?? '', plan.expr),
      limit: limit !== null && plan.limit ? { value: limit, side: plan.limit.side } : null,
      scores: scores?.get(key) ?? null,
    })
  );
  return { predictions, notices };
}

/** Scores of the query's detector up to the origin, by series. */
async function scoresOf(
  query: NightjarQuery,
  plan: ForecastPlan,
  origin: number,
  context: ForecastContext
): Promise<{ scores: Map<string, PredictionInput['scores']>; notices: readonly ForecastNotice[] }> {
  const model = { ...withoutForecast(query), output: 'scores', hide: false };
  const range = { from: origin - plan.trainingWindow, to: origin };
  const { read, results, notices } = await detect({ refId: query.refId, model, ...range }, context);
  const threshold = thresholdsAt(query.sensitivity).low;
  const scores = new Map(
    results.map(({ detection: { series, score } }) => [
      labelsKey(series.labels),
      { times: series.times, values: score, threshold, detector: read.detector.id },
    ])
  );
  return { scores, notices };
}

function withoutForecast({ forecast: _forecast, ...query }: NightjarQuery): Omit<NightjarQuery, 'forecast'> {
  return query;
}
