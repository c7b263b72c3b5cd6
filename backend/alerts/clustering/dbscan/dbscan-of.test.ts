import fc from 'fast-check';
import { rowDistances } from '../../distances/pairwise.ts';
import { dbscanOf } from './dbscan-of.ts';

/** The definition, thing by thing. */
function byDefinition(rows: Float64Array, width: number, eps: number, minSamples: number): number[] {
  const count = rows.length / width;
  const near = (a: number, b: number) => {
    let sum = 0;
    for (let f = 0; f < width; f++) {
      sum += (rows[a * width + f] - rows[b * width + f]) ** 2;
    }
    return sum <= eps * eps;
  };
  const neighbours = Array.from({ length: count }, (_, i) => [...Array(count).keys()].filter((j) => near(i, j)));
  const labels = new Array<number>(count).fill(-1);
  let next = 0;
  const grow = (i: number, label: number): void => {
    if (labels[i] >= 0) {
      return;
    }
    labels[i] = label;
    if (neighbours[i].length >= minSamples) {
      neighbours[i].forEach((j) => grow(j, label));
    }
  };
  for (let i = 0; i < count; i++) {
    if (labels[i] < 0 && neighbours[i].length >= minSamples) {
      grow(i, next++);
    }
  }
  return labels;
}

it('finds the clusters of the definition, on the very edge too', async () => {
  // Whole numbers: many pairs are exactly eps apart.
  const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(point, { minLength: 1, maxLength: 70 }),
      fc.constantFrom(1, Math.SQRT2, 2, 5),
      fc.integer({ min: 1, max: 6 }),
      async (points, eps, minSamples) => {
        const rows = Float64Array.from(points.flat());
        const found = await dbscanOf(rowDistances(rows, 2), eps, minSamples);
        expect([...found]).toEqual(byDefinition(rows, 2, eps, minSamples));
      }
    ),
    { numRuns: 40 }
  );
});

it('decides by the exact distance where float32 cannot', async () => {
  const rows = Float64Array.of(0, 1e6, 1e6 + 1, 1e6 + 2.001);
  expect([...(await dbscanOf(rowDistances(rows, 1), 1, 2))]).toEqual([-1, 0, 0, -1]);
});

it('says what to do with more than it can hold', async () => {
  const many = { ...rowDistances(new Float32Array(1), 1), count: 20_000 };
  await expect(dbscanOf(many, 1, 2)).rejects.toThrow('take the clustering algorithm auto or simple');
});
