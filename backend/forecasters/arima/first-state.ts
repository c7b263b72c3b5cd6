import type { ArmaPolynomials } from './polynomials.ts';
import { partialAutocorrelations } from './stationary.ts';

/** An autoregressive moving average process in Harvey's state space form, its innovations of variance 1, as it stands before anything is known of it. */
export interface ArmaState {
  /** max(p, q + 1): the length of the state, of phi and of theta. */
  readonly size: number;
  /** First column of the transition. */
  readonly phi: Float64Array;
  /** How an innovation enters the state: 1, theta[0], theta[1], ... */
  readonly theta: Float64Array;
  /** Covariances of the state with the value: the first column of the state's covariance matrix. */
  readonly covariances: Float64Array;
}

/** Autocovariances at lags 0..last of an autoregression with innovations of variance 1; null where it is not stationary. */
function autoregressive(phi: Float64Array, last: number): Float64Array | null {
  const partial = partialAutocorrelations(phi);
  if (partial === null) {
    return null;
  }
  const p = phi.length;
  const covariances = new Float64Array(last + 1);
  let left = 1;
  for (const one of partial) {
    left /= 1 - one * one;
  }
  covariances[0] = left;
  const now = new Float64Array(p);
  const held = new Float64Array(p);
  for (let k = 1; k <= last; k++) {
    let sum = 0;
    if (k <= p) {
      const reflection = partial[k - 1];
      for (let i = 0; i < k - 1; i++) {
        sum += now[i] * covariances[k - 1 - i];
      }
      sum += reflection * left;
      left *= 1 - reflection * reflection;
      held.set(now);
      for (let i = 0; i < k - 1; i++) {
        now[i] = held[i] - reflection * held[k - 2 - i];
      }
      now[k - 1] = reflection;
    } else {
      for (let i = 0; i < p; i++) {
        sum += phi[i] * covariances[k - 1 - i];
      }
    }
    covariances[k] = sum;
  }
  return covariances;
}

/** Autocovariances at lags 0..last of the process; null where it is not stationary. */
function autocovariances({ phi, theta }: ArmaPolynomials, last: number): Float64Array | null {
  const q = theta.length;
  const base = autoregressive(phi, last + q);
  if (base === null || q === 0) {
    return base;
  }
  const covariances = new Float64Array(last + 1);
  for (let lag = 0; lag <= q; lag++) {
    let product = lag === 0 ? 1 : theta[lag - 1];
    for (let j = 0; j + lag < q; j++) {
      product += theta[j] * theta[j + lag];
    }
    if (product === 0) {
      continue;
    }
    for (let k = 0; k <= last; k++) {
      covariances[k] += product * (lag === 0 ? base[k] : base[Math.abs(k - lag)] + base[k + lag]);
    }
  }
  return covariances;
}

/**
 * The state before the first value (Harvey 1989, section 3.3), with covariances from the autocovariances rather than by solving for them: O(p^2 + pq). Null where the
 * process is not stationary.
 */
export function firstState(polynomials: ArmaPolynomials): ArmaState | null {
  const p = polynomials.phi.length;
  const q = polynomials.theta.length;
  const size = Math.max(p, q + 1);
  const phi = new Float64Array(size);
  phi.set(polynomials.phi);
  const theta = new Float64Array(size);
  theta[0] = 1;
  theta.set(polynomials.theta, 1);
  const own = autocovariances(polynomials, size);
  if (own === null) {
    return null;
  }
  // Covariances of a value with the innovation k steps before.
  const response = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    response[k] = theta[k];
    for (let i = 0; i < Math.min(k, p); i++) {
      response[k] += phi[i] * response[k - 1 - i];
    }
  }
  const covariances = new Float64Array(size);
  covariances[0] = own[0];
  for (let i = 1; i < size; i++) {
    for (let k = 0; i + k < size; k++) {
      covariances[i] += phi[i + k] * own[k + 1] + theta[i + k] * response[k];
    }
  }
  return { size, phi, theta, covariances };
}

/** The whole covariance matrix of the state before the first value, row by row. */
export function firstCovariance({ size, phi, theta, covariances }: ArmaState): Float64Array {
  const matrix = new Float64Array(size * size);
  const at = (i: number, j: number): number => (i < size && j < size ? matrix[i * size + j] : 0);
  for (let i = 0; i < size; i++) {
    matrix[i * size] = covariances[i];
    matrix[i] = covariances[i];
  }
  for (let i = size - 1; i > 0; i--) {
    for (let j = i; j > 0; j--) {
      const value =
        phi[i] * phi[j] * covariances[0] +
        phi[i] * at(0, j + 1) +
        phi[j] * at(i + 1, 0) +
        at(i + 1, j + 1) +
        theta[i] * theta[j];
      matrix[i * size + j] = value;
      matrix[j * size + i] = value;
    }
  }
  return matrix;
}
