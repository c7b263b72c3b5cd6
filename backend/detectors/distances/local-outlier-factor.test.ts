import { fitDensities, outlierFactors } from './local-outlier-factor.ts';
import { NeighbourSearch } from './neighbours.ts';

async function factorsOf(values: readonly number[], k: number): Promise<number[]> {
  const points = { rows: Float32Array.from(values), count: values.length, columns: 1 };
  const places = Int32Array.from(values, (_, i) => i);
  const own = await new NeighbourSearch(points, k).find(points, { queries: places, references: places, zone: 1 });
  return [...outlierFactors(own, fitDensities(own))];
}

describe('local outlier factor', () => {
  it('is what the definitions give by hand', async () => {
    // Reach distances at k = 2: 0 -> 2, 1 -> 1, 2 -> 2, 10 -> 9. Densities: 2/3, 1/2, 2/3, 2/17.
    const factors = await factorsOf([0, 1, 2, 10], 2);
    const expected = [
      (1 / 2 + 2 / 3) / 2 / (2 / 3),
      4 / 3,
      (1 / 2 + 2 / 3) / 2 / (2 / 3),
      (2 / 3 + 1 / 2) / 2 / (2 / 17),
    ];
    factors.forEach((factor, i) => expect(factor).toBeCloseTo(expected[i], 8));
  });

  it('is 1 among points on top of one another, and enormous beside them', async () => {
    const factors = await factorsOf([...Array<number>(30).fill(5), 6], 4);
    expect(factors.slice(0, 30).every((factor) => factor === 1)).toBe(true);
    expect(factors[30]).toBeCloseTo(1e10, -2);
  });

  it('judges a point by its own surroundings', async () => {
    const dense = Array.from({ length: 50 }, (_, i) => i * 0.01);
    const sparse = Array.from({ length: 50 }, (_, i) => 100 + i);
    const factors = await factorsOf([...dense, ...sparse, 1, 151], 5);
    // One apart from the dense ones is far, one apart from the sparse ones is usual.
    expect(factors[100]).toBeGreaterThan(10);
    expect(factors[101]).toBeLessThan(2);
  });
});
