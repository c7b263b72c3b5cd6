import type { SquaredDistances } from '../../distances/squared-distances.ts';
import type { Clusterer } from '../clusterer.ts';
import { clusterRuns } from '../cluster-runs.ts';
import type { ClusterSpace } from '../cluster-runs.ts';
import { checkCount, cutBelow, linkageOf } from './linkage.ts';

/** Labels of alerts as points. */
export const labelsByMerging: ClusterSpace = async (space, { options }) => {
  const tree = linkageOf(await matrixOf(space.distances()), space.count, 'average');
  return cutBelow(tree, options.clusteringEps);
};

/** Alerts merged pair by pair while clusters are, on average, nearer than `clusteringEps`. */
export const hierarchical: Clusterer = {
  id: 'hierarchical',
  summary: 'Agglomerative, average linkage: the two nearest clusters are merged while they are near enough.',
  cluster: (alerts, context) => clusterRuns(alerts, context, labelsByMerging),
};

/** Distances of alerts, 1 at most, as a symmetric matrix. */
async function matrixOf(distances: SquaredDistances): Promise<Float64Array> {
  const { count } = distances;
  checkCount(count);
  const matrix = new Float64Array(count * count).fill(1);
  await distances.eachRow(1, (i, squared, start, from, to) => {
    matrix[i * count + i] = 0;
    for (let j = i + 1; j < to; j++) {
      const distance = Math.min(1, Math.max(0, squared[start + j - from]));
      matrix[i * count + j] = distance;
      matrix[j * count + i] = distance;
    }
  });
  return matrix;
}
