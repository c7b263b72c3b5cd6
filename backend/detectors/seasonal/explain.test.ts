import { seededRandom } from '../../features/random.ts';
import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { seasonal } from './seasonal.ts';

const STEP = 300_000;
const DAY = 288;
const START = Date.UTC(2026, 0, 5);
const settings = seasonal.schema.parse({});

/** A daily wave of height 30 around 100, noise of standard deviation 2. */
function makeValues(days: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Float64Array.from(
    { length: days * DAY },
    (_, i) => 100 + 30 * Math.sin((2 * Math.PI * i) / DAY) + 2 * normal()
  );
}

function groupOf(values: Float64Array): SeriesGroup {
  return { step: STEP, series: [{ labels: {}, times: Float64Array.from(values, (_, i) => START + i * STEP), values }] };
}

async function run(values: Float64Array): Promise<{ model: FittedModel; group: SeriesGroup; scores: GroupScores }> {
  const [model] = await seasonal.fit([groupOf(new Float64Array())], settings, 1);
  const group = groupOf(values);
  const [scores] = await seasonal.score([model], [null], [group]);
  return { model, group, scores };
}

function factsAt(of: Awaited<ReturnType<typeof run>>, index: number): Record<string, number | string> {
  const { facts } = seasonal.explain(of.model, of.group, of.scores, 0, index);
  return Object.fromEntries(facts.map(({ key, value }) => [key, value]));
}

describe('the numbers of an explanation', () => {
  const at = 8 * DAY + 72;
  const values = makeValues(9, 5);
  values[at] = 190;
  let ours: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    ours = await run(values);
  });

  it('follow from one another', () => {
    const { value, expected, deviation, sigma, deviationSigmas, level, daily } = factsAt(ours, at) as Record<
      string,
      number
    >;
    const scored = ours.scores.series[0];
    expect(value).toBe(190);
    expect(expected).toBe(scored.expected[at]);
    expect(deviation).toBeCloseTo(value - expected, 9);
    expect(deviationSigmas).toBeCloseTo(deviation / sigma, 9);
    expect(level + daily).toBeCloseTo(expected, 9);
    expect((scored.upper[at] - scored.lower[at]) / 6).toBeCloseTo(sigma, 9);
  });

  it('are those of the data: level, season, spread, nearest value, slot', () => {
    const facts = factsAt(ours, at) as Record<string, number>;
    const mean = values.subarray(7 * DAY, 8 * DAY).reduce((sum, value) => sum + value, 0) / DAY;
    expect(Math.abs(facts.level - mean)).toBeLessThan(2);
    const sameTime = [1, 2, 3, 4].map((days) => values[at - days * DAY] - mean);
    expect(Math.abs(facts.daily - sameTime.reduce((sum, value) => sum + value, 0) / 4)).toBeLessThan(4);
    expect(facts.sigma).toBeGreaterThan(1.6);
    expect(facts.sigma).toBeLessThan(3);
    expect(Math.abs(facts.nearest - Math.max(...values.subarray(0, at - 12)))).toBeLessThan(0.3);
    expect(facts.seasonSlot).toBe('Tuesday 06:00 UTC');
    const sorted = values.slice(0, at - 12).sort();
    const quantile = (share: number): number => sorted[Math.floor(share * sorted.length)];
    const range = 0.7 * (quantile(0.995) - quantile(0.005)) + 0.3 * (sorted[sorted.length - 1] - sorted[0]);
    expect(facts.valueNovelty / ((190 - facts.nearest) / range)).toBeCloseTo(1, 1);
  });

  it('say that the weekly season is not in use before two weeks, and what it adds after', async () => {
    expect(factsAt(ours, at).weekly).toMatch(/two weeks/);
    expect(seasonal.explain(ours.model, ours.group, ours.scores, 0, at).summary).toMatch(/two weeks/);
    const long = await run(makeValues(16, 6));
    expect(factsAt(long, 14 * DAY - 1).weekly).toMatch(/two weeks/);
    expect(typeof factsAt(long, 14 * DAY).weekly).toBe('number');
    const { expected, level, daily, weekly } = factsAt(long, 15 * DAY) as Record<string, number>;
    expect(level + daily + weekly).toBeCloseTo(expected, 9);
  });
});

it('names what made the score: with the expected value in its place the score falls', async () => {
  let fell = 0;
  let marked = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const values = makeValues(6, seed);
    const at = 5 * DAY + 10 * seed;
    values[at] += seed % 2 ? 40 : -35;
    const { scores } = await run(values);
    if (scores.series[0].score[at] < 0.7) {
      continue;
    }
    marked++;
    const without = values.slice();
    without[at] = scores.series[0].expected[at];
    fell += (await run(without)).scores.series[0].score[at] < scores.series[0].score[at] ? 1 : 0;
  }
  expect(marked).toBeGreaterThanOrEqual(15);
  expect(fell / marked).toBeGreaterThanOrEqual(0.9);
});
