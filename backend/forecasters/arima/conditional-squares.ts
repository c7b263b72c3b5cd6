import { leastSquares } from './least-squares.ts';
import type { ArimaData } from './likelihood.ts';
import { minimise } from './minimise.ts';
import { coefficientsOf } from './order.ts';
import type { ArimaOrder } from './order.ts';
import { expand } from './polynomials.ts';
import { constrainAll } from './stationary.ts';

/** Positions and values of the coefficients that are not 0: few in a seasonal model. */
function sparse(coefficients: Float64Array): { lags: number[]; values: number[] } {
  const lags = Array.from(coefficients.keys()).filter((i) => coefficients[i] !== 0);
  return { lags: lags.map((i) => i + 1), values: lags.map((i) => coefficients[i]) };
}

/** Mean square of the errors made from what came before, given that the first values were as they were and no error came before them (Box and Jenkins 1976, chapter 7). */
function conditionalVariance(values: Float64Array, order: ArimaOrder, coefficients: Float64Array): number {
  const polynomials = expand(order, coefficients);
  const phi = sparse(polynomials.phi);
  const theta = sparse(polynomials.theta);
  const n = values.length;
  const errors = new Float64Array(n);
  const first = Math.min(polynomials.phi.length, n - 1);
  let sum = 0;
  for (let t = first; t < n; t++) {
    let error = values[t];
    for (let i = 0; i < phi.lags.length; i++) {
      error -= phi.values[i] * values[t - phi.lags[i]];
    }
    for (let i = 0; i < theta.lags.length && theta.lags[i] <= t; i++) {
      error -= theta.values[i] * errors[t - theta.lags[i]];
    }
    errors[t] = error;
    sum += error * error;
  }
  return sum / (n - first);
}

/** Unbounded numbers (as `constrainAll` takes them) of the least conditional sum of squares: where the search for the greatest likelihood begins. */
export function conditionalStart({ values, regressors }: ArimaData, order: ArimaOrder): Float64Array {
  const rest = Float64Array.from(values);
  leastSquares(
    rest,
    regressors.map((column) => Float64Array.from(column))
  );
  const coefficients = new Float64Array(coefficientsOf(order));
  const half = 0.5 * rest.length;
  const objective = (free: Float64Array): number => {
    constrainAll(order, free, coefficients);
    return half * Math.log(Math.max(conditionalVariance(rest, order, coefficients), Number.MIN_VALUE));
  };
  return minimise(objective, new Float64Array(coefficients.length), { rounds: 30, tolerance: 1e-3 }).at;
}
