import { exampleSeries } from '../../features/example-series.ts';
import { seededRandom } from '../../features/random.ts';
import type { Series } from '../../series/series.ts';
import { characterOf } from './character.ts';
import type { Character } from './character.ts';
import { MOST_CANDIDATES, RULES, shortlist } from './shortlist.ts';

const STEP = 300_000;
const START = Date.UTC(2026, 0, 5);

function made(shape: (i: number, random: () => number) => number, points = 2_016): Series {
  const random = seededRandom(9);
  const values = Float64Array.from({ length: points }, (_, i) => shape(i, random));
  return { labels: {}, times: values.map((_, i) => START + i * STEP), values };
}
const characterIn = (series: Series): Character => characterOf(series, STEP);

const KINDS: readonly (readonly [string, Series, RegExp])[] = [
  ['a counter', made((i, random) => i * 10 + random() * 5), /only ever rises/],
  ['rare errors', made((_, random) => (random() > 0.95 ? 1 + random() : 0)), /mostly stands still/],
  ['a number of replicas', made((i) => 3 + (Math.floor(i / 3) % 2) * 2), /moves between few levels/],
  ['a job every hour', made((i, random) => (i % 12 < 3 ? 50 : 5) + random()), /repeats itself within hours/],
  ['a growing disk', made((i, random) => i + 20 * random()), /drifts/],
  ['spiky latency', made((_, random) => 10 + random() + (random() > 0.96 ? 30 * random() : 0)), /spikes of its own/],
  ['noise', made((_, random) => 10 + random() + random() + random()), /noise around a level/],
  ['traffic', exampleSeries('a', 7, STEP, 1), /daily or weekly rhythm/],
];

it.each(KINDS)('tells %s by its character', (_, series, because) => {
  const character = characterIn(series);
  const reasons = RULES.filter(({ holds }) => holds(character)).map((rule) => rule.because);
  expect(reasons.some((reason) => because.test(reason))).toBe(true);
});

it('finds the period, the trend and the gaps of a series', () => {
  const hourly = characterIn(made((i, random) => Math.sin((2 * Math.PI * i) / 24) * 5 + random()));
  expect(hourly.cycle).toBe(24);
  expect(hourly.cyclic).toBeGreaterThan(0.7);
  const gaps = characterIn(made((i) => (i % 4 === 0 ? Number.NaN : i)));
  expect(gaps.missing).toBeCloseTo(0.25, 2);
  expect(characterIn(exampleSeries('a', 7, STEP, 1)).season).toBe(86_400_000);
  const { trend } = characterIn(made((i, random) => 3 * i + random()));
  expect(trend).toBeGreaterThan(100);
});

it.each([0, 1, 5])('gives finite numbers for %d points', (points) => {
  const character = characterIn(made((_, random) => random(), points));
  expect(Object.values(character).every(Number.isFinite)).toBe(true);
});

describe('a shortlist', () => {
  const everything = [...new Set(['seasonal', ...RULES.flatMap((rule) => rule.try)])];

  it.each(KINDS)(
    'of %s begins with seasonal and holds at most four different ones, each with its reason',
    (_, series) => {
      const list = shortlist(characterIn(series), everything);
      expect(list[0].id).toBe('seasonal');
      expect(list).toHaveLength(MOST_CANDIDATES);
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      expect(list.every(({ because }) => because.length > 20)).toBe(true);
    }
  );
  it('passes over detectors that are not there', () => {
    expect(shortlist(characterIn(KINDS[0][1]), ['seasonal', 'ewma']).map(({ id }) => id)).toEqual(['seasonal', 'ewma']);
    expect(shortlist(characterIn(KINDS[0][1]), ['seasonal']).map(({ id }) => id)).toEqual(['seasonal']);
  });
});
