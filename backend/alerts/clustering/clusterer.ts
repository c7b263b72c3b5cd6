import type { AlertOptions, ClusteringAlgorithm, MembershipReason } from '../../../contract/alerts.ts';
import type { Alert } from '../alert.ts';
import type { ServiceGraph } from '../service-graph.ts';

/** Why one alert is in its cluster, and how much each reason counts; weights are 0..1 and sum to at most 1. */
export interface Membership {
  readonly alert: string;
  readonly reasons: readonly {
    readonly kind: MembershipReason;
    readonly weight: number;
    /** A sentence for people: which labels are shared, how far apart in time. */
    readonly text: string;
  }[];
}

export interface ClusterContext {
  readonly options: AlertOptions;
  readonly graph: ServiceGraph;
  /** Pairs of alert fingerprints that people took apart: never put together again. */
  readonly apart: readonly (readonly [string, string])[];
}

/** One clustering of `alerts`: `labels[i]` numbers the cluster of alert i from 0 on without gaps; every alert has one, if its own. */
export interface Clustering {
  readonly labels: Int32Array;
  readonly memberships: readonly Membership[];
  /** 0..1 for each cluster: how well its alerts belong together. */
  readonly confidence: Float64Array;
}

/** A way to put alerts together. The order of `alerts` (ascending by start) is part of the input; the same input gives the same clusters. */
export interface Clusterer {
  readonly id: ClusteringAlgorithm;
  readonly summary: string;
  cluster(alerts: readonly Alert[], context: ClusterContext): Promise<Clustering>;
}
