import { distanceMatrix } from '../../distances/pairwise.ts';
import { cutBelow, cutInto, linkageOf } from './linkage.ts';
import type { Linkage } from './linkage.ts';

/**
 * Agglomerative clustering of rows [count, width], finite: merged below the distance `below`, or `into` as many clusters, as scikit-learn's `distance_threshold` and
 * `n_clusters`. Labels count clusters by their first row. Throws `too-large`, `engine-failure`.
 */
export async function hierarchicalOf(
  rows: Float32Array | Float64Array,
  width: number,
  cut: { readonly below: number } | { readonly into: number },
  linkage: Linkage = 'average'
): Promise<Int32Array> {
  const tree = linkageOf(await distanceMatrix(rows, width), rows.length / width, linkage);
  return 'below' in cut ? cutBelow(tree, cut.below) : cutInto(tree, cut.into);
}
