import type { RootCauseCandidate } from '../root-cause/candidate.ts';
import type { Alert } from '../alert.ts';
import type { ClusterContext, Membership } from './clusterer.ts';

/** What became of the clusters when an alert came or time went by, in words for people too. */
export interface ClusterChange {
  readonly kind: 'opened' | 'joined' | 'merged' | 'split' | 'closed';
  /** The cluster that is there afterwards. */
  readonly cluster: string;
  /** Merged: those that went into it. Split: the one that it came out of. Joined: the one that its alerts moved from; empty where they are new. */
  readonly others: readonly string[];
  readonly alerts: readonly string[];
  readonly reason: string;
  readonly at: number;
}

/** A cluster as it is now. */
export interface OpenCluster {
  readonly id: string;
  readonly alerts: readonly Alert[];
  readonly memberships: readonly Membership[];
  readonly confidence: number;
}

/**
 * Clusters that take one alert after the other. `add` answers at once: the alert joins or opens a cluster; later ones may show that clusters belong
 * together, or apart. Ids stay: a merge keeps the older one's. Work and memory are bounded by the alerts within the correlation window.
 */
export interface OnlineClusters {
  add(alert: Alert): readonly ClusterChange[];
  /** Its end or new severity; ids of alerts stay. */
  update(alert: Alert): void;
  /** Closes what is past the correlation window at `now`, in ms. */
  advance(now: number): readonly ClusterChange[];
  get(id: string): OpenCluster | undefined;
  open(): readonly OpenCluster[];
  /** What people said: those alerts are together in one cluster, or not. */
  join(clusters: readonly string[], at: number): readonly ClusterChange[];
  part(cluster: string, alerts: readonly string[], at: number): readonly ClusterChange[];
  setContext(context: ClusterContext): void;
}

/** Makes online clusters, going on from what was kept of them. */
export type OpenOnlineClusters = (context: ClusterContext, kept: readonly OpenCluster[]) => OnlineClusters;

/** Ranks what may have caused a cluster, best first. */
export type RankCauses = (
  cluster: OpenCluster,
  context: ClusterContext,
  changes: readonly Change[]
) => RootCauseCandidate[];

/** Something that was changed in a service: a deployment, a setting. Times in ms. */
export interface Change {
  readonly at: number;
  readonly service: string;
  readonly text: string;
}
