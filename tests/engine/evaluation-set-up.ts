import type { Detector } from '../../backend/detectors/detector.ts';
import { Evaluator } from '../../backend/evaluation/evaluator.ts';
import type { EvaluatorOptions } from '../../backend/evaluation/evaluator.ts';
import type { EvaluationRequest } from '../../backend/evaluation/request.ts';
import { WorkerPool } from '../../backend/workers/pool.ts';
import { DAY, MINUTE } from './made-series.ts';

/** One worker for all tests of a file, closed after them. */
export function onePool(): WorkerPool {
  const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
  afterAll(() => pool.close());
  return pool;
}

function fail(error: unknown): never {
  throw error;
}

/** An evaluator that keeps models in memory alone; what fails in it fails the test. */
export function newEvaluator(pool: WorkerPool, options: Partial<EvaluatorOptions> = {}): Evaluator {
  return new Evaluator(pool, {
    refitEvery: DAY,
    maxFitsPerSeries: 35,
    modelCacheBytes: 2 ** 26,
    store: null,
    observer: {
      fitted: () => undefined,
      cacheLookup: () => undefined,
      backgroundFailed: fail,
      storeFailed: fail,
      failed: fail,
    },
    ...options,
  });
}

/** A query by a detector with these settings of it; where nothing else is said it waits for all models. */
export function queryBy(
  detector: Detector,
  settings: object,
  query: Pick<EvaluationRequest, 'source' | 'from' | 'to'> & Partial<EvaluationRequest>
): EvaluationRequest {
  return {
    owner: { orgId: 1, datasource: 'test' },
    expr: 'x',
    detector,
    settings: detector.schema.parse(settings) as Record<string, unknown>,
    step: 15 * MINUTE,
    trainingWindow: 3 * DAY,
    seed: 1,
    patient: true,
    priority: 'answer',
    ...query,
  };
}
