import { aroundRegression, conditionalStart } from './conditional-squares.ts';
import { minimiseSquares } from './gauss-newton.ts';
import type { Residuals } from './gauss-newton.ts';
import { likelihoodAt } from './likelihood.ts';
import type { ArimaData, Likelihood } from './likelihood.ts';
import { minimise } from './minimise.ts';
import type { Minimum } from './minimise.ts';
import { coefficientsOf } from './order.ts';
import type { ArimaOrder } from './order.ts';
import { regressedStart } from './regressed-start.ts';
import { constrainAll, unconstrainAll } from './stationary.ts';

/** A fitted ARIMA model: everything a forecast needs but the values. */
export interface ArimaFit {
  readonly order: ArimaOrder;
  /** phi (p), theta (q), seasonal phi (P), seasonal theta (Q). */
  readonly coefficients: Float64Array;
  /** Of the constant, where the order has one, then of the further regressors. */
  readonly regression: Float64Array;
  /** Of an innovation, in the series' unit squared. */
  readonly variance: number;
  readonly logLikelihood: number;
  /** Akaike's criterion with the correction for few values (Hurvich and Tsai 1989); infinite where there are too few for it. */
  readonly aicc: number;
}

/** The criterion, with the variance counted as an estimate. */
export function aiccOf(logLikelihood: number, estimates: number, values: number): number {
  const left = values - estimates - 1;
  return left > 0
    ? -2 * logLikelihood + 2 * estimates + (2 * estimates * (estimates + 1)) / left
    : Number.POSITIVE_INFINITY;
}

function asFit(order: ArimaOrder, coefficients: Float64Array, data: ArimaData, found: Likelihood): ArimaFit {
  const { logLikelihood, variance, regression } = found;
  const estimates = coefficients.length + regression.length + 1;
  return {
    order,
    coefficients,
    regression,
    variance,
    logLikelihood,
    aicc: aiccOf(logLikelihood, estimates, data.values.length),
  };
}

/** The model at given coefficients; null where they are not stationary. */
export function fitAt(data: ArimaData, order: ArimaOrder, coefficients: Float64Array): ArimaFit | null {
  const found = likelihoodAt(data, order, coefficients);
  return found && asFit(order, coefficients, data, found);
}

/**
 * The model of greatest likelihood of an order, from the coefficients of least conditional squares and of two regressions; with `isThorough` also from zeros and from a middling memory,
 * since a likelihood may have several tops, and to its very top. `from`: further coefficients to begin at. Null where no likelihood can be had.
 */
export function fitOrder(
  data: ArimaData,
  order: ArimaOrder,
  { isThorough = false, from = [] }: { readonly isThorough?: boolean; readonly from?: readonly Float64Array[] } = {}
): ArimaFit | null {
  const count = coefficientsOf(order);
  const n = data.values.length;
  const coefficients = new Float64Array(count);
  const residuals: Residuals = (free, target) => {
    constrainAll(order, free, coefficients);
    return likelihoodAt(data, order, coefficients, target) !== null;
  };
  const rest = aroundRegression(data);
  const regressed = regressedStart(rest, order);
  const near = regressed === null ? from : [...from, regressed];
  const starts = [...near.map((one) => unconstrainAll(order, one)), conditionalStart(rest, order)];
  if (isThorough && count > 0) {
    starts.push(new Float64Array(count), new Float64Array(count).fill(0.5), new Float64Array(count).fill(-0.5));
  }
  const effort = isThorough ? { rounds: 60, tolerance: 1e-10 } : { rounds: 25, tolerance: 1e-7 };
  let best: Minimum | null = null;
  for (const start of starts) {
    const found = minimiseSquares(residuals, start, n, effort);
    if (found !== null && (best === null || found.value < best.value)) {
      best = found;
    }
  }
  if (best === null) {
    return null;
  }
  const top = isThorough ? climb(data, order, best.at) : best.at;
  constrainAll(order, top, coefficients);
  return fitAt(data, order, coefficients);
}

/** From near the top of a likelihood to the top. */
function climb(data: ArimaData, order: ArimaOrder, start: Float64Array): Float64Array {
  const coefficients = new Float64Array(start.length);
  const objective = (free: Float64Array): number => {
    constrainAll(order, free, coefficients);
    const found = likelihoodAt(data, order, coefficients);
    return found ? -found.logLikelihood : Number.POSITIVE_INFINITY;
  };
  return minimise(objective, start).at;
}
