import { normalBelow } from '../normal.ts';
import { normalEquations } from '../normal-equations.ts';
import { autoregression, bestRegression, dickeyFuller } from './autoregression.ts';
import { straightLine } from './remove-seasons.ts';

/** Points that a test takes at least. */
export const LEAST_POINTS = 24;
/** Level and slope. */
const TREND_PARAMETERS = 2;
/**
 * Quantile of the unit root statistic from which on the noise is taken for a random walk, and where the correction begins to end. The paper has -1.96 for weighted symmetric least squares; that of ordinary least squares lies
 * lower, and among few values random walks pass for less than they are: -2.6 keeps false trends of random walks at 10 in 100 from 150 values on, and no more of other noise.
 */
const MIDDLE_TAU = -2.6;
const MIDDLE_K = 10;

/** The slope of a series whose noise may hang together, or wander for ever. */
export interface TrendTest {
  /** Change from one value to the next. */
  readonly slope: number;
  /** Its standard error. */
  readonly error: number;
  /** How probable so steep a slope (up or down) is without any trend, 0..1. */
  readonly pValue: number;
}

/**
 * The test of Perron and Yabu, "Estimating deterministic trends with an integrated or stationary noise component" (Journal of Econometrics 151, 2009): generalised least squares with
 * the noise's autocorrelation, which is corrected for its bias (Roy and Fuller 2001) and taken for 1 where it is near. The statistic is standard normal whether the noise is white, hangs together or is a random walk;
 * tests that believe in independent noise (least squares, Mann-Kendall) call nearly every random walk a trend.
 *
 * @param values finite, `LEAST_POINTS` at least
 */
export function trendTest(values: Float64Array): TrendTest {
  const { level, slope } = straightLine(values);
  const noise = values.map((value, i) => value - level - slope * i);
  const scale = Math.max(...values.map(Math.abs));
  if (Math.sqrt(dot(noise, noise) / noise.length) <= 1e-12 * scale) {
    return { slope, error: 0, pValue: Math.abs(slope) * values.length > 1e-9 * scale ? 0 : 1 };
  }
  const alpha = truncated(autocorrelation(noise), values.length);
  const line = quasiDifferences(values, alpha);
  const error = Math.sqrt(longRunVariance(line.noise) * line.slopeFactor);
  return { slope: line.slope, error, pValue: Math.min(1, 2 * normalBelow(-Math.abs(line.slope / error))) };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** How much of the noise is left one step on, its downward bias corrected (upper biased version; equation 9 of the paper). */
function autocorrelation(noise: Float64Array): number {
  const { coefficients, error } = bestRegression(noise, (lags) => dickeyFuller(noise, lags));
  const tau = (coefficients[0] - 1) / error;
  return coefficients[0] + correction(tau, coefficients.length, noise.length) * error;
}

/** Roy and Fuller's function of the unit root statistic; `order`: of the autoregression. */
function correction(tau: number, order: number, count: number): number {
  const half = Math.floor((order + 1) / 2);
  const farthest = (1 + TREND_PARAMETERS) * count;
  if (tau > MIDDLE_TAU) {
    return -tau;
  }
  if (tau > -MIDDLE_K) {
    const c = (farthest - MIDDLE_TAU ** 2 * (half + count)) / (MIDDLE_TAU * (MIDDLE_K + MIDDLE_TAU) * (half + count));
    return (half / count) * tau - (1 + TREND_PARAMETERS) / (tau + c * (tau + MIDDLE_K));
  }
  return tau > -Math.sqrt(farthest) ? (half / count) * tau - (1 + TREND_PARAMETERS) / tau : 0;
}

/** 1 where it is as near to 1 as an estimate from so many values can be. */
function truncated(alpha: number, count: number): number {
  return Math.abs(alpha - 1) <= 1 / Math.sqrt(count) || alpha > 1 ? 1 : Math.max(alpha, -0.99);
}

/** Least squares on what each value adds to `alpha` times the one before. */
function quasiDifferences(
  values: Float64Array,
  alpha: number
): { slope: number; slopeFactor: number; noise: Float64Array } {
  // The first value's noise is that of a whole past: as Prais and Winsten (1954) weigh it.
  const first = alpha < 1 ? Math.sqrt(1 - alpha * alpha) : 1;
  const rows = Array.from(values, (_, i) =>
    i === 0 ? Float64Array.of(first, first) : Float64Array.of(1 - alpha, i + 1 - alpha * i)
  );
  const targets = values.map((value, i) => (i === 0 ? first * value : value - alpha * values[i - 1]));
  const { matrix, right } = normalEquations(rows, targets);
  const determinant = matrix[0] * matrix[3] - matrix[1] * matrix[2];
  const level = (right[0] * matrix[3] - right[1] * matrix[1]) / determinant;
  const slope = (right[1] * matrix[0] - right[0] * matrix[2]) / determinant;
  const noise = targets.map((target, i) => target - level * rows[i][0] - slope * rows[i][1]);
  return { slope, slopeFactor: matrix[0] / determinant, noise: noise.subarray(1) };
}

/** Variance of what is left over, as its sum over long stretches feels it: by an autoregression (Berk 1974). */
function longRunVariance(noise: Float64Array): number {
  const { coefficients, variance } = bestRegression(noise, (lags) => autoregression(noise, lags));
  const rest = 1 - coefficients.reduce((sum, value) => sum + value, 0);
  return variance / Math.max(rest, 0.05) ** 2;
}
