import type { Detector } from '../../backend/detectors/detector.ts';
import { autoOf } from '../../backend/detectors/auto/auto.ts';
import { ewma } from '../../backend/detectors/ewma/ewma.ts';
import { quantile } from '../../backend/detectors/quantile/quantile.ts';
import { seasonal } from '../../backend/detectors/seasonal/seasonal.ts';
import type { Evaluation } from '../../backend/evaluation/evaluation.ts';
import type { EvaluationRequest } from '../../backend/evaluation/request.ts';
import { newEvaluator, onePool, queryBy } from './evaluation-set-up.ts';
import { DAY, MINUTE, MONDAY, daily } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

// Choices take seconds where a machine has other work to do.
jest.setTimeout(60_000);

const HOUR = 60 * MINUTE;
const pool = onePool();

/** Few candidates, so that a choice is quick; fitted on this thread, since the pool knows no such detector. */
const auto = autoOf([seasonal, ewma, quantile] as unknown as readonly Detector[]) as Detector;

const TWO = [daily('cart', 1), daily('shop', 2, (ms) => (ms > MONDAY + 9 * HOUR && ms < MONDAY + 10 * HOUR ? 300 : 0))];

function request(detector: Detector, patient: boolean, all = TWO): EvaluationRequest {
  const source = new MemorySource(all);
  return queryBy(detector, {}, { source, trainingWindow: 14 * DAY, from: MONDAY - DAY, to: MONDAY + DAY / 2, patient });
}

const scoresOf = ({ series }: Evaluation) => series.map(({ scored }) => [...scored.score]);
const texts = ({ notices }: Evaluation) => notices.map(({ text }) => text).join('\n');

it('answers with seasonal while it chooses, with the choice afterwards, and says both', async () => {
  const engine = newEvaluator(pool);
  const alone = newEvaluator(pool);
  const first = await engine.evaluate(request(auto, false));
  expect(first.pendingChoices).toBeGreaterThan(0);
  expect(texts(first)).toMatch(/Auto is choosing a detector for each series in the background: Seasonal answers/);
  expect(first.series.every(({ model }) => model?.detector === 'seasonal' && model.choice === undefined)).toBe(true);
  const seasonalFirst = await alone.evaluate(request(seasonal as unknown as Detector, false));
  expect(scoresOf(first)).toEqual(scoresOf(seasonalFirst));
  await engine.choices.idle();
  const second = await engine.evaluate(request(auto, false));
  expect([second.pendingFits, second.pendingChoices]).toEqual([0, 0]);
  expect(texts(second)).toMatch(/Auto has chosen \w+.* for/);
  expect(second.series.every(({ model }) => model?.detector === 'auto' && model.choice)).toBe(true);
  const at = second.series.map(({ scored }) => scored.score.findIndex((score) => score >= 0));
  const { facts } = second.series[0].explain(at[0]);
  expect(facts.map(({ key }) => key)).toEqual(expect.arrayContaining(['chosenDetector', 'chosenBecause']));
  await engine.close();
  await alone.close();
});

it('gives an alert rule the choice at once, and the dashboard the same scores once it has it', async () => {
  const rule = newEvaluator(pool);
  const dashboard = newEvaluator(pool);
  const waited = await rule.evaluate(request(auto, true));
  expect([waited.pendingFits, waited.pendingChoices]).toEqual([0, 0]);
  expect(waited.series.every(({ model }) => model?.choice)).toBe(true);
  await dashboard.evaluate(request(auto, false));
  await dashboard.choices.idle();
  expect(scoresOf(await dashboard.evaluate(request(auto, false)))).toEqual(scoresOf(waited));
  await rule.close();
  await dashboard.close();
});

/** `auto`, whose fits begin only when they are let go on. */
function held(): { readonly detector: Detector; readonly most: () => number; go(): void } {
  let running = 0;
  let most = 0;
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const fit: Detector['fit'] = async (groups, settings, seed, kin) => {
    most = Math.max(most, ++running);
    await gate;
    const fitted = await auto.fit(groups, settings, seed, kin);
    running--;
    return fitted;
  };
  return { detector: { ...auto, fit }, most: () => most, go: () => go() };
}

it('keeps no other fit waiting while it chooses', async () => {
  const engine = newEvaluator(pool);
  const { detector, go } = held();
  await engine.evaluate(request(detector, false));
  const other = request(seasonal as unknown as Detector, false);
  expect((await engine.evaluate({ ...other, expr: 'y' })).pendingFits).toBeGreaterThan(0);
  await engine.background.idle();
  expect((await engine.evaluate({ ...other, expr: 'y' })).pendingFits).toBe(0);
  expect(engine.waitingFits).toBeGreaterThan(0);
  go();
  await engine.close();
});

it('chooses for many series a few at a time, and lets those that are chosen take over', async () => {
  const many = Array.from({ length: 45 }, (_, index) => daily(`s${index}`, index));
  const engine = newEvaluator(pool);
  const { detector, go } = held();
  const short = { trainingWindow: 3 * DAY, from: MONDAY + HOUR, to: MONDAY + 2 * HOUR };
  const asked = { ...request(detector, false, many), ...short };
  expect((await engine.evaluate(asked)).pendingChoices).toBe(45);
  expect(engine.choices.waiting).toBe(3);
  go();
  await engine.choices.idle();
  expect((await engine.evaluate(asked)).series.every(({ model }) => model?.choice)).toBe(true);
  await engine.close();
});

it('holds the training points of a few series at a time, however many there are', async () => {
  const many = Array.from({ length: 150 }, (_, index) => daily(`s${index}`, index));
  const engine = newEvaluator(pool);
  const { detector, go, most } = held();
  go();
  const asked = { ...request(detector, true, many), trainingWindow: 3 * DAY, from: MONDAY, to: MONDAY + 2 * HOUR };
  expect((await engine.evaluate(asked)).series.every(({ model }) => model?.choice)).toBe(true);
  expect(most()).toBe(pool.size + 1);
  await engine.close();
});
