import { seededRandom } from '../../../features/random.ts';
import { blockMeans } from './block-means.ts';
import { removeSeasons } from './remove-seasons.ts';
import { trendTest } from './trend-test.ts';

/** Noise that keeps a share of its last value, on a slope. */
function course(seed: number, keep: number, slope: number, count = 150): Float64Array {
  const random = seededRandom(seed, 9);
  let noise = 0;
  return Float64Array.from({ length: count }, (_, i) => {
    noise = keep * noise + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return slope * i + noise;
  });
}

const found = (keep: number, slope: number): number =>
  Array.from({ length: 40 }, (_, seed) => trendTest(course(seed, keep, slope))).filter(({ pValue }) => pValue < 0.05)
    .length;

it.each([0, 0.5, 0.9, 1])('finds few trends in noise that keeps %d of its last value', (keep) => {
  expect(found(keep, 0)).toBeLessThanOrEqual(8);
});

it('finds the trends there are', () => {
  expect(found(0, 0.02)).toBeGreaterThanOrEqual(38);
  expect(found(1, 1)).toBe(40);
});

it('says the slope, and no trend of a constant', () => {
  expect(trendTest(Float64Array.from({ length: 50 }, (_, i) => 3 * i))).toMatchObject({ slope: 3, pValue: 0 });
  expect(trendTest(new Float64Array(50).fill(7))).toMatchObject({ slope: 0, pValue: 1 });
});

it('takes seasons out without the trend', () => {
  const values = Float64Array.from({ length: 120 }, (_, i) => i + [5, 0, -5, 3][i % 4]);
  const rest = removeSeasons(values, [4]);
  expect(rest[119] - rest[3]).toBeCloseTo(116, 0);
  expect(removeSeasons(values, [100])).toEqual(values);
});

it('means stretches, with gaps on the line between', () => {
  const { means, size } = blockMeans(Float64Array.of(9, 1, 3, Number.NaN, Number.NaN, 5, 7), 3);
  expect(size).toBe(3);
  expect([...means]).toEqual([2, 6]);
  expect([...blockMeans(Float64Array.of(0, Number.NaN, 4), 3).means]).toEqual([0, 2, 4]);
  expect(blockMeans(Float64Array.of(Number.NaN), 3).means).toHaveLength(0);
});
