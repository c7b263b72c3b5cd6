import fc from 'fast-check';
import { hierarchicalOf } from './hierarchical-of.ts';
import { LINKAGES, cutBelow, cutInto, linkageOf } from './linkage.ts';
import type { Linkage } from './linkage.ts';

/** Heights of merging the closest two clusters again and again. */
function heightsByDefinition(matrix: Float64Array, count: number, linkage: Linkage): number[] {
  let clusters = Array.from({ length: count }, (_, i) => [i]);
  const heights: number[] = [];
  const between = (a: readonly number[], b: readonly number[]): number => {
    const all = a.flatMap((i) => b.map((j) => matrix[i * count + j]));
    if (linkage === 'average') {
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    }
    return linkage === 'single' ? Math.min(...all) : Math.max(...all);
  };
  while (clusters.length > 1) {
    let best = { a: 0, b: 1, height: Number.POSITIVE_INFINITY };
    clusters.forEach((one, a) =>
      clusters.slice(a + 1).forEach((other, i) => {
        const height = between(one, other);
        best = height < best.height ? { a, b: a + 1 + i, height } : best;
      })
    );
    const { a, b, height } = best;
    heights.push(height);
    clusters = [...clusters.filter((_, i) => i !== a && i !== b), [...clusters[a], ...clusters[b]]];
  }
  return heights;
}

it.each(LINKAGES)('merges at the heights of the definition: %s', (linkage) => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 66 }), (numbers) => {
      const count = Math.floor((1 + Math.sqrt(1 + 8 * numbers.length)) / 2);
      const matrix = new Float64Array(count * count);
      for (let a = 0, at = 0; a < count; a++) {
        for (let b = 0; b < a; b++) {
          matrix[a * count + b] = matrix[b * count + a] = numbers[at++] + 1e-3 * at;
        }
      }
      const expected = heightsByDefinition(matrix, count, linkage);
      const { heights } = linkageOf(matrix.slice(), count, linkage);
      expect([...heights]).toEqual(expected.map((height) => expect.closeTo(height, 9)));
    }),
    { numRuns: 30 }
  );
});

it('cuts below a height or into a number of clusters', async () => {
  const rows = Float64Array.of(0, 1, 10, 11, 30);
  expect([...(await hierarchicalOf(rows, 1, { below: 5 }))]).toEqual([0, 0, 1, 1, 2]);
  expect([...(await hierarchicalOf(rows, 1, { into: 2 }, 'single'))]).toEqual([0, 0, 0, 0, 1]);
  // As scikit-learn: what merges at the very height does not.
  expect([...(await hierarchicalOf(rows, 1, { below: 1 }))]).toEqual([0, 1, 2, 3, 4]);
});

it('takes a single thing and none', () => {
  expect([...cutInto(linkageOf(new Float64Array(1), 1, 'average'), 3)]).toEqual([0]);
  expect([...cutBelow(linkageOf(new Float64Array(0), 0, 'single'), 1)]).toEqual([]);
});
