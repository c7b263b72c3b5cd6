import type { Clustering } from '../../../detectors/kmeans/lloyd.ts';
import { lloyd } from '../../../detectors/kmeans/lloyd.ts';
import { seedCentres, seedRows } from '../../../detectors/kmeans/seed-centres.ts';
import { seededRandom } from '../../../features/random.ts';
import type { Random } from '../../../features/random.ts';

/** Runs of Lloyd's algorithm of which the best counts, as scikit-learn had them for long. */
export const STARTS = 10;

/**
 * k-means of rows [count, width], float32, finite, at least one: Lloyd's algorithm on ONNX Runtime from `starts` draws of k-means++, the least inertia taken. Fewer than k
 * clusters where there are fewer different rows. `matrix`, where it is there, holds the distances of the rows. Equal seeds give equal clusters. Throws `engine-failure`.
 */
export async function kmeansOf(
  rows: Float32Array,
  width: number,
  k: number,
  seed: number,
  { starts = STARTS, matrix }: { readonly starts?: number; readonly matrix?: Float64Array } = {}
): Promise<Clustering> {
  const random = seededRandom(seed, k);
  const seeds = () => (matrix ? centresBy(matrix, rows, width, k, random) : seedCentres(rows, width, k, random));
  let best = await lloyd(rows, width, seeds());
  for (let start = 1; start < starts; start++) {
    const found = await lloyd(rows, width, seeds());
    best = found.inertia < best.inertia ? found : best;
  }
  return best;
}

/** First centres by distances that are known. */
function centresBy(matrix: Float64Array, rows: Float32Array, width: number, k: number, random: Random): Float32Array {
  const count = rows.length / width;
  const picked = seedRows(count, k, random, (from, squares) => {
    for (let i = 0, at = from * count; i < count; i++, at++) {
      squares[i] = matrix[at] * matrix[at];
    }
  });
  const centres = new Float32Array(picked.length * width);
  picked.forEach((from, to) => centres.set(rows.subarray(from * width, (from + 1) * width), to * width));
  return centres;
}
