import type { AlertSpace } from '../../distances/alert-space.ts';
import type { Clusterer } from '../clusterer.ts';
import { clusterRuns } from '../cluster-runs.ts';
import { dbscanOf } from '../dbscan/dbscan-of.ts';
import { kmeansBySilhouette } from './choose-k.ts';

/** Draws of first centres: alerts of the same run give the same clusters. */
const SEED = 1;

/** As many round groups as the silhouette finds best; where it finds none, what is within `clusteringEps` of each other. */
export const kmeans: Clusterer = {
  id: 'kmeans',
  summary: 'Round groups, as many as the silhouette finds best; every alert belongs to one.',
  cluster: (alerts, context) =>
    clusterRuns(alerts, context, async (space, { options }) => {
      const { k, labels } = await bySilhouette(space);
      return k > 1 ? labels : dbscanOf(space.distances(), Math.sqrt(options.clusteringEps), 1);
    }),
};

async function bySilhouette(space: AlertSpace): Promise<{ k: number; labels: Int32Array }> {
  const { rows, width } = space.points();
  return kmeansBySilhouette(rows, width, SEED);
}
