import type { KernelRows } from './kernel-rows.ts';

/** The least curvature of a step: below it two rows are alike (LIBSVM's TAU). */
const LEAST_CURVATURE = 1e-12;

/** What the solver found. */
export interface Solution {
  /** Weight of each row, 0..1; they add up to nu x rows. */
  readonly alpha: Float64Array;
  /** Weighted sum of kernels at each row: `sum_j alpha_j K(i, j)`. */
  readonly sums: Float64Array;
  /** A row is an outlier where its sum is below. */
  readonly rho: number;
  readonly steps: number;
  /** Whether the optimality gap fell below the tolerance within the allowed steps. */
  readonly converged: boolean;
}

/**
 * One-class SVM (Schoelkopf et al., "Estimating the Support of a High-Dimensional Distribution", 2001) as LIBSVM states it: least alpha' K alpha / 2 with
 * 0 <= alpha_i <= 1 and sum alpha = nu x rows. Sequential minimal optimisation with the second-order working set selection of Fan, Chen & Lin (2005):
 * of those that may grow the row with the least sum, of those that may shrink the one whose exchange with it gains most. Stops when no exchange
 * gains more than `tolerance` in sums. `first` names the ceil(nu x rows) rows that begin with weight; likely outliers save steps.
 *
 * Few rows carry weight, so those that may shrink are kept as a list, and a step costs one pass over the sums.
 */
export function solveOneClass(kernel: KernelRows, nu: number, tolerance: number, first: Int32Array): Solution {
  const { count } = kernel;
  const alpha = new Float64Array(count);
  const sums = new Float64Array(count);
  /** Rows with weight, in no order, and where each stands in that list (-1: it has none). */
  const weighted = new Int32Array(count);
  const place = new Int32Array(count).fill(-1);
  let held = 0;
  const list = (i: number) => {
    place[i] = held;
    weighted[held++] = i;
  };
  const unlist = (i: number) => {
    const last = weighted[--held];
    weighted[place[i]] = last;
    place[last] = place[i];
    place[i] = -1;
  };
  let left = nu * count;
  for (const i of first) {
    const weight = Math.min(1, left);
    left -= weight;
    alpha[i] = weight;
    list(i);
    const row = kernel.row(i);
    for (let j = 0; j < count; j++) {
      sums[j] += weight * row[j];
    }
  }
  const mostSteps = Math.max(10_000, 100 * count);
  let grows = leastGrowing(alpha, sums);
  let steps = 0;
  for (; steps < mostSteps && grows >= 0; steps++) {
    const low = sums[grows];
    const rowOfGrowing = kernel.row(grows);
    let shrinks = -1;
    let most = 0;
    let gap = 0;
    for (let k = 0; k < held; k++) {
      const j = weighted[k];
      const difference = sums[j] - low;
      gap = difference > gap ? difference : gap;
      if (difference > 0) {
        const curvature = 2 - 2 * rowOfGrowing[j];
        const gain = (difference * difference) / (curvature > LEAST_CURVATURE ? curvature : LEAST_CURVATURE);
        if (gain > most) {
          most = gain;
          shrinks = j;
        }
      }
    }
    if (shrinks < 0 || gap < tolerance) {
      break;
    }
    const curvature = Math.max(LEAST_CURVATURE, 2 - 2 * rowOfGrowing[shrinks]);
    const room = 1 - alpha[grows];
    const given = alpha[shrinks];
    const step = Math.min((sums[shrinks] - low) / curvature, room, given);
    if (alpha[grows] === 0) {
      list(grows);
    }
    alpha[grows] = step === room ? 1 : alpha[grows] + step;
    alpha[shrinks] = step === given ? 0 : given - step;
    if (alpha[shrinks] === 0) {
      unlist(shrinks);
    }
    const rowOfShrinking = kernel.row(shrinks);
    // The update of the sums looks for the next row to grow on its way.
    let next = -1;
    let least = Infinity;
    for (let j = 0; j < count; j++) {
      const sum = sums[j] + step * (rowOfGrowing[j] - rowOfShrinking[j]);
      sums[j] = sum;
      if (sum < least && alpha[j] < 1) {
        least = sum;
        next = j;
      }
    }
    grows = next;
  }
  return { alpha, sums, rho: offsetOf(alpha, sums), steps, converged: steps < mostSteps };
}

function leastGrowing(alpha: Float64Array, sums: Float64Array): number {
  let least = -1;
  for (let i = 0; i < sums.length; i++) {
    if (alpha[i] < 1 && (least < 0 || sums[i] < sums[least])) {
      least = i;
    }
  }
  return least;
}

/** The mean sum of rows whose weight lies between its bounds; where there are none, the middle of what the others allow. */
function offsetOf(alpha: Float64Array, sums: Float64Array): number {
  let free = 0;
  let total = 0;
  let atLeast = -Infinity;
  let atMost = Infinity;
  for (let i = 0; i < sums.length; i++) {
    if (alpha[i] === 0) {
      atMost = Math.min(atMost, sums[i]);
    } else if (alpha[i] === 1) {
      atLeast = Math.max(atLeast, sums[i]);
    } else {
      free++;
      total += sums[i];
    }
  }
  if (free > 0) {
    return total / free;
  }
  return atMost === Infinity ? atLeast : atLeast === -Infinity ? atMost : (atLeast + atMost) / 2;
}
