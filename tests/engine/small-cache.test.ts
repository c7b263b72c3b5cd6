import { DETECTORS } from '../../backend/detectors/index.ts';
import type { Evaluation } from '../../backend/evaluation/evaluation.ts';
import { Evaluator } from '../../backend/evaluation/evaluator.ts';
import { WorkerPool } from '../../backend/workers/pool.ts';
import { DAY, MINUTE, MONDAY, daily } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
const fail = (error: unknown): never => {
  throw error;
};

afterAll(() => pool.close());

/** Asks as a dashboard does, again and again until no model is pending, at most `most` times. */
async function untilComplete(modelCacheBytes: number, most: number): Promise<{ asked: number; last: Evaluation }> {
  const evaluator = new Evaluator(pool, {
    refitEvery: DAY,
    maxFitsPerSeries: 35,
    modelCacheBytes,
    store: null,
    observer: {
      fitted: () => undefined,
      cacheLookup: () => undefined,
      backgroundFailed: fail,
      storeFailed: fail,
      failed: fail,
    },
  });
  const [detector] = DETECTORS;
  const request = {
    source: new MemorySource([daily('cart', 1), daily('shop', 2)]),
    owner: { orgId: 1, datasource: 'test' },
    expr: 'x',
    detector,
    settings: detector.schema.parse({}) as Record<string, unknown>,
    step: 15 * MINUTE,
    trainingWindow: 3 * DAY,
    seed: 1,
    from: MONDAY - 6 * DAY,
    to: MONDAY,
    patient: false,
    priority: 'answer' as const,
  };
  let last = await evaluator.evaluate(request);
  let asked = 1;
  while (last.pendingFits > 0 && asked < most) {
    await evaluator.background.idle();
    last = await evaluator.evaluate(request);
    asked++;
  }
  expect(evaluator.cache.bytes).toBeLessThanOrEqual(modelCacheBytes);
  await evaluator.close();
  return { asked, last };
}

it('a range whose models do not all fit in the cache is answered in full, with the same scores', async () => {
  const large = await untilComplete(2 ** 26, 10);
  const small = await untilComplete(150_000, 10);
  expect(large).toMatchObject({ asked: 2, last: { pendingFits: 0 } });
  expect(small.last.pendingFits).toBe(0);
  expect(small.last.series.map(({ scored }) => scored.score)).toEqual(
    large.last.series.map(({ scored }) => scored.score)
  );
});
