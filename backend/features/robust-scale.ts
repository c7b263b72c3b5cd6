import { sortedFinite, sortedMedian, sortedQuantile } from './order-statistics.ts';

/** Centre and spread of a column that outliers hardly move; `scale` is above 0. */
export interface RobustScale {
  /** The median. */
  readonly center: number;
  /** A robust standard deviation: 1.4826 times the median absolute deviation, or what takes its place where that is 0. */
  readonly scale: number;
}

/** For normal data the median absolute deviation is 0.6745 standard deviations. */
const NORMAL = 1.4826;

/**
 * Fitted on the finite numbers of a column. More than half of them equal makes the median absolute deviation 0; the spread then comes
 * from the 1 % and 99 % quantiles, then from the whole range, and is 1 for a constant column.
 */
export function fitRobustScale(values: ArrayLike<number>): RobustScale {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) {
    return { center: 0, scale: 1 };
  }
  const center = sortedMedian(sorted);
  const deviations = sorted.slice();
  for (let i = 0; i < deviations.length; i++) {
    deviations[i] = Math.abs(deviations[i] - center);
  }
  deviations.sort();
  const normalRange = 4.65;
  const scale =
    NORMAL * sortedMedian(deviations) ||
    (sortedQuantile(sorted, 0.99) - sortedQuantile(sorted, 0.01)) / normalRange ||
    (sorted[sorted.length - 1] - sorted[0]) / (2 * normalRange) ||
    1;
  return { center, scale: Number.isFinite(scale) ? scale : 1 };
}
