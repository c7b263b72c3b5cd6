import { seededRandom } from '../../../features/random.ts';
import { distanceMatrix } from '../../distances/pairwise.ts';
import { kmeansBySilhouette } from './choose-k.ts';
import { silhouetteOf } from './silhouette.ts';

/** Points around so many centres in a row. */
function around(centres: number, each: number, spread: number): Float32Array {
  const random = seededRandom(2);
  return Float32Array.from({ length: centres * each * 2 }, (_, at) => {
    const centre = Math.floor(at / 2 / each);
    return (at % 2 === 0 ? 10 * centre : 10 * (centre % 3)) + spread * (random() - 0.5);
  });
}

it('finds the number of groups there are, between the candidates too', async () => {
  for (const centres of [2, 5, 9, 13]) {
    const { k, silhouette } = await kmeansBySilhouette(around(centres, 12, 3), 2, 1);
    expect(k).toBe(centres);
    expect(silhouette).toBeGreaterThan(0.6);
  }
});

it('finds none where there are none', async () => {
  expect((await kmeansBySilhouette(new Float32Array(40).fill(3), 2, 1)).k).toBe(1);
  expect((await kmeansBySilhouette(Float32Array.of(1, 2), 1, 1)).k).toBe(1);
});

it('takes silhouettes as Rousseeuw does', async () => {
  const matrix = await distanceMatrix(Float64Array.of(0, 1, 5, 6, 20), 1);
  // By hand: (4.5/5.5 + 3.5/4.5 + 3.5/4.5 + 4.5/5.5 + 0) / 5.
  expect(silhouetteOf(matrix, Int32Array.of(0, 0, 1, 1, 2))).toBeCloseTo((9 / 5.5 + 7 / 4.5) / 5, 12);
  expect(silhouetteOf(matrix, new Int32Array(5))).toBe(-1);
});
