import type { Clusterer } from '../clusterer.ts';
import { clusterRuns } from '../cluster-runs.ts';
import type { ClusterSpace } from '../cluster-runs.ts';
import { dbscanOf } from './dbscan-of.ts';

/** Labels of alerts as points. */
export const labelsByDensity: ClusterSpace = (space, { options }) =>
  dbscanOf(space.distances(), Math.sqrt(options.clusteringEps), options.clusteringMinSamples);

/** Alerts with enough others near them, and all that hangs together with these; `clusteringEps` and `clusteringMinSamples` say how near and how many. */
export const dbscan: Clusterer = {
  id: 'dbscan',
  summary: 'Density: alerts with enough others near them, and what hangs together with these. The rest stays alone.',
  cluster: (alerts, context) => clusterRuns(alerts, context, labelsByDensity),
};
