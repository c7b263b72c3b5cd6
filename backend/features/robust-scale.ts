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
  return robustScaleOfSorted(sortedFinite(values));
}

/** `fitRobustScale` of finite numbers in ascending order. */
export function robustScaleOfSorted(sorted: Float64Array): RobustScale {
  if (sorted.length === 0) {
    return { center: 0, scale: 1 };
  }
  const center = sortedMedian(sorted);
  const normalRange = 4.65;
  const scale =
    NORMAL * medianDeviation(sorted, center) ||
    (sortedQuantile(sorted, 0.99) - sortedQuantile(sorted, 0.01)) / normalRange ||
    (sorted[sorted.length - 1] - sorted[0]) / (2 * normalRange) ||
    1;
  return { center, scale: Number.isFinite(scale) ? scale : 1 };
}

/** Median distance of ascending numbers from `center`: distances grow from the centre outwards on either side, so two ends merge them in order. */
function medianDeviation(sorted: Float64Array, center: number): number {
  const n = sorted.length;
  let right = 0;
  for (let low = 0, high = n; low < high; right = low) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < center) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let left = right - 1;
  let before = 0;
  let last = 0;
  for (let taken = 0; taken <= n >> 1; taken++) {
    before = last;
    const below = left >= 0 ? Math.abs(sorted[left] - center) : Infinity;
    const above = right < n ? Math.abs(sorted[right] - center) : Infinity;
    last = Math.min(below, above);
    if (below <= above) {
      left--;
    } else {
      right++;
    }
  }
  return n % 2 === 1 ? last : (before + last) / 2;
}
