import { towards } from './arithmetic.ts';
import type { Arithmetic } from './arithmetic.ts';
import { SIGMA_OF_MEAN_DEVIATION } from './season.ts';

/**
 * Mean absolute deviation, outliers counted in: keeps spreads above 0 for sparse series, whose usual values are all alike and whose rare ones robust
 * spreads would cut away. One cell.
 */

/** The least spread, as a share of the standard deviation this mean would mean for a normal distribution. */
const LEAST_SHARE = 0.5;
/** Deviations count in full up to so many spreads, beyond as far as they are trusted, and up to the second in no way further. */
const NEAR = 30;
const CLIP = 1000;

export function leastSpread<N, B>(m: Arithmetic<N, B>, cell: number): N {
  return m.mul(LEAST_SHARE * SIGMA_OF_MEAN_DEVIATION, m.get(cell));
}

/**
 * Learns a deviation (>= 0). `usual`: the spread so far, 0 where there is none; `rate`: the share it replaces; `trust`: less than 1 for the further
 * points of a run of outliers.
 */
export function learnLeastSpread<N, B>(m: Arithmetic<N, B>, cell: number, size: N, usual: N, rate: N, trust: N): void {
  const near = m.min(size, m.mul(NEAR, usual));
  const far = m.sub(m.min(size, m.mul(CLIP, usual)), near);
  const limited = m.select(m.less(0, usual), m.add(near, m.mul(trust, far)), size);
  m.set(cell, towards(m, m.get(cell), limited, rate));
}
