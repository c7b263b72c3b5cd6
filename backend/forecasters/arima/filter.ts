import type { ArmaState } from './first-state.ts';

/** Where the Kalman filter stands after the values it has seen. */
export interface Filtered {
  /** Expected state at the next value, one column of the data after another, `size` entries each. */
  readonly states: Float64Array;
  /** Log of the determinant of the values' covariance, innovations of variance 1. */
  readonly logDeterminant: number;
  /** Innovations over their standard deviations, a column of the data after another. */
  readonly innovations: Float64Array;
}

/** Told at each value, while the state's covariance still changes: it grows by `factor` times the outer product of `direction`. */
export type OnChange = (factor: number, direction: Float64Array) => void;

/** Below it, as a share of an innovation's variance, the covariance of the state no longer changes. */
const STEADY = 1e-14;

/**
 * The Kalman filter of an autoregressive moving average process from its stationary start, over columns of data that share gains (the series, and regressors that go
 * through the same filter: Kohn and Ansley 1985). The covariance is never held: it changes by a matrix of rank one at each step, so that a step costs O(size)
 * (Chandrasekhar recursions: Morf, Sidhu and Kailath 1974; Herbst 2015); once it no longer changes, a step costs as much as there are coefficients. `room`:
 * where the innovations go, as many as columns have values together.
 */
export function filterArma(
  start: ArmaState,
  columns: readonly Float64Array[],
  { onChange, room }: { readonly onChange?: OnChange; readonly room?: Float64Array } = {}
): Filtered {
  const { size, phi, covariances } = start;
  const n = columns[0].length;
  const count = columns.length;
  const states = new Float64Array(count * size);
  const innovations = room ?? new Float64Array(count * n);
  const gain = new Float64Array(size);
  const direction = new Float64Array(size);
  let variance = covariances[0];
  for (let i = 0; i < size; i++) {
    gain[i] = (phi[i] * variance + (i + 1 < size ? covariances[i + 1] : 0)) / variance;
    direction[i] = gain[i];
  }
  let factor = -variance;
  let logDeterminant = 0;
  const last = size - 1;
  // Steps still to go before nothing of the state is from before the covariance was steady.
  let left = size;
  let t = 0;
  for (; t < n && left > 0; t++) {
    const deviation = Math.sqrt(variance);
    for (let c = 0; c < count; c++) {
      const from = c * size;
      const expected = states[from];
      const surprise = columns[c][t] - expected;
      for (let i = 0; i < last; i++) {
        states[from + i] = phi[i] * expected + states[from + i + 1] + gain[i] * surprise;
      }
      states[from + last] = phi[last] * expected + gain[last] * surprise;
      innovations[c * n + t] = surprise / deviation;
    }
    if (left < size) {
      left--;
      continue;
    }
    logDeterminant += Math.log(variance);
    onChange?.(factor, direction);
    const first = direction[0];
    const share = factor * first;
    const next = variance + share * first;
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const moved = phi[i] * first + (i < last ? direction[i + 1] : 0);
      gain[i] = (gain[i] * variance + moved * share) / next;
      direction[i] = moved - gain[i] * first;
      largest = Math.max(largest, Math.abs(direction[i]));
    }
    factor += (share * share) / variance;
    variance = next;
    if (Math.abs(factor) * largest * largest < STEADY) {
      left--;
      logDeterminant += (n - t - 1) * Math.log(variance);
    }
  }
  if (t < n) {
    columns.forEach((column, c) => {
      const own = innovations.subarray(c * n, (c + 1) * n);
      goOnSteadily(start, column, own, Math.sqrt(variance), t);
      states.set(steadyState(start, column, own), c * size);
    });
  }
  return { states, logDeterminant, innovations };
}

function lagsOf(coefficients: Float64Array, from: number): { lags: Int32Array; weights: Float64Array } {
  const at = Array.from(coefficients.keys()).filter((i) => i >= from && coefficients[i] !== 0);
  return { lags: Int32Array.from(at, (i) => i + 1 - from), weights: Float64Array.from(at, (i) => coefficients[i]) };
}

/** Innovations from `from` on, where each value tells its own: the process's equation, solved for them. */
function goOnSteadily(
  { phi, theta }: ArmaState,
  values: Float64Array,
  innovations: Float64Array,
  deviation: number,
  from: number
): void {
  const back = lagsOf(phi, 0);
  const moving = lagsOf(theta, 1);
  const backs = back.lags.length;
  const movings = moving.lags.length;
  for (let t = from; t < values.length; t++) {
    let surprise = values[t];
    for (let i = 0; i < backs; i++) {
      surprise -= back.weights[i] * values[t - back.lags[i]];
    }
    for (let i = 0; i < movings; i++) {
      surprise -= moving.weights[i] * innovations[t - moving.lags[i]];
    }
    innovations[t] = surprise / deviation;
  }
}

/** The expected state after the last value, from values and innovations alone. */
function steadyState({ size, phi, theta }: ArmaState, values: Float64Array, innovations: Float64Array): Float64Array {
  const state = new Float64Array(size);
  const n = values.length;
  for (let i = 0; i < size; i++) {
    for (let k = 0; i + k < size; k++) {
      state[i] += phi[i + k] * values[n - 1 - k];
      if (i + k + 1 < size) {
        state[i] += theta[i + k + 1] * innovations[n - 1 - k];
      }
    }
  }
  return state;
}
