import fc from 'fast-check';
import { median } from '../../features/order-statistics.ts';
import { seededRandom } from '../../features/random.ts';
import type { Series } from '../../series/series.ts';
import type { SeriesGroup } from '../detector.ts';
import { othersMedian } from './others-median.ts';
import { peers } from './peers.ts';
import { reachabilities } from './reachability.ts';
import { peersSettings } from './settings.ts';
import type { PeersSettings } from './settings.ts';

const STEP = 60_000;
const TRAINING = 1500;
const LENGTH = 2000;

type Change = (value: number, pod: number, i: number) => number;

/** Pods behind one balancer: the same load, shares of their own, noise of their own. */
function pods(count: number, change: Change = (value) => value, seed = 1): SeriesGroup {
  const series = Array.from({ length: count }, (_, pod): Series => {
    const random = seededRandom(seed, pod);
    const values = Float64Array.from({ length: LENGTH }, (_, i) => {
      const load = 100 + 40 * Math.sin((2 * Math.PI * i) / 1440);
      return change(load * (1 + 0.02 * pod) * (1 + 0.04 * (random() + random() - 1)), pod, i);
    });
    return { labels: { pod: `p${pod}`, zone: pod % 2 ? 'b' : 'a' }, times: values.map((_, i) => i * STEP), values };
  });
  return { step: STEP, series };
}

function part({ step, series }: SeriesGroup, from: number, to: number): SeriesGroup {
  const cut = (column: Float64Array) => column.slice(from, to);
  return { step, series: series.map((one) => ({ ...one, times: cut(one.times), values: cut(one.values) })) };
}

async function detect(group: SeriesGroup, given: Partial<PeersSettings> = {}) {
  const settings = peersSettings.parse(given);
  const [model] = await peers.fit([part(group, 0, TRAINING)], settings, 1);
  const window = part(group, TRAINING - peers.lookback(settings), LENGTH);
  const [scores] = await peers.score([model], [null], [window]);
  const skip = peers.lookback(settings);
  return { model, window, scores, of: (pod: number) => scores.series[pod].score.slice(skip) };
}

const highest = (scores: Float64Array): number => Math.max(...scores);

describe('othersMedian', () => {
  it('is the median of the others', () => {
    const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 9 }), (values) => {
        const found = othersMedian(Float64Array.from(values));
        values.forEach((one, i) => {
          const others = values.filter((other, k) => k !== i && !Number.isNaN(other));
          expect(found[i]).toBe(Number.isNaN(one) || others.length < 2 ? Number.NaN : median(others));
        });
      })
    );
  });
});

describe('reachabilities', () => {
  it('are the least eps at which DBSCAN calls a value no noise', () => {
    const arbitrary = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 2, max: 3 }), (values, minPeers) => {
        const found = reachabilities(Float64Array.from(values), minPeers);
        values.forEach((_, i) => {
          const isNoise = (eps: number) => {
            const isCore = (j: number) => values.filter((v) => Math.abs(v - values[j]) <= eps).length >= minPeers;
            return !values.some((v, j) => Math.abs(v - values[i]) <= eps && isCore(j) && j !== i);
          };
          expect(isNoise(found[i])).toBe(false);
          expect(found[i] === 0 || isNoise(found[i] - 0.5)).toBe(true);
        });
      })
    );
  });
});

describe.each(['mad', 'dbscan'] as const)('peers by %s', (method) => {
  const fault: Change = (value, pod, i) => (pod === 2 && i >= 1700 && i < 1720 ? value * 1.5 : value);

  it('marks the one that differs, and nobody else', async () => {
    const { of } = await detect(pods(6, fault), { method });
    expect(highest(of(2))).toBeGreaterThan(0.9);
    expect(of(2).findIndex((score) => score >= 0.8)).toBe(200);
    for (const other of [0, 1, 3, 4, 5]) {
      expect(highest(of(other))).toBeLessThan(0.9);
    }
  });

  it('says nothing when all of them change together', async () => {
    const together: Change = (value, _, i) => (i >= 1700 && i < 1720 ? value * 3 : value);
    const { of } = await detect(pods(6, together), { method });
    expect([0, 1, 2, 3, 4, 5].filter((pod) => highest(of(pod)) >= 0.9)).toEqual([]);
  });
});

it('sees a small difference that lasts, by its window', async () => {
  const slow: Change = (value, pod, i) => (pod === 1 && i >= 1700 ? value * 1.05 : value);
  const scored = async (window: number) => (await detect(pods(6, slow), { window })).of(1).slice(220);
  const [short, long] = [await scored(1), await scored(24)];
  expect(median(long)).toBeGreaterThan(0.8);
  expect(median(short)).toBeLessThan(0.7);
});

it('takes two groups of peers as usual with dbscan', async () => {
  const blueGreen: Change = (value, pod, i) => {
    const blue = pod < 3 ? value * 2 : value;
    return pod === 4 && i === 1800 ? blue * 1.6 : blue;
  };
  const { of } = await detect(pods(6, blueGreen), { method: 'dbscan', offsets: 'none', minPeers: 2 });
  expect(of(4)[300]).toBeGreaterThan(0.8);
  expect([0, 1, 2, 3, 5].filter((pod) => of(pod)[300] >= 0.8)).toEqual([]);
});

it('knows a pod that always lies higher, unless told not to', async () => {
  const high: Change = (value, pod) => (pod === 3 ? value * 1.6 : value);
  expect(median((await detect(pods(6, high))).of(3))).toBeLessThan(0.6);
  const told = await detect(pods(6, high), { offsets: 'none', scale: 'relative' });
  expect(median(told.scores.series[3].evidence.raw)).toBeGreaterThan(0);
});

it('compares within groups of equal labels', async () => {
  const zones: Change = (value, pod, i) => (pod % 2 === 1 && i >= 1700 ? value * 2 : value);
  const apart = await detect(pods(8, zones), { groupBy: 'zone' });
  expect([1, 3, 5, 7].filter((pod) => highest(apart.of(pod)) >= 0.9)).toEqual([]);
});

it('needs two others', async () => {
  const { of } = await detect(pods(2));
  expect(of(0).every(Number.isNaN)).toBe(true);
});

it('explains by what the peers have', async () => {
  const { model, window, scores } = await detect(
    pods(6, (value, pod, i) => (pod === 2 && i === 1800 ? value + 200 : value))
  );
  const index = 300 + 11;
  const { summary, facts } = peers.explain(model, window, scores, 2, index);
  expect(summary).toMatch(/spreads above .* its 5 peers/);
  expect(facts.find(({ key }) => key === 'peers')?.value).toBe(5);
});
