/** How well a clustering tells of the truth. */
export interface StormMeasures {
  /** Of pairs of alerts: in one cluster against in one group. */
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Adjusted Rand index, Hubert and Arabie 1985. */
  readonly ari: number;
  /** 1 - clusters / alerts. */
  readonly reduction: number;
  /** Share of alerts that are of their cluster's most frequent group. */
  readonly purity: number;
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

function countOf<K>(keys: Iterable<K>): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Compares `labels` with `truth`, one number an alert each. */
export function measuresOf(labels: ArrayLike<number>, truth: ArrayLike<number>): StormMeasures {
  const count = truth.length;
  const cells = countOf(Array.from(truth, (group, i) => `${labels[i]}/${group}`));
  const clusters = countOf(Array.from(labels));
  const groups = countOf(Array.from(truth));
  const sum = (counts: Iterable<number>): number => Array.from(counts).reduce((all, one) => all + pairs(one), 0);
  const both = sum(cells.values());
  const claimed = sum(clusters.values());
  const real = sum(groups.values());
  const expected = (claimed * real) / pairs(count);
  const largest = new Map<string, number>();
  for (const [cell, size] of cells) {
    const cluster = cell.split('/')[0];
    largest.set(cluster, Math.max(largest.get(cluster) ?? 0, size));
  }
  const precision = claimed === 0 ? 1 : both / claimed;
  const recall = real === 0 ? 1 : both / real;
  return {
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    ari: (claimed + real) / 2 === expected ? 1 : (both - expected) / ((claimed + real) / 2 - expected),
    reduction: 1 - clusters.size / count,
    purity: Array.from(largest.values()).reduce((all, one) => all + one, 0) / count,
  };
}
