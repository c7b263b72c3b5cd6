import type { Clusterer } from '../clusterer.ts';
import { clusterRuns } from '../cluster-runs.ts';
import type { ClusterSpace } from '../cluster-runs.ts';
import { dbscanOf } from '../dbscan/dbscan-of.ts';
import { kmeansBySilhouette } from './choose-k.ts';

/** Draws of first centres: alerts of the same run give the same clusters. */
const SEED = 1;

/** Labels of alerts as points. */
export const labelsByCentres: ClusterSpace = async (space, { options }) => {
  const { rows, width } = space.points();
  const { k, labels } = await kmeansBySilhouette(rows, width, SEED);
  return k > 1 ? labels : dbscanOf(space.distances(), Math.sqrt(options.clusteringEps), 1);
};

/** As many round groups as the silhouette finds best; where it finds none, what is within `clusteringEps` of each other. */
export const kmeans: Clusterer = {
  id: 'kmeans',
  summary: 'Round groups, as many as the silhouette finds best; every alert belongs to one.',
  cluster: (alerts, context) => clusterRuns(alerts, context, labelsByCentres),
};
