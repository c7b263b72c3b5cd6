import type { ArimaOrder } from './order.ts';

/** Coefficients of an autoregressive moving average process: y[t] = sum phi[i] y[t-1-i] + e[t] + sum theta[i] e[t-1-i]. */
export interface ArmaPolynomials {
  readonly phi: Float64Array;
  readonly theta: Float64Array;
}

/** The product of two polynomials in the lag operator, lowest power first. */
export function multiply(left: ArrayLike<number>, right: ArrayLike<number>): Float64Array {
  const product = new Float64Array(left.length + right.length - 1);
  for (let i = 0; i < left.length; i++) {
    for (let j = 0; j < right.length; j++) {
      product[i + j] += left[i] * right[j];
    }
  }
  return product;
}

/** 1 + sign * (c[0] B^lag + c[1] B^2lag + ...). */
function inLags(coefficients: ArrayLike<number>, lag: number, sign: number): Float64Array {
  const polynomial = new Float64Array(coefficients.length * lag + 1);
  polynomial[0] = 1;
  for (let i = 0; i < coefficients.length; i++) {
    polynomial[(i + 1) * lag] = sign * coefficients[i];
  }
  return polynomial;
}

/**
 * Coefficients of the whole process from those of its parts, in the order phi (p), theta (q), seasonal phi (P), seasonal theta (Q)
 * (Box and Jenkins 1976, chapter 9).
 */
export function expand({ p, q, P, Q, period }: ArimaOrder, coefficients: Float64Array): ArmaPolynomials {
  const parts = [0, p, p + q, p + q + P, p + q + P + Q];
  const part = (i: number): Float64Array => coefficients.subarray(parts[i], parts[i + 1]);
  const phi =
    P === 0
      ? part(0)
      : multiply(inLags(part(0), 1, -1), inLags(part(2), period, -1))
          .subarray(1)
          .map((one) => -one);
  const theta = Q === 0 ? part(1) : multiply(inLags(part(1), 1, 1), inLags(part(3), period, 1)).subarray(1);
  return { phi, theta };
}

/** (1 - B)^d (1 - B^period)^D, lowest power first. */
export function differencing({ d, D, period }: Pick<ArimaOrder, 'd' | 'D' | 'period'>): Float64Array {
  let polynomial: Float64Array = Float64Array.of(1);
  for (let i = 0; i < d; i++) {
    polynomial = multiply(polynomial, [1, -1]);
  }
  for (let i = 0; i < D; i++) {
    polynomial = multiply(polynomial, inLags([1], period, -1));
  }
  return polynomial;
}

/** What is left of values after differencing: shorter by the polynomial's degree, empty where there are no more values than that. */
export function difference(values: Float64Array, order: Pick<ArimaOrder, 'd' | 'D' | 'period'>): Float64Array {
  let rest = values;
  const lags = [...new Array<number>(order.D).fill(order.period), ...new Array<number>(order.d).fill(1)];
  for (const lag of lags) {
    const length = Math.max(0, rest.length - lag);
    const next = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      next[i] = rest[i + lag] - rest[i];
    }
    rest = next;
  }
  return rest;
}
