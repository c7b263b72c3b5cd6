import { DETECTORS } from '../../backend/detectors/index.ts';
import type { Evaluation } from '../../backend/evaluation/evaluation.ts';
import { newEvaluator, onePool, queryBy } from './evaluation-set-up.ts';
import { DAY, MONDAY, daily } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

const pool = onePool();

/** Asks as a dashboard does, again and again until no model is pending, at most `most` times. */
async function untilComplete(modelCacheBytes: number, most: number): Promise<{ asked: number; last: Evaluation }> {
  const evaluator = newEvaluator(pool, { modelCacheBytes });
  const source = new MemorySource([daily('cart', 1), daily('shop', 2)]);
  const request = queryBy(DETECTORS[0], {}, { source, from: MONDAY - 6 * DAY, to: MONDAY, patient: false });
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
