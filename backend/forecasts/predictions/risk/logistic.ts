import { normalEquations, solveSymmetric } from '../normal-equations.ts';

const ROUNDS = 25;

export const probabilityOf = (logit: number): number => 1 / (1 + Math.exp(-logit));

export const logitOf = (probability: number): number => Math.log(probability / (1 - probability));

export const product = (row: Float64Array, coefficients: Float64Array): number =>
  row.reduce((sum, x, i) => sum + x * coefficients[i], 0);

/** A logistic regression's penalty: how strongly each coefficient is held at its usual value (as so many cases would), and that value. */
export interface Prior {
  readonly strength: Float64Array;
  readonly centre: Float64Array;
}

/**
 * Logistic regression with a Gaussian prior by Newton's method, its steps halved where they would not lower the loss. `weight`: what each row counts for.
 */
export function fitLogistic(
  rows: readonly Float64Array[],
  outcomes: readonly number[],
  weight: number,
  prior: Prior
): Float64Array {
  const size = prior.centre.length;
  let coefficients = prior.centre.slice();
  let loss = lossOf(rows, outcomes, weight, prior, coefficients);
  for (let round = 0; round < ROUNDS; round++) {
    const chances = rows.map((row) => probabilityOf(product(row, coefficients)));
    const { matrix } = normalEquations(
      rows,
      outcomes,
      chances.map((p) => weight * Math.max(p * (1 - p), 1e-9))
    );
    const gradient = new Float64Array(size);
    rows.forEach((row, r) => row.forEach((x, i) => (gradient[i] += weight * (outcomes[r] - chances[r]) * x)));
    for (let i = 0; i < size; i++) {
      matrix[i * size + i] += prior.strength[i];
      gradient[i] -= prior.strength[i] * (coefficients[i] - prior.centre[i]);
    }
    const step = solveSymmetric(matrix, gradient);
    if (!step) {
      break;
    }
    let [share, lower] = [1, Number.NaN];
    let next = coefficients;
    for (; share > 1e-3; share /= 2) {
      next = coefficients.map((value, i) => value + share * step[i]);
      lower = lossOf(rows, outcomes, weight, prior, next);
      if (lower <= loss) {
        break;
      }
    }
    if (!(lower <= loss) || loss - lower < 1e-9 * (1 + Math.abs(loss))) {
      break;
    }
    [coefficients, loss] = [next, lower];
  }
  return coefficients;
}

function lossOf(
  rows: readonly Float64Array[],
  outcomes: readonly number[],
  weight: number,
  { strength, centre }: Prior,
  coefficients: Float64Array
): number {
  const misfit = rows.reduce((sum, row, r) => {
    const logit = product(row, coefficients);
    // ln(1 + e^z), without overflow.
    return sum + Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - outcomes[r] * logit;
  }, 0);
  return (
    weight * misfit + coefficients.reduce((sum, value, i) => sum + (strength[i] * (value - centre[i]) ** 2) / 2, 0)
  );
}
