/**
 * `histogram_quantile` of Prometheus for classic buckets: `counts[i]` observations up to `bounds[i]`, the last bound +Inf. Linear within
 * a bucket; NaN without observations or without a last bucket.
 */
export function histogramQuantile(q: number, bounds: readonly number[], counts: readonly number[]): number {
  const last = bounds.length - 1;
  if (last < 1 || bounds[last] !== Number.POSITIVE_INFINITY || counts.some(Number.isNaN) || Number.isNaN(q)) {
    return Number.NaN;
  }
  if (q < 0 || q > 1) {
    return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  // Rates of cumulative counts can fall by a rounding error from bucket to bucket.
  const rising = [...counts];
  for (let i = 1; i <= last; i++) {
    rising[i] = Math.max(rising[i], rising[i - 1]);
  }
  const rank = q * rising[last];
  if (!(rising[last] > 0)) {
    return Number.NaN;
  }
  const at = rising.findIndex((count, i) => i === last || count >= rank);
  if (at === last) {
    return bounds[last - 1];
  }
  const below = at === 0 ? 0 : rising[at - 1];
  const from = at === 0 ? 0 : bounds[at - 1];
  return from + (bounds[at] - from) * ((rank - below) / (rising[at] - below));
}
