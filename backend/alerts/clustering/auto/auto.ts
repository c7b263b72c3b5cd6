import type { Alert } from '../../alert.ts';
import type { ClusterContext, Clusterer, Clustering, Membership } from '../clusterer.ts';
import { AutoClusters } from './auto-clusters.ts';

const MINUTE = 60_000;
/** Time between two looks at all that is open. */
const SETTLES = 30 * MINUTE;
/** Alerts between two times that it is kept where they are: fewer than one episode lets go of. */
const KEPT_EVERY = 1_000;

function clusterAll(alerts: readonly Alert[], context: ClusterContext): Clustering {
  const clusters = new AutoClusters(context, []);
  const window = context.options.correlationWindowMinutes * MINUTE;
  const numbers = new Map<string, number>();
  const of = new Map<string, { readonly cluster: string; readonly membership: Membership }>();
  const sure = new Map<string, number>();
  const keep = (): void => {
    for (const { id, alerts: members, memberships, confidence } of clusters.open()) {
      members.forEach((alert, i) => of.set(alert.id, { cluster: id, membership: memberships[i] }));
      sure.set(id, confidence);
    }
  };
  let settled = -Infinity;
  alerts.forEach((alert, i) => {
    if (i % KEPT_EVERY === KEPT_EVERY - 1) {
      keep();
    }
    if (alert.start - settled > Math.min(SETTLES, window)) {
      settled = alert.start;
      // What is closed is kept as it was left.
      clusters.settle(alert.start);
      keep();
      clusters.advance(alert.start);
    }
    clusters.add(alert);
  });
  clusters.settle(settled);
  keep();
  const found = alerts.map(({ id }) => of.get(id) ?? { cluster: id, membership: { alert: id, reasons: [] } });
  const labels = Int32Array.from(found, ({ cluster }) => {
    const number = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, number);
    return number;
  });
  return {
    labels,
    memberships: found.map(({ membership }) => membership),
    confidence: Float64Array.from(numbers.keys(), (cluster) => sure.get(cluster) ?? 1),
  };
}

/** Likelihoods of time lag, place in the service graph, text and labels together, one alert after the other. */
export const auto: Clusterer = {
  id: 'auto',
  summary:
    'Weighs time lag, distance in the service graph, text and labels; alerts that came before are weighed anew as more come.',
  cluster: (alerts, context) => Promise.resolve(clusterAll(alerts, context)),
};
