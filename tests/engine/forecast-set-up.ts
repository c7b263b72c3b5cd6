import type { ForecastContext } from '../../backend/answers/forecasting.ts';
import { ForecastEvaluator } from '../../backend/evaluation/forecasts/forecast-evaluator.ts';
import type { SeriesSource } from '../../backend/sources/source.ts';
import type { WorkerPool } from '../../backend/workers/pool.ts';
import { newEvaluator } from './evaluation-set-up.ts';

/** What forecasts of a source are answered with at a time (ms); what fails in it fails the test. */
export function forecastContext(pool: WorkerPool, source: SeriesSource, now: number): ForecastContext {
  const fail = (error: unknown): never => {
    throw error;
  };
  return {
    forecasts: new ForecastEvaluator(pool, {
      cacheBytes: 2 ** 26,
      now: () => now,
      observer: { forecast: () => undefined, failed: fail },
    }),
    evaluator: newEvaluator(pool),
    source,
    owner: { orgId: 1, datasource: 'test' },
    models: { prepare: (_owner, _detector, settings) => Promise.resolve({ settings, files: [] }) },
    datasource: {},
    seed: 1,
    patient: true,
    priority: 'answer',
    now: () => now,
  };
}
