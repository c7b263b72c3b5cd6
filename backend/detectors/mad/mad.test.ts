import { median } from '../../features/order-statistics.ts';
import { seededRandom } from '../../features/random.ts';
import { Numbers } from '../online-statistics/arithmetic.ts';
import { medianAndDeviation } from './statistic.ts';

const SIGMA_OF_MAD = 1.4826;

function learn(values: Float64Array, halfLife: number): Numbers {
  const m = new Numbers({ cells: new Float64Array(medianAndDeviation.cells), table: new Float32Array(0) });
  const rate = 1 - 2 ** (-1 / halfLife);
  values.forEach((residual, i) => {
    const share = Math.max(rate, 1 / (i + 1));
    medianAndDeviation.learn(m, 0, {
      residual,
      ratio: 1,
      trust: 1,
      centreRate: share,
      spreadRate: share,
      isCentreBounded: i > 30,
      isSpreadBounded: i > 30,
    });
  });
  return m;
}

const random = seededRandom(2);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const SHAPES: Readonly<Record<string, () => number>> = {
  normal: () => 20 + 3 * normal(),
  skewed: () => Math.exp(normal()),
  'one in ten a far outlier': () => (random() < 0.1 ? 1000 : 20 + 3 * normal()),
  uniform: () => random(),
};

it.each(Object.keys(SHAPES))('comes near the exact median and MAD: %s', (name) => {
  const values = Float64Array.from({ length: 20_000 }, SHAPES[name]);
  const m = learn(values, 2000);
  const latest = values.subarray(-6000);
  const middle = median(latest);
  const deviation = median(latest.map((value) => Math.abs(value - middle)));
  expect(Math.abs(medianAndDeviation.centre(m, 0) - middle) / deviation).toBeLessThan(0.15);
  // With many outliers the least spread, which counts them in, is above the MAD's.
  if (name !== 'one in ten a far outlier') {
    expect(medianAndDeviation.spread(m, 0) / (SIGMA_OF_MAD * deviation)).toBeGreaterThan(0.85);
    expect(medianAndDeviation.spread(m, 0) / (SIGMA_OF_MAD * deviation)).toBeLessThan(1.15);
  }
});

it('keeps a spread where most values are alike', () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => (i % 40 === 39 ? 1 : 0));
  const m = learn(values, 720);
  expect(medianAndDeviation.centre(m, 0)).toBeCloseTo(0, 1);
  expect(medianAndDeviation.spread(m, 0)).toBeGreaterThan(0.005);
});
