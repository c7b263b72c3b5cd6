import { randomBytes } from 'node:crypto';
import type { Alert } from '../../alerts/alert.ts';
import type { ClusterContext, Clusterer, Membership } from '../../alerts/clustering/clusterer.ts';
import { isByHand } from '../../alerts/clustering/memberships.ts';
import type { ClusterChange, OpenCluster } from '../../alerts/clustering/online-clusters.ts';
import type { ClusterEngine } from './cluster-engine.ts';

const MINUTE = 60_000;
/** Alerts that are clustered anew with each batch, the newest: distances between all of them are computed. */
const MOST = 1_000;

interface Kept {
  readonly id: string;
  readonly openedAt: number;
  readonly alerts: Map<string, Alert>;
  memberships: Map<string, Membership>;
  confidence: number;
}

/**
 * Clusters by an algorithm that sees all alerts at once: with each batch those of the correlation window are clustered anew, and each cluster goes on as
 * the earlier one with which it shares most. What people put together stays together; what they took apart is the context's.
 */
export class BatchEngine implements ClusterEngine {
  private readonly clusterer: Clusterer;
  private context: ClusterContext;
  private readonly clusters = new Map<string, Kept>();
  private readonly clusterOf = new Map<string, string>();
  /** Alerts that people put together, by a name for the lot. */
  private readonly pins = new Map<string, string>();

  constructor(clusterer: Clusterer, context: ClusterContext, kept: readonly OpenCluster[]) {
    this.clusterer = clusterer;
    this.context = context;
    for (const { id, alerts, memberships, confidence } of kept) {
      const openedAt = Math.min(...alerts.map(({ start }) => start));
      const cluster: Kept = { id, openedAt, alerts: new Map(), memberships: new Map(), confidence };
      this.clusters.set(id, cluster);
      alerts.forEach((alert) => this.put(cluster, alert));
      memberships.forEach((membership) => cluster.memberships.set(membership.alert, membership));
      if (memberships.some(isByHand)) {
        alerts.forEach((alert) => this.pins.set(alert.id, id));
      }
    }
  }

  async add(alerts: readonly Alert[]): Promise<readonly ClusterChange[]> {
    const fresh = new Map(alerts.map((alert) => [alert.id, alert]));
    const known = [...this.clusters.values()].flatMap((cluster) => [...cluster.alerts.values()]);
    const all = [...known.filter(({ id }) => !fresh.has(id)), ...fresh.values()].sort((a, b) => a.start - b.start);
    const some = all.slice(-MOST);
    const { labels, memberships, confidence } = await this.clusterer.cluster(some, this.context);
    const groups = this.pinned(some, labels);
    const at = Math.max(...alerts.map(({ start }) => start));
    return this.regroup(groups, new Map(memberships.map((one) => [one.alert, one])), confidence, fresh, at);
  }

  update(alert: Alert): void {
    const cluster = this.clusters.get(this.clusterOf.get(alert.id) ?? '');
    cluster?.alerts.set(alert.id, alert);
  }

  advance(now: number): readonly ClusterChange[] {
    const before = now - this.context.options.correlationWindowMinutes * MINUTE;
    const closed: ClusterChange[] = [];
    for (const [id, { alerts }] of this.clusters) {
      if ([...alerts.values()].every(({ start }) => start < before)) {
        const ids = [...alerts.keys()];
        this.drop(id);
        closed.push({
          kind: 'closed',
          cluster: id,
          others: [],
          alerts: ids,
          reason: 'Nothing joined within the window.',
          at: now,
        });
      }
    }
    return closed;
  }

  get(id: string): OpenCluster | undefined {
    const cluster = this.clusters.get(id);
    return cluster && openOf(cluster);
  }

  open(): readonly OpenCluster[] {
    return [...this.clusters.values()].map(openOf);
  }

  join(ids: readonly string[], at: number): readonly ClusterChange[] {
    const [first, ...others] = ids.flatMap((id) => this.clusters.get(id) ?? []).sort((a, b) => a.openedAt - b.openedAt);
    if (!first || others.length === 0) {
      return [];
    }
    const moved = others.flatMap((other) => [...other.alerts.values()]);
    others.forEach(({ id }) => this.drop(id));
    moved.forEach((alert) => this.put(first, alert, byHand(alert.id, 'Put here by hand.')));
    const pin = newClusterId();
    [...first.alerts.keys()].forEach((alert) => this.pins.set(alert, pin));
    return [
      {
        kind: 'merged',
        cluster: first.id,
        others: others.map(({ id }) => id),
        alerts: moved.map(({ id }) => id),
        reason: 'Put together by hand.',
        at,
      },
    ];
  }

  part(id: string, alerts: readonly string[], at: number): readonly ClusterChange[] {
    const from = this.clusters.get(id);
    const moved = alerts.flatMap((alert) => from?.alerts.get(alert) ?? []);
    if (!from || moved.length === 0 || moved.length === from.alerts.size) {
      return [];
    }
    const cluster = this.begin(at);
    const pin = newClusterId();
    for (const alert of moved) {
      from.alerts.delete(alert.id);
      from.memberships.delete(alert.id);
      this.put(cluster, alert, byHand(alert.id, 'Taken apart by hand.'));
      this.pins.set(alert.id, pin);
    }
    const ids = moved.map((alert) => alert.id);
    return [{ kind: 'split', cluster: cluster.id, others: [id], alerts: ids, reason: 'Taken apart by hand.', at }];
  }

