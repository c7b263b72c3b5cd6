import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';

/** What the training data looked like, in the series' unit; NaN where there was none. */
export type Baseline = {
  readonly mean: number;
  readonly deviation: number;
  readonly min: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly max: number;
};

/** Statistics of the finite values. */
export function baselineOf(values: Float64Array): Baseline {
  const sorted = sortedFinite(values);
  const n = sorted.length;
  // Means of parts of values, since a sum of the largest doubles is infinite.
  const mean = sorted.reduce((sum, value) => sum + value / n, 0);
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + ((value - mean) / Math.sqrt(n)) ** 2, 0));
  const at = (q: number) => sortedQuantile(sorted, q);
  return {
    mean: n > 0 ? mean : Number.NaN,
    deviation: n > 0 ? deviation : Number.NaN,
    min: at(0),
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    max: at(1),
  };
}

/** Share of the training data, in per cent, below a value, read between the percentiles kept. */
export function percentileOf({ min, p5, p25, p50, p75, p95, max }: Baseline, value: number): number {
  const knots: [number, number][] = [
    [min, 0],
    [p5, 5],
    [p25, 25],
    [p50, 50],
    [p75, 75],
    [p95, 95],
    [max, 100],
  ];
  if (value <= min) {
    return 0;
  }
  for (let i = 1; i < knots.length; i++) {
    const [[low, from], [high, to]] = [knots[i - 1], knots[i]];
    if (value <= high) {
      return from + ((to - from) * (value - low)) / (high - low);
    }
  }
  return 100;
}
