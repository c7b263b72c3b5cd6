import type { Clustering } from '../../../detectors/kmeans/lloyd.ts';
import { lloyd } from '../../../detectors/kmeans/lloyd.ts';
import { seedCentres } from '../../../detectors/kmeans/seed-centres.ts';
import { seededRandom } from '../../../features/random.ts';

/** Runs of Lloyd's algorithm of which the best counts, as scikit-learn had them for long. */
export const STARTS = 10;

/**
 * k-means of rows [count, width], float32, finite, at least one: Lloyd's algorithm on ONNX Runtime from `starts` draws of k-means++, the least inertia taken. Fewer than k
 * clusters where there are fewer different rows. Equal seeds give equal clusters. Throws `engine-failure`.
 */
export async function kmeansOf(
  rows: Float32Array,
  width: number,
  k: number,
  seed: number,
  starts = STARTS
): Promise<Clustering> {
  const random = seededRandom(seed, k);
  let best = await lloyd(rows, width, seedCentres(rows, width, k, random));
  for (let start = 1; start < starts; start++) {
    const found = await lloyd(rows, width, seedCentres(rows, width, k, random));
    best = found.inertia < best.inertia ? found : best;
  }
  return best;
}
