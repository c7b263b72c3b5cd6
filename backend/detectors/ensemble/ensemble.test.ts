import fc from 'fast-check';
import { exampleSeries } from '../../features/example-series.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import { ewma } from '../ewma/ewma.ts';
import { quantile } from '../quantile/quantile.ts';
import { scoreOfRarity } from '../rarity.ts';
import { seasonal } from '../seasonal/seasonal.ts';
import { COMBINATIONS, mixed, rarityOf } from './combine.ts';
import { ensembleOf } from './ensemble.ts';
import { learnWeights } from './learn-weights.ts';
import { parametersOf } from './model.ts';

const STEP = 900_000;
const KNOWN = [seasonal, ewma, quantile] as unknown as readonly Detector[];
const ensemble = ensembleOf(KNOWN, ['seasonal', 'ewma']);
const group: SeriesGroup = { step: STEP, series: [exampleSeries('a', 7, STEP, 1)] };

describe('combining', () => {
  it('reads rarities back from scores', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 6, noNaN: true }), (rarity) => {
        expect(rarityOf(scoreOfRarity(rarity))).toBeCloseTo(rarity, 9);
      })
    );
  });
  it('takes the weighted mean of those that speak, or the largest', () => {
    const mixture = { combine: 'learned', weights: [0.75, 0.25], ranks: [] } as const;
    expect(mixed(mixture, [4, 0])).toBeCloseTo(3, 12);
    expect(mixed(mixture, [Number.NaN, 2])).toBe(2);
    expect(mixed(mixture, [Number.NaN, Number.NaN])).toBeNaN();
    expect(mixed({ ...mixture, combine: 'max' }, [1, 4])).toBe(4);
    expect(mixed({ ...mixture, weights: [1, 0] }, [Number.NaN, 2])).toBe(2);
  });
});

describe('learning weights', () => {
  const examples = Array.from({ length: 40 }, (_, i) => ({
    opinions: [i % 4 === 0 ? 4 : 0.5, (i * 7) % 5],
    isAnomaly: i % 4 === 0,
  }));
  it('gives most to the member that tells anomalies apart', () => {
    const weights = learnWeights(examples, 2);
    expect(weights[0]).toBeGreaterThan(0.65);
    expect(weights[0] + weights[1]).toBeCloseTo(1, 12);
    expect(learnWeights(examples, 2)).toEqual(weights);
  });
  it('leaves them equal where there is nothing to learn from', () => {
    expect(learnWeights([], 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(learnWeights(examples.slice(1, 4), 2)).toEqual([0.5, 0.5]);
    expect(learnWeights([{ opinions: [Number.NaN, 1], isAnomaly: true }], 2)).toEqual([0.5, 0.5]);
  });
});

it.each(COMBINATIONS)('marks a fault and leaves the rest alone, combined by %s', async (combine) => {
  const settings = ensemble.schema.parse({ combine, members: ['seasonal', 'ewma', 'quantile'] });
  const [model] = await ensemble.fit([group], settings, 1);
  const { weights } = parametersOf(model).mixture;
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  const next = exampleSeries('a', 8, STEP, 1);
  const values = next.values.slice(-96);
  values.fill(400, 40, 44);
  const window = { step: STEP, series: [{ ...next, times: next.times.slice(-96), values }] };
  const [{ series }] = await ensemble.score([model], [null], [window]);
  expect(Math.max(...series[0].score.subarray(40, 44))).toBeGreaterThan(0.8);
  expect(series[0].score.filter((score) => score >= 0.8).length).toBeLessThan(12);
  const { facts, summary } = ensemble.explain(model, window, { series, state: null }, 0, 40);
  expect(summary).toMatch(/adds most of 3 combined detectors/);
  expect(facts.map(({ key }) => key)).toEqual(expect.arrayContaining(['weight:seasonal', 'member:ewma', 'combine']));
});

it('refuses members that are not there, none, and one twice', () => {
  for (const members of [['magic'], [], ['ewma', 'ewma']]) {
    expect(ensemble.schema.safeParse({ members }).success).toBe(false);
  }
});
