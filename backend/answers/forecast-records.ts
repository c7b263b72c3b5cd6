import type { ForecastOutput, Prediction, PredictionKind } from '../../contract/forecast.ts';
import { unitOf } from '../../contract/units.ts';
import type { ForecastPlan } from '../evaluation/forecasts/plan-forecast.ts';
import type { ForecastRecord, ForecastReply, PredictionRecord, PredictionReply } from '../forecasts/forecast-record.ts';
import { recordForecast } from '../forecasts/record-forecast.ts';
import type { ReadForecastQuery } from './forecast-query.ts';
import { readForecastQuery } from './forecast-query.ts';
import type { ForecastContext, Foretold } from './forecasting.ts';
import { foretell, predictAll } from './forecasting.ts';

/** The forecasts of a query as records. Throws NightjarErrors. */
export async function forecastRecords(model: unknown, at: number, context: ForecastContext): Promise<ForecastReply> {
  const { plan } = readAs('forecast', model, context);
  const { series, notices } = await foretell(plan, { at, past: true }, context);
  return { forecasts: series.map((one) => recordOf(one, plan)), notices: [...notices] };
}

/** One prediction of every series of a query, as records. Throws NightjarErrors. */
export async function predictionRecords(
  kind: PredictionKind,
  model: unknown,
  at: number,
  context: ForecastContext
): Promise<PredictionReply> {
  const { query, plan } = readAs('prediction', model, context);
  const told = await foretell(plan, { at, past: false }, context);
  const { predictions, notices } = await predictAll(kind, told, plan, query, context);
  return { predictions: predictions.map(asRecord), notices: [...told.notices, ...notices] };
}

function readAs(output: ForecastOutput, model: unknown, { datasource }: ForecastContext): ReadForecastQuery {
  return readForecastQuery('A', { ...(typeof model === 'object' ? model : {}), output }, datasource);
}

function recordOf({ series, forecast, hits, earlier }: Foretold, plan: ForecastPlan): ForecastRecord {
  const ghosts = earlier.map(({ origin, step, times, mean }) => ({
    origin,
    step,
    times: Array.from(times),
    mean: Array.from(mean),
  }));
  const unit = unitOf(series.labels.__name__ ?? '', plan.expr);
  return recordForecast(forecast, { past: series, hits, unit, earlier: ghosts });
}

function asRecord({ labels, hits, value, lower, upper, ...rest }: Prediction): PredictionRecord {
  return {
    ...rest,
    labels: { ...labels },
    value: known(value),
    lower: known(lower),
    upper: known(upper),
    ...(hits ? { hits: { ...hits, byStep: [...hits.byStep] } } : {}),
  };
}

/** JSON has no NaN. */
function known(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
