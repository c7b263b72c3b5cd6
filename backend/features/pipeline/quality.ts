import { sortedFinite, sortedQuantile } from '../order-statistics.ts';

/** How fit a column is for a model. */
export interface ColumnQuality {
  readonly name: string;
  /** Share of the instants at which the feature cannot be told, 0..1. */
  readonly missing: number;
  /** Whether the training data hold one value alone. */
  readonly constant: boolean;
  /**
   * Population stability index against the training data (Siddiqi 2006): below 0.1 the distribution is the same, above 0.25 it has moved. NaN where either
   * has fewer than 50 values.
   */
  readonly drift: number;
}

/** Bins of equal training share; fewer where values repeat. */
const BINS = 10;
/** An empty bin counts as holding so much of a point, so that its logarithm is finite. */
const EMPTY = 0.5;
const LEAST_VALUES = 50;

/** What a training column is remembered by: inner bin edges, the share of each bin, the number of its values, and whether all are one. */
export type TrainingBins = {
  readonly edges: Float64Array;
  readonly shares: Float64Array;
  readonly count: number;
  readonly constant: boolean;
};

/** Of the finite numbers of a training column, ascending. */
export function fitBins(sorted: Float64Array): TrainingBins {
  const edges = new Set<number>();
  for (let bin = 1; bin < BINS && sorted.length > 0; bin++) {
    edges.add(sortedQuantile(sorted, bin / BINS));
  }
  const inner = Float64Array.from(edges).sort();
  const constant = sorted.length > 0 && sorted[0] === sorted[sorted.length - 1];
  return { edges: inner, shares: sharesOf(sorted, inner), count: sorted.length, constant };
}

/** Share of the values in each bin: at most the first edge, at most the second, ..., above the last. */
function sharesOf(sorted: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  let bin = 0;
  for (const value of sorted) {
    while (bin < edges.length && value > edges[bin]) {
      bin++;
    }
    counts[bin]++;
  }
  const total = Math.max(1, sorted.length);
  return counts.map((count) => Math.max(EMPTY, count) / total);
}

export function qualityOf(name: string, bins: TrainingBins, values: Float64Array): ColumnQuality {
  const sorted = sortedFinite(values);
  const shares = sharesOf(sorted, bins.edges);
  const isEnough = Math.min(sorted.length, bins.count) >= LEAST_VALUES;
  const drift = shares.reduce(
    (sum, share, bin) => sum + (share - bins.shares[bin]) * Math.log(share / bins.shares[bin]),
    0
  );
  return {
    name,
    missing: values.length === 0 ? 0 : 1 - sorted.length / values.length,
    constant: bins.constant,
    drift: isEnough ? drift : Number.NaN,
  };
}
