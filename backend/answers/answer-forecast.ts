import { NightjarError, asNightjarError } from '../errors.ts';
import { History } from '../evaluation/history.ts';
import type { ForecastOf } from '../frames/forecast-frames.ts';
import { forecastFrames } from '../frames/forecast-frames.ts';
import { sliceSeries } from '../series/slice.ts';
import type { Series } from '../series/series.ts';
import type { IncomingQuery, QueryAnswer } from './engine.ts';
import { readForecastQuery } from './forecast-query.ts';
import type { ReadForecastQuery } from './forecast-query.ts';
import type { ForecastContext, Foretelling, Foretold } from './forecasting.ts';
import { foretell, predictAll } from './forecasting.ts';

/** Answers one query with what is expected after its range; errors become the answer's error. */
export async function answerForecast(incoming: IncomingQuery, context: ForecastContext): Promise<QueryAnswer> {
  try {
    return { refId: incoming.refId, frames: await framesOf(incoming, context) };
  } catch (error) {
    return { refId: incoming.refId, frames: [], error: asNightjarError(error) };
  }
}

async function framesOf(
  { refId, model, from, to }: IncomingQuery,
  context: ForecastContext
): Promise<QueryAnswer['frames']> {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from > to) {
    throw new NightjarError('bad-query', "The query's time range is wrong: its start must be a time before its end.");
  }
  const read = readForecastQuery(refId, model, context.datasource);
  const { query, output, plan } = read;
  const told = await foretell(plan, { at: to, past: output === 'forecast' }, context);
  const [shown, predicted] = await Promise.all([
    shownPast(read, told, from, context),
    predictedOf(read, told, context),
  ]);
  const results = told.series.map((one, index): ForecastOf => {
    const { forecast, hits, earlier } = one;
    return { series: shown[index], forecast, hits, earlier, prediction: predicted.predictions[index] ?? null };
  });
  return forecastFrames(query.hide ? [] : results, {
    query,
    output,
    expr: plan.expr,
    step: plan.step,
    origin: told.origin,
    horizon: plan.horizon,
    level: plan.query.level,
    forecaster: plan.forecaster.id,
    notices: [...told.notices, ...predicted.notices],
  });
}

async function predictedOf(
  { query, output, plan }: ReadForecastQuery,
  told: Foretelling,
  context: ForecastContext
): Promise<Awaited<ReturnType<typeof predictAll>>> {
  return output === 'prediction'
    ? await predictAll(plan.query.prediction, told, plan, query, context)
    : { predictions: [], notices: [] };
}

/** What the series did from the start of the range to the origin: held already, unless the range begins before the training window. */
async function shownPast(
  { output, plan }: ReadForecastQuery,
  { origin, series }: Foretelling,
  from: number,
  { source, signal }: ForecastContext
): Promise<Series[]> {
  const { step, trainingWindow } = plan;
  const start = Math.floor(from / step) * step;
  const own = series.map((one) => sliceSeries(one.series, start, origin + step));
  if (output !== 'forecast' || start >= origin - trainingWindow) {
    return own;
  }
  const history = new History(source, plan.expr, step);
  await history.cover(start, origin + step, signal);
  const all = new Map(history.window(start, origin + step).map(({ key, series: whole }) => [key, whole]));
  return series.map(({ key }: Foretold, index) => all.get(key) ?? own[index]);
}
