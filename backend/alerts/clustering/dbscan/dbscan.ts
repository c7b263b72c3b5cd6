import type { Clusterer } from '../clusterer.ts';
import { clusterRuns } from '../cluster-runs.ts';
import { dbscanOf } from './dbscan-of.ts';

/** Alerts with enough others near them, and all that hangs together with these; `clusteringEps` and `clusteringMinSamples` say how near and how many. */
export const dbscan: Clusterer = {
  id: 'dbscan',
  summary: 'Density: alerts with enough others near them, and what hangs together with these. The rest stays alone.',
  cluster: (alerts, context) =>
    clusterRuns(alerts, context, (space, { options }) =>
      dbscanOf(space.distances(), Math.sqrt(options.clusteringEps), options.clusteringMinSamples)
    ),
};
