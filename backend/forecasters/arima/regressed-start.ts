import { leastSquares } from './least-squares.ts';
import type { ArimaOrder } from './order.ts';

/** `values` from `first` on, `lag` steps before. */
function lagged(values: Float64Array, lag: number, first: number): Float64Array {
  return values.slice(first - lag, values.length - lag);
}

/** What a regression of `values` on their lags 1..lags leaves; 0 for the first ones. */
function longResiduals(values: Float64Array, lags: number): Float64Array {
  const residuals = new Float64Array(values.length);
  const rest = values.slice(lags);
  leastSquares(
    rest,
    Array.from({ length: lags }, (_, i) => lagged(values, i + 1, lags))
  );
  residuals.set(rest, lags);
  return residuals;
}

/**
 * Coefficients by two regressions (Hannan and Rissanen 1982): what a long autoregression leaves stands for the innovations, on which the values are regressed with their own
 * lags. `values` vary around 0. Null for seasonal orders and where there are too few values.
 */
export function regressedStart(values: Float64Array, { p, q, P, Q }: ArimaOrder): Float64Array | null {
  const lags = Math.min(Math.ceil(Math.log(values.length) ** 1.5), Math.floor(values.length / 6));
  const first = lags + Math.max(p, q);
  if (P + Q > 0 || p + q === 0 || lags < Math.max(p, q) || values.length < 3 * first) {
    return null;
  }
  const innovations = longResiduals(values, lags);
  const columns = [
    ...Array.from({ length: p }, (_, i) => lagged(values, i + 1, first)),
    ...Array.from({ length: q }, (_, i) => lagged(innovations, i + 1, first)),
  ];
  return leastSquares(values.slice(first), columns).coefficients;
}