  setContext(context: ClusterContext): void {
    this.context = context;
  }

  /** Alerts by group, groups that share a pin taken together. */
  private pinned(alerts: readonly Alert[], labels: Int32Array): Map<number, Alert[]> {
    const first = new Map<string, number>();
    const goesTo = new Map<number, number>();
    const rootOf = (label: number): number => {
      const next = goesTo.get(label);
      return next === undefined ? label : rootOf(next);
    };
    alerts.forEach(({ id }, i) => {
      const pin = this.pins.get(id);
      const known = pin === undefined ? undefined : first.get(pin);
      if (pin !== undefined && known === undefined) {
        first.set(pin, labels[i]);
      } else if (known !== undefined && rootOf(known) !== rootOf(labels[i])) {
        goesTo.set(rootOf(labels[i]), rootOf(known));
      }
    });
    const groups = new Map<number, Alert[]>();
    alerts.forEach((alert, i) => {
      const root = rootOf(labels[i]);
      groups.set(root, [...(groups.get(root) ?? []), alert]);
    });
    return groups;
  }

  private regroup(
    groups: ReadonlyMap<number, readonly Alert[]>,
    memberships: ReadonlyMap<string, Membership>,
    confidence: Float64Array,
    fresh: ReadonlyMap<string, Alert>,
    at: number
  ): ClusterChange[] {
    const changes: ClusterChange[] = [];
    const before = new Map([...this.clusters.values()].map(({ id, alerts }) => [id, new Set(alerts.keys())]));
    const taken = new Set<string>();
    // The largest choose first: a cluster goes on as what most of it became.
    for (const [label, members] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
      const shared = new Map<string, number>();
      for (const { id } of members) {
        const from = this.clusterOf.get(id);
        if (from !== undefined && before.get(from)?.has(id)) {
          shared.set(from, (shared.get(from) ?? 0) + 1);
        }
      }
      const sources = [...shared].sort((a, b) => b[1] - a[1]).map(([id]) => id);
      const same = sources.find((id) => !taken.has(id));
      const cluster = (same === undefined ? undefined : this.clusters.get(same)) ?? this.begin(at);
      taken.add(cluster.id);
      cluster.confidence = confidence[label] ?? 1;
      for (const alert of members) {
        const from = this.clusters.get(this.clusterOf.get(alert.id) ?? '');
        const before = from?.memberships.get(alert.id);
        if (from && from !== cluster) {
          from.alerts.delete(alert.id);
          from.memberships.delete(alert.id);
        }
        this.put(
          cluster,
          fresh.get(alert.id) ?? alert,
          before && isByHand(before) ? before : memberships.get(alert.id)
        );
      }
      const ids = members.map(({ id }) => id);
      const added = ids.filter((id) => fresh.has(id));
      if (same === undefined) {
        const kind = sources.length > 0 ? 'split' : 'opened';
        changes.push({ kind, cluster: cluster.id, others: sources.slice(0, 1), alerts: ids, reason: this.why(), at });
      } else if (added.length > 0) {
        changes.push({ kind: 'joined', cluster: cluster.id, others: [], alerts: added, reason: this.why(), at });
      }
    }
    return [...changes, ...this.emptied(before, at)];
  }

  /** Clusters that are there no more went into others. */
  private emptied(before: ReadonlyMap<string, ReadonlySet<string>>, at: number): ClusterChange[] {
    const changes: ClusterChange[] = [];
    for (const [id, alerts] of before) {
      if (this.clusters.get(id)?.alerts.size === 0) {
        this.clusters.delete(id);
        const [one] = alerts;
        const into = this.clusterOf.get(one);
        if (into !== undefined) {
          changes.push({ kind: 'merged', cluster: into, others: [id], alerts: [...alerts], reason: this.why(), at });
        }
      }
    }
    return changes;
  }

  private why(): string {
    return `By ${this.clusterer.id} over the alerts of the correlation window.`;
  }

  private begin(at: number): Kept {
    const cluster: Kept = {
      id: newClusterId(),
      openedAt: at,
      alerts: new Map(),
      memberships: new Map(),
      confidence: 1,
    };
    this.clusters.set(cluster.id, cluster);
    return cluster;
  }

  private put(cluster: Kept, alert: Alert, membership?: Membership): void {
    cluster.alerts.set(alert.id, alert);
    this.clusterOf.set(alert.id, cluster.id);
    if (membership) {
      cluster.memberships.set(alert.id, membership);
    }
  }

  private drop(id: string): void {
    const cluster = this.clusters.get(id);
    this.clusters.delete(id);
    for (const alert of cluster?.alerts.keys() ?? []) {
      this.clusterOf.delete(alert);
      this.pins.delete(alert);
    }
  }
}

function openOf({ id, alerts, memberships, confidence }: Kept): OpenCluster {
  return { id, alerts: [...alerts.values()], memberships: [...memberships.values()], confidence };
}

function byHand(alert: string, text: string): Membership {
  return { alert, reasons: [{ kind: 'by-hand', weight: 1, text }] };
}

function newClusterId(): string {
  return randomBytes(8).toString('hex');
}
