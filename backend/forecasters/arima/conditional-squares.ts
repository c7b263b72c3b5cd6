import { minimiseSquares } from './gauss-newton.ts';
import type { Residuals } from './gauss-newton.ts';
import { leastSquares } from './least-squares.ts';
import type { ArimaData } from './likelihood.ts';

import { coefficientsOf } from './order.ts';
import type { ArimaOrder } from './order.ts';
import { expand } from './polynomials.ts';
import { constrainAll } from './stationary.ts';

/** Positions and values of the coefficients that are not 0: few in a seasonal model. */
function sparse(coefficients: Float64Array): { lags: number[]; values: number[] } {
  const lags = Array.from(coefficients.keys()).filter((i) => coefficients[i] !== 0);
  return { lags: lags.map((i) => i + 1), values: lags.map((i) => coefficients[i]) };
}

/** Errors made from what came before, given that the first values were as they were and no error came before them (Box and Jenkins 1976, chapter 7). */
function conditionalErrors(
  values: Float64Array,
  order: ArimaOrder,
  coefficients: Float64Array,
  errors: Float64Array
): void {
  const polynomials = expand(order, coefficients);
  const phi = sparse(polynomials.phi);
  const theta = sparse(polynomials.theta);
  const n = values.length;
  const first = Math.min(polynomials.phi.length, n - 1);
  errors.fill(0, 0, first);
  for (let t = first; t < n; t++) {
    let error = values[t];
    for (let i = 0; i < phi.lags.length; i++) {
      error -= phi.values[i] * values[t - phi.lags[i]];
    }
    for (let i = 0; i < theta.lags.length && theta.lags[i] <= t; i++) {
      error -= theta.values[i] * errors[t - theta.lags[i]];
    }
    errors[t] = error;
  }
}

/** What the regressors leave of the values. */
export function aroundRegression({ values, regressors }: ArimaData): Float64Array {
  const rest = Float64Array.from(values);
  leastSquares(
    rest,
    regressors.map((column) => Float64Array.from(column))
  );
  return rest;
}

/** Unbounded numbers (as `constrainAll` takes them) of the least conditional sum of squares of values that vary around 0: where the search for the greatest likelihood begins. */
export function conditionalStart(values: Float64Array, order: ArimaOrder): Float64Array {
  const coefficients = new Float64Array(coefficientsOf(order));
  const residuals: Residuals = (free, target) => {
    constrainAll(order, free, coefficients);
    conditionalErrors(values, order, coefficients, target);
    return target.every(Number.isFinite);
  };
  const start = new Float64Array(coefficients.length);
  return minimiseSquares(residuals, start, values.length, { rounds: 15, tolerance: 1e-4 })?.at ?? start;
}
