import type { ForecastOutput } from '../../contract/forecast.ts';
import type { NightjarQuery } from '../../contract/query.ts';
import { isForecastOutput } from '../../contract/query.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { NightjarError } from '../errors.ts';
import { forecastFields } from '../evaluation/forecast-fields.ts';
import type { ForecastPlan } from '../evaluation/forecasts/plan-forecast.ts';
import { planForecast } from '../evaluation/forecasts/plan-forecast.ts';
import { parseQuery, querySchema, withoutNulls } from './query-model.ts';

/** A query that asks for a forecast, as it may arrive. */
export const forecastQuerySchema = querySchema.extend({
  forecast: forecastFields.optional().describe('What is asked of the forecast.'),
});

/** A query that can be forecast. */
export interface ReadForecastQuery {
  readonly query: NightjarQuery;
  readonly output: ForecastOutput;
  readonly plan: ForecastPlan;
}

/** Validates an untrusted query model. Throws `bad-query` with a sentence naming each wrong field. */
export function readForecastQuery(refId: string, model: unknown, datasource: DatasourceSettings): ReadForecastQuery {
  const query = parseQuery(forecastQuerySchema, refId, withoutNulls(model, 'forecast'));
  const { output } = query;
  if (!isForecastOutput(output)) {
    throw new NightjarError('bad-query', `The output ${output} tells of no forecast.`);
  }
  if (query.expr.trim() === '') {
    throw new NightjarError('bad-query', 'The query is empty: write a PromQL expression.');
  }
  const plan = planForecast({ ...query, forecast: query.forecast }, datasource);
  if ((output === 'time-to-threshold' || output === 'probability') && plan.limit === null) {
    throw new NightjarError(
      'bad-query',
      'The query has no limit: write the value, or a query, that must not be passed.'
    );
  }
  return { query, output, plan };
}
