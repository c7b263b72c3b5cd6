import { sortedQuantile } from '../../features/order-statistics.ts';
import type { Courses } from './hit-times.ts';

/** The bounds that hold `level` percent, and the middle, of a measure of each course. */
export function spreadOf(measures: Float64Array, level: number): { lower: number; middle: number; upper: number } {
  const sorted = measures.slice().sort();
  const outside = (1 - level / 100) / 2;
  return {
    lower: sortedQuantile(sorted, outside),
    middle: sortedQuantile(sorted, 0.5),
    upper: sortedQuantile(sorted, 1 - outside),
  };
}

/** The highest value of each course. */
export function peaks({ times, paths }: Courses): Float64Array {
  const horizon = times.length;
  return Float64Array.from({ length: paths.count }, (_, course) =>
    paths.values
      .subarray(course * horizon, (course + 1) * horizon)
      .reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  );
}

/** The values of all courses at one step of the horizon. */
export function valuesAt({ times, paths }: Courses, step: number): Float64Array {
  return Float64Array.from({ length: paths.count }, (_, course) => paths.values[course * times.length + step]);
}

/**
 * Wilson's interval (1927) of a probability of which `share` of `trials` came true. `z`: how many standard deviations lie between the middle and a bound.
 * Without a trial nothing is known of it: 0 to 1.
 */
export function wilson(share: number, trials: number, z: number): { lower: number; upper: number } {
  if (trials <= 0) {
    return { lower: 0, upper: 1 };
  }
  const spread = (z * z) / trials;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + spread / trials / 4)) / (1 + spread);
  // At 0 and 1 the bound is the share itself, but for rounding.
  return { lower: Math.max(0, Math.min(share, middle - half)), upper: Math.min(1, Math.max(share, middle + half)) };
}
