/**
 * Mean silhouette (Rousseeuw 1987) of labels from 0 on, -1..1: how much nearer each thing is to its own cluster than to the next. `matrix` [count, count] holds
 * distances. A thing alone in its cluster counts 0, as scikit-learn has it; with a single cluster, or every thing its own, there is nothing to compare: -1.
 */
export function silhouetteOf(matrix: Float64Array, labels: Int32Array): number {
  const count = labels.length;
  const clusters = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const sizes = new Int32Array(clusters);
  labels.forEach((label) => sizes[label]++);
  if (sizes.filter((size) => size > 0).length < 2 || sizes.every((size) => size <= 1)) {
    return -1;
  }
  const sums = new Float64Array(clusters);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const own = labels[i];
    if (sizes[own] < 2) {
      continue;
    }
    sums.fill(0);
    for (let j = 0, at = i * count; j < count; j++, at++) {
      sums[labels[j]] += matrix[at];
    }
    let next = Number.POSITIVE_INFINITY;
    for (let c = 0; c < clusters; c++) {
      if (c !== own && sizes[c] > 0) {
        next = Math.min(next, sums[c] / sizes[c]);
      }
    }
    const within = sums[own] / (sizes[own] - 1);
    const larger = Math.max(within, next);
    total += larger > 0 ? (next - within) / larger : 0;
  }
  return total / count;
}
