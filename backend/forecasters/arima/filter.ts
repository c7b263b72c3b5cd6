import type { ArmaState } from './first-state.ts';

/** Where the Kalman filter stands after the values it has seen. */
export interface Filtered {
  /** Expected state at the next value, one column of the data after another, `size` entries each. */
  readonly states: Float64Array;
  /** Log of the determinant of the values' covariance, innovations of variance 1. */
  readonly logDeterminant: number;
  /** Innovations over their standard deviations, a column of the data after another; of length 0 where they were not asked for. */
  readonly innovations: Float64Array;
  /** Sum of squares of the first column's, whether they were kept or not. */
  readonly sumOfSquares: number;
}

/** Told at each value, while the state's covariance still changes: it grows by `factor` times the outer product of `direction`. */
export type OnChange = (factor: number, direction: Float64Array) => void;

/** Below it, as a share of an innovation's variance, the covariance of the state no longer changes. */
const STEADY = 1e-14;

/**
 * The Kalman filter of an autoregressive moving average process from its stationary start, over columns of data that share gains (the series, and regressors that go
 * through the same filter: Kohn and Ansley 1985). The covariance is never held: it changes by a matrix of rank one at each step, so that a step costs O(size)
 * (Chandrasekhar recursions: Morf, Sidhu and Kailath 1974; Herbst 2015).
 */
export function filterArma(
  { size, phi, covariances }: ArmaState,
  columns: readonly Float64Array[],
  keeps: boolean,
  onChange?: OnChange
): Filtered {
  const n = columns[0].length;
  const count = columns.length;
  const states = new Float64Array(count * size);
  const innovations = new Float64Array(keeps ? count * n : 0);
  const gain = new Float64Array(size);
  const direction = new Float64Array(size);
  const moved = new Float64Array(size);
  let variance = covariances[0];
  for (let i = 0; i < size; i++) {
    gain[i] = (phi[i] * variance + (i + 1 < size ? covariances[i + 1] : 0)) / variance;
    direction[i] = gain[i];
  }
  let factor = -variance;
  let isSteady = false;
  let logDeterminant = 0;
  let sumOfSquares = 0;
  const last = size - 1;
  for (let t = 0; t < n; t++) {
    if (!isSteady) {
      logDeterminant += Math.log(variance);
    }
    for (let c = 0; c < count; c++) {
      const from = c * size;
      const expected = states[from];
      const surprise = columns[c][t] - expected;
      for (let i = 0; i < last; i++) {
        states[from + i] = phi[i] * expected + states[from + i + 1] + gain[i] * surprise;
      }
      states[from + last] = phi[last] * expected + gain[last] * surprise;
      if (keeps) {
        innovations[c * n + t] = surprise / Math.sqrt(variance);
      }
      if (c === 0) {
        sumOfSquares += (surprise * surprise) / variance;
      }
    }
    if (isSteady) {
      continue;
    }
    onChange?.(factor, direction);
    const first = direction[0];
    const next = variance + factor * first * first;
    let largest = 0;
    for (let i = 0; i < size; i++) {
      moved[i] = phi[i] * first + (i < last ? direction[i + 1] : 0);
      gain[i] = (gain[i] * variance + moved[i] * factor * first) / next;
      direction[i] = moved[i] - gain[i] * first;
      largest = Math.max(largest, Math.abs(direction[i]));
    }
    factor += (factor * factor * first * first) / variance;
    variance = next;
    if (Math.abs(factor) * largest * largest < STEADY) {
      isSteady = true;
      logDeterminant += (n - t - 1) * Math.log(variance);
    }
  }
  return { states, logDeterminant, innovations, sumOfSquares };
}
