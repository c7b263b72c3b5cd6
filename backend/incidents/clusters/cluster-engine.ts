import { setImmediate } from 'node:timers/promises';
import type { Alert } from '../../alerts/alert.ts';
import type { ClusterContext } from '../../alerts/clustering/clusterer.ts';
import type { ClusterChange, OnlineClusters, OpenCluster } from '../../alerts/clustering/online-clusters.ts';

/** Work beside which the event loop need not wait, ms. */
const TURN_MS = 10;

/** Clusters that take alerts a batch at a time, whichever algorithm makes them; see `OnlineClusters`. */
export interface ClusterEngine {
  add(alerts: readonly Alert[]): Promise<readonly ClusterChange[]>;
  update(alert: Alert): void;
  advance(now: number): readonly ClusterChange[];
  get(id: string): OpenCluster | undefined;
  open(): readonly OpenCluster[];
  join(clusters: readonly string[], at: number): readonly ClusterChange[];
  part(cluster: string, alerts: readonly string[], at: number): readonly ClusterChange[];
  setContext(context: ClusterContext): void;
}

/** Online clusters as an engine. */
export function onlineEngine(clusters: OnlineClusters): ClusterEngine {
  return {
    async add(alerts) {
      const changes: ClusterChange[] = [];
      let turn = performance.now();
      for (const alert of alerts) {
        changes.push(...clusters.add(alert));
        if (performance.now() - turn > TURN_MS) {
          await setImmediate();
          turn = performance.now();
        }
      }
      return changes;
    },
    update: (alert) => clusters.update(alert),
    advance: (now) => clusters.advance(now),
    get: (id) => clusters.get(id),
    open: () => clusters.open(),
    join: (ids, at) => clusters.join(ids, at),
    part: (id, alerts, at) => clusters.part(id, alerts, at),
    setContext: (context) => clusters.setContext(context),
  };
}
