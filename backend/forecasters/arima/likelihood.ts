import { filterArma } from './filter.ts';
import { firstState } from './first-state.ts';
import type { ArmaState } from './first-state.ts';
import { leastSquares } from './least-squares.ts';
import type { ArimaOrder } from './order.ts';
import { difference, expand } from './polynomials.ts';

/** A series and what else explains it, both differenced as the order says. */
export interface ArimaData {
  readonly values: Float64Array;
  /** Columns as long as `values`; the constant, where the order has one, comes first. */
  readonly regressors: readonly Float64Array[];
  /** Room for the innovations of all columns, used over again by every likelihood. */
  readonly room: Float64Array;
}

/** How likely data are under given coefficients, with the variance and the regressors' coefficients that make them most likely. */
export interface Likelihood {
  readonly logLikelihood: number;
  readonly variance: number;
  /** Of the regressors; the first is the constant's where there is one: the mean, or the drift per point. */
  readonly regression: Float64Array;
  readonly state: ArmaState;
}

/** The data of an order: values and regressors (as long as the values) differenced, after a column for the constant. */
export function dataOf(values: Float64Array, order: ArimaOrder, regressors: readonly Float64Array[] = []): ArimaData {
  const constant = order.constant ? [constantColumn(values.length, order)] : [];
  const differenced = difference(values, order);
  const columns = [...constant, ...regressors].map((column) => difference(column, order));
  return {
    values: differenced,
    regressors: columns,
    room: new Float64Array(differenced.length * (columns.length + 1)),
  };
}

/** Ones where nothing is differenced; else time in points, which differencing makes constant. */
export function constantColumn(length: number, { d, D }: ArimaOrder, from = 0): Float64Array {
  return Float64Array.from({ length }, (_, i) => (d + D === 0 ? 1 : from + i));
}

/** A sum of squares no smaller than rounding errors of the values leave. */
function bounded(sumOfSquares: number, values: Float64Array): number {
  let total = 0;
  for (const value of values) {
    total += value * value;
  }
  return Math.max(sumOfSquares, total * 1e-28, Number.MIN_VALUE * 1e20);
}

/**
 * The exact Gaussian likelihood (Harvey 1989, section 3.4) at the coefficients of the four parts, as `expand` takes them; variance and regression are
 * concentrated out, so that they are their maximum likelihood estimates. Null where the process is not
 * stationary. `residuals`, as many as values, are filled with numbers whose sum of squares is least where the likelihood is greatest.
 */
export function likelihoodAt(
  data: ArimaData,
  order: ArimaOrder,
  coefficients: Float64Array,
  residuals?: Float64Array
): Likelihood | null {
  const state = firstState(expand(order, coefficients));
  if (state === null) {
    return null;
  }
  const { values, regressors, room } = data;
  const n = values.length;
  const { innovations, logDeterminant } = filterArma(state, [values, ...regressors], { room });
  const column = (c: number): Float64Array => innovations.subarray(c * n, (c + 1) * n);
  const columns = regressors.map((_, c) => column(c + 1));
  const { coefficients: regression, sumOfSquares } = leastSquares(column(0), columns);
  if (residuals) {
    const scale = Math.exp(logDeterminant / (2 * n));
    for (let t = 0; t < n; t++) {
      residuals[t] = scale * innovations[t];
    }
  }
  const variance = bounded(sumOfSquares, values) / n;
  const logLikelihood = -0.5 * (n * (Math.log(2 * Math.PI * variance) + 1) + logDeterminant);
  return Number.isFinite(logLikelihood) ? { logLikelihood, variance, regression, state } : null;
}
