import { factorise, solve } from '../ridge/cholesky.ts';

/** Rows of columns (row-major) and what they are to tell. */
export interface Rows {
  readonly columns: Float64Array;
  readonly targets: Float64Array;
  readonly count: number;
}

/** Rounds of weighting after least squares. */
const ROUNDS = 2;
/** Errors below this part of their mean magnitude count by their square. */
const SMALL = 0.3;
/** The least a sum of squares is taken for. */
const LEAST = 1e-12;

/**
 * Weights of `size` columns that make the sum of absolute errors small: least squares, each row then weighted by the inverse of how far off it was (Schlossmacher 1973), whatever is
 * drawn to zero by `penalty`, a share of the columns' own sums of squares; the column at `intercept` by that share of the rows' count.
 */
export function leastAbsolute(
  { columns, targets, count }: Rows,
  size: number,
  penalty: number,
  intercept: number
): Float64Array {
  const squares = squaresOf(columns, count, size);
  const typical = squares.reduce((sum, one, a) => sum + (a === intercept ? 0 : one / Math.max(1, size - 1)), 0);
  const errors = targets.slice(0, count);
  let weights = new Float64Array(size);
  for (let round = 0; round <= ROUNDS; round++) {
    const small = round === 0 ? 0 : SMALL * meanSize(errors);
    const { left, right, total } = equationsOf({ columns, targets, count }, size, errors, small);
    for (let a = 0; a < size; a++) {
      const drawn = a === intercept ? count : (squares[a] + typical) / 2;
      left[a * size + a] += (total / count) * penalty * drawn + LEAST;
    }
    factorise(left, size, LEAST);
    solve(left, size, right, 1);
    weights = right;
    for (let i = 0; i < count; i++) {
      let told = 0;
      for (let a = 0; a < size; a++) {
        told += weights[a] * columns[i * size + a];
      }
      errors[i] = targets[i] - told;
    }
  }
  return weights;
}

/** Normal equations with rows weighted by the inverse of their errors, at most 1; `small` 0: all alike. */
function equationsOf({ columns, targets, count }: Rows, size: number, errors: Float64Array, small: number) {
  const left = new Float64Array(size * size);
  const right = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const weight = small > 0 ? small / Math.max(Math.abs(errors[i]), small) : 1;
    total += weight;
    const row = i * size;
    for (let a = 0; a < size; a++) {
      const weighted = weight * columns[row + a];
      right[a] += weighted * targets[i];
      for (let b = 0; b <= a; b++) {
        left[a * size + b] += weighted * columns[row + b];
      }
    }
  }
  return { left, right, total };
}

function squaresOf(columns: Float64Array, count: number, size: number): Float64Array {
  const squares = new Float64Array(size);
  for (let i = 0; i < count * size; i++) {
    squares[i % size] += columns[i] * columns[i];
  }
  return squares;
}

function meanSize(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}
