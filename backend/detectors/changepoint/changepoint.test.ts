import { seededRandom } from '../../features/random.ts';
import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { changepoint } from './changepoint.ts';

const MONDAY = Date.UTC(2026, 0, 5);
const STEP = 300_000;
const DAY = 288;
/** Eight days train; the change comes 90 points after. */
const AT = 8 * DAY + 90;
const END = 9 * DAY;
const SIGMA = 2;

type Change = (since: number, normal: number) => number;

function normals(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A daily wave of height 30 around 100 under noise, to which `change` adds from AT on. */
function makeValues(seed: number, change: Change): Float64Array {
  const normal = normals(seed);
  return Float64Array.from({ length: END }, (_, i) => {
    const noise = SIGMA * normal();
    return 100 + 30 * Math.sin((2 * Math.PI * i) / DAY) + noise + (i >= AT ? change(i - AT, noise) : 0);
  });
}

function groupOf(values: Float64Array, from = 0): SeriesGroup {
  const times = Float64Array.from(values, (_, i) => MONDAY + (from + i) * STEP);
  return { step: STEP, series: [{ labels: {}, times, values }] };
}

interface Looked {
  readonly model: FittedModel;
  readonly window: SeriesGroup;
  readonly scores: GroupScores;
  /** Index of the highest score from the change on, within the window. */
  readonly peak: number;
}

const FROM = 8 * DAY;

async function look(values: Float64Array, given: object = {}): Promise<Looked> {
  const [model] = await changepoint.fit([groupOf(values.slice(0, FROM))], changepoint.schema.parse(given), 1);
  const window = groupOf(values.slice(FROM), FROM);
  const [scores] = await changepoint.score([model], [null], [window]);
  const { score } = scores.series[0];
  let peak = AT - FROM;
  for (let i = peak; i < AT - FROM + 80; i++) {
    peak = score[i] > score[peak] ? i : peak;
  }
  return { model, window, scores, peak };
}

function factsAt({ model, window, scores }: Looked, index: number): Record<string, number | string> {
  const { facts } = changepoint.explain(model, window, scores, 0, index);
  return Object.fromEntries(facts.map(({ key, value }) => [key, value]));
}

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CHANGES: readonly [string, Change][] = [
  ['level shift', () => 16],
  ['level shift', () => -16],
  ['trend shift', (since) => 0.5 * since],
  ['variance shift', (_since, noise) => 5 * noise],
];

it.each(CHANGES)('finds a %s, names it and tells when it began', async (kind, change) => {
  let found = 0;
  let named = 0;
  let dated = 0;
  for (const seed of SEEDS) {
    const looked = await look(makeValues(seed, change));
    const { score } = looked.scores.series[0];
    if (!(score[looked.peak] >= 0.8)) {
      continue;
    }
    found += 1;
    const facts = factsAt(looked, looked.peak);
    named += facts.kind === kind ? 1 : 0;
    dated += Math.abs((Date.parse(String(facts.onset)) - MONDAY) / STEP - AT) <= 8 ? 1 : 0;
    expect(changepoint.explain(looked.model, looked.window, looked.scores, 0, looked.peak).summary).toMatch(
      /^A (level|trend|variance) shift began at 2026-01-1\d \d\d:\d\d UTC: the .* went from .* to /
    );
  }
  expect(found).toBeGreaterThanOrEqual(9);
  expect(named).toBeGreaterThanOrEqual(found - 1);
  expect(dated).toBeGreaterThanOrEqual(found - 2);
});

it('tells the levels before and after at that time of the day', async () => {
  const looked = await look(makeValues(1, () => 40));
  const { before, after } = factsAt(looked, AT - FROM + 20) as Record<string, number>;
  const usual = 100 + 30 * Math.sin((2 * Math.PI * (AT + 20)) / DAY);
  expect(Math.abs(before - usual)).toBeLessThan(6);
  expect(Math.abs(after - usual - 40)).toBeLessThan(6);
});

it('scores high within a few points of a large shift, and low again once it is the normal state', async () => {
  const { scores } = await look(makeValues(2, () => 40));
  const { score, expected } = scores.series[0];
  const at = AT - FROM;
  expect(Math.max(...score.subarray(at, at + 6))).toBeGreaterThan(0.9);
  expect(Math.max(...score.subarray(at - 60, at))).toBeLessThan(0.8);
  expect(Math.max(...score.subarray(at + 150))).toBeLessThan(0.8);
  expect(Math.abs(expected[at + 150] - (140 + 30 * Math.sin((2 * Math.PI * (AT + 150)) / DAY)))).toBeLessThan(6);
});

it('does not take a spike for a change of level', async () => {
  for (const seed of SEEDS) {
    const { scores, peak } = await look(makeValues(seed, (since) => (since === 0 ? 80 : 0)));
    expect(scores.series[0].score[peak]).toBeLessThan(0.9);
  }
});

it('takes the daily rhythm for no change', async () => {
  const marks = async (season: string) => {
    let count = 0;
    for (const seed of [1, 2, 3]) {
      const { scores } = await look(
        makeValues(seed, () => 0),
        { season }
      );
      count += scores.series[0].score.filter((one) => one >= 0.8).length;
    }
    return count;
  };
  expect(await marks('day')).toBeLessThanOrEqual(1);
});

it('scores alike whatever the unit and the origin of the values', async () => {
  const values = makeValues(3, () => 20);
  const plain = (await look(values)).scores.series[0].score;
  for (const [unit, origin] of [
    [1e-9, 0],
    [1e9, 5],
    [3, -1000],
  ]) {
    const moved = (await look(values.map((value) => unit * (value + origin)))).scores.series[0].score;
    moved.forEach((score, i) => expect(score).toBeCloseTo(plain[i], 4));
  }
});
