import { seededRandom } from '../../features/random.ts';
import { Numbers } from '../online-statistics/arithmetic.ts';
import type { Lesson } from '../online-statistics/statistic.ts';
import { meanAndVariance } from './statistic.ts';

function learn(values: Float64Array, rateOf: (i: number) => number, isBounded: boolean): Numbers {
  const m = new Numbers({ cells: new Float64Array(meanAndVariance.cells), table: new Float32Array(0) });
  values.forEach((residual, i) => {
    const lesson: Lesson<number, boolean> = {
      residual,
      ratio: 1,
      trust: 1,
      centreRate: rateOf(i),
      spreadRate: rateOf(i),
      isCentreBounded: isBounded && i > 30,
      isSpreadBounded: isBounded && i > 30,
    };
    meanAndVariance.learn(m, 0, lesson);
  });
  return m;
}

const random = seededRandom(1);
const values = Float64Array.from({ length: 1000 }, () => 50 + 8 * (random() + random() + random() - 1.5));
const n = values.length;
const mean = values.reduce((sum, value) => sum + value, 0) / n;

it('is the mean and variance of all points while the rate is 1/n (Welford)', () => {
  const m = learn(values, (i) => 1 / (i + 1), false);
  expect(meanAndVariance.centre(m, 0)).toBeCloseTo(mean, 9);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
  expect(meanAndVariance.spread(m, 0)).toBeCloseTo(Math.sqrt(variance), 9);
});

it('is the exponentially weighted mean and variance with a constant rate', () => {
  const rate = 0.01;
  const m = learn(values, (i) => (i === 0 ? 1 : rate), false);
  const weights = Float64Array.from(values, (_, i) => (i === 0 ? 1 : rate) * (1 - rate) ** (n - 1 - i));
  const weighted = values.reduce((sum, value, i) => sum + weights[i] * value, 0);
  const square = values.reduce((sum, value, i) => sum + weights[i] * (value - weighted) ** 2, 0);
  expect(meanAndVariance.centre(m, 0)).toBeCloseTo(weighted, 9);
  expect(meanAndVariance.spread(m, 0)).toBeCloseTo(Math.sqrt(square), 6);
});

it('lets an outlier of any size count as one of four spreads', () => {
  const [far, farther] = [1e3, 1e9].map((outlier) => {
    const changed = values.slice();
    changed[900] = outlier;
    return learn(changed, (i) => Math.max(0.001, 1 / (i + 1)), true);
  });
  const plain = learn(values, (i) => Math.max(0.001, 1 / (i + 1)), true);
  expect(meanAndVariance.centre(farther, 0)).toBeCloseTo(meanAndVariance.centre(far, 0), 9);
  expect(Math.abs(meanAndVariance.centre(far, 0) - meanAndVariance.centre(plain, 0))).toBeLessThan(0.05);
});
