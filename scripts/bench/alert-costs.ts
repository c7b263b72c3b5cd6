import { ALERT_DEFAULTS } from '../../contract/alerts.ts';
import type { ClusterContext } from '../../backend/alerts/clustering/clusterer.ts';
import { openOnlineClusters } from '../../backend/alerts/clustering/auto/auto-clusters.ts';
import { CLUSTERERS } from '../../backend/alerts/clustering/index.ts';
import { collectGarbage } from '../../backend/collect-garbage.ts';
import { median } from './bench-history.ts';
import { exampleStorm } from './example-storm.ts';

/** What a clustering of so many alerts costs, in processor time. */
export interface ClusteringCost {
  readonly algorithm: string;
  readonly alerts: number;
  readonly ms: number;
  readonly mebibytes: number;
}

const FEW = { alerts: 500, faults: 10, rounds: 9 };
const MANY = { alerts: 10_000, faults: 40, rounds: 3 };
/** Hierarchical clustering takes no more than 4,096 at once; k-means of so many is for nobody who waits. */
const TAKES_MANY: ReadonlySet<string> = new Set(['auto', 'dbscan', 'simple']);
const SEED = 7;

export const BENCH_CONTEXT: ClusterContext = { options: ALERT_DEFAULTS, graph: { calls: new Map() }, apart: [] };

function taken(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Every way to cluster, from alerts to clusters with reasons. */
export async function clusteringCosts(): Promise<ClusteringCost[]> {
  const costs: ClusteringCost[] = [];
  for (const { alerts: count, faults, rounds } of [FEW, MANY]) {
    const alerts = exampleStorm(count, faults, SEED);
    for (const { id, cluster } of CLUSTERERS) {
      if (count === MANY.alerts && !TAKES_MANY.has(id)) {
        continue;
      }
      const times: number[] = [];
      const bytes: number[] = [];
      for (let round = -1; round < rounds; round++) {
        collectGarbage('major');
        const before = taken();
        const began = process.cpuUsage();
        await cluster(alerts, BENCH_CONTEXT);
        if (round >= 0) {
          const { user, system } = process.cpuUsage(began);
          times.push((user + system) / 1e3);
          bytes.push(Math.max(0, taken() - before));
        }
      }
      costs.push({ algorithm: id, alerts: count, ms: median(times), mebibytes: median(bytes) / 2 ** 20 });
    }
  }
  return costs;
}

/** What one alert costs `auto` online, ms of processor time. */
export interface OnlineCost {
  readonly alerts: number;
  readonly p50: number;
  readonly p99: number;
}

/** Adds the alerts of a long storm one by one, time going by as it does for an engine. */
export function onlineCost(): OnlineCost {
  const alerts = exampleStorm(MANY.alerts, MANY.faults, SEED);
  let times = new Float64Array(0);
  // The first round is for the compiler.
  for (let round = 0; round < 2; round++) {
    const clusters = openOnlineClusters(BENCH_CONTEXT, []);
    times = Float64Array.from(alerts, (alert) => {
      const began = process.cpuUsage();
      clusters.advance(alert.start);
      clusters.add(alert);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1e3;
    }).sort();
  }
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))];
  return { alerts: alerts.length, p50: at(0.5), p99: at(0.99) };
}
