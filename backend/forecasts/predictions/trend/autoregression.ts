import { normalEquations, solveSymmetric } from '../normal-equations.ts';

/** A least squares fit. `error`: standard error of the first coefficient; `variance`: of what is left over. */
export interface Regression {
  readonly coefficients: Float64Array;
  readonly error: number;
  readonly variance: number;
}

/** Rows of a regression from a given lag on, so that fits with different lags are compared on the same points. */
type Rows = (first: number) => { readonly rows: Float64Array[]; readonly targets: number[] };

/** x(t) on x(t-1) and `lags` differences before it: the regression of the augmented Dickey-Fuller test. */
export function dickeyFuller(noise: Float64Array, lags: number): Rows {
  return (first) =>
    rowsOf(noise, first, (t) => [
      noise[t - 1],
      ...Array.from({ length: lags }, (_, lag) => noise[t - 1 - lag] - noise[t - 2 - lag]),
    ]);
}

/** x(t) on `lags` values before it. */
export function autoregression(noise: Float64Array, lags: number): Rows {
  return (first) => rowsOf(noise, first, (t) => Array.from({ length: lags }, (_, lag) => noise[t - 1 - lag]));
}

function rowsOf(
  noise: Float64Array,
  first: number,
  rowAt: (t: number) => number[]
): { rows: Float64Array[]; targets: number[] } {
  const at = Array.from({ length: noise.length - first }, (_, i) => first + i);
  return { rows: at.map((t) => Float64Array.from(rowAt(t))), targets: at.map((t) => noise[t]) };
}

/** The number of lags with the least Bayesian information criterion, up to Schwert's 12 (n / 100)^(1/4), and the regression with it on all points it can have. */
export function bestRegression(noise: Float64Array, make: (lags: number) => Rows): Regression {
  const most = Math.min(Math.floor(12 * (noise.length / 100) ** 0.25), Math.floor(noise.length / 10));
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let lags = 0; lags <= most; lags++) {
    const fit = regress(make(lags)(most + 1));
    const count = noise.length - most - 1;
    const criterion = count * Math.log(fit.variance) + Math.log(count) * fit.coefficients.length;
    if (criterion < least) {
      [best, least] = [lags, criterion];
    }
  }
  return regress(make(best)(best + 1));
}

function regress({ rows, targets }: ReturnType<Rows>): Regression {
  const { matrix, right } = normalEquations(rows, targets);
  const coefficients = solveSymmetric(matrix, right) ?? new Float64Array(right.length);
  const left = targets.reduce(
    (sum, target, i) => sum + (target - rows[i].reduce((all, x, j) => all + x * coefficients[j], 0)) ** 2,
    0
  );
  const variance = left / Math.max(1, targets.length - coefficients.length);
  const unit = new Float64Array(right.length);
  unit[0] = 1;
  const inverse = right.length > 0 ? solveSymmetric(matrix, unit)?.[0] : undefined;
  return { coefficients, error: Math.sqrt(variance * (inverse ?? 0)), variance };
}
