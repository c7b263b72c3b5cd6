import type { ForecastQuery } from '../../../contract/forecast.ts';
import { FORECAST_DEFAULTS } from '../../../contract/forecast.ts';
import { QUERY_DEFAULTS } from '../../../contract/query.ts';
import { forecastSummaryWords as words } from './forecast-words.ts';
import type { QueryDraft } from './query-draft.ts';

/** What the collapsed options row of a forecast says: always what decides most, the rest only where it differs from its default. */
export function forecastSummary(query: QueryDraft, forecast: ForecastQuery): string[] {
  const parts = [words.training(query.trainingWindow), words.step(query.step || QUERY_DEFAULTS.step)];
  const others: [keyof ForecastQuery, () => string][] = [
    ['levels', () => words.level(forecast.levels.join(', '))],
    ['floor', () => words.floor(String(forecast.floor))],
    ['ceiling', () => words.ceiling(String(forecast.ceiling))],
    ['timeZone', () => words.timeZone(forecast.timeZone)],
    ['exogenous', () => words.exogenous(forecast.exogenous.join(', '))],
    ['earlier', () => words.earlier(forecast.earlier)],
  ];
  for (const [name, text] of others) {
    if (JSON.stringify(forecast[name]) !== JSON.stringify(FORECAST_DEFAULTS[name])) {
      parts.push(text());
    }
  }
  return query.legendFormat ? [...parts, words.legend(query.legendFormat)] : parts;
}
