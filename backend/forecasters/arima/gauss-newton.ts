import type { Minimum } from './minimise.ts';

/** Writes residuals at `at` into `target`; false where there are none. */
export type Residuals = (at: Float64Array, target: Float64Array) => boolean;

/** Of the difference quotients, which are forward ones. */
const STEP = 1e-6;
/** No coordinate moves further at once. */
const FARTHEST = 2;

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] * values[i];
  }
  return sum;
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) {
    sum += left[i] * right[i];
  }
  return sum;
}

/** Solves a positive definite system by Cholesky's factors; `matrix`, row by row, is overwritten. Null where it is not definite. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = right.length;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) {
        sum -= matrix[i * size + k] * matrix[j * size + k];
      }
      if (i > j) {
        matrix[i * size + j] = sum / matrix[j * size + j];
      } else if (sum > 0) {
        matrix[j * size + j] = Math.sqrt(sum);
      } else {
        return null;
      }
    }
  }
  const solved = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) {
      solved[i] -= matrix[i * size + k] * solved[k];
    }
    solved[i] /= matrix[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) {
      solved[i] -= matrix[k * size + i] * solved[k];
    }
    solved[i] /= matrix[i * size + i];
  }
  return solved;
}

/**
 * The least sum of squares of `count` residuals, by the method of Levenberg and Marquardt with difference quotients (More 1978). Ends where a round takes less than `tolerance` of
 * the sum away. Null where there are no residuals at `start`.
 */
export function minimiseSquares(
  residuals: Residuals,
  start: Float64Array,
  count: number,
  { rounds = 30, tolerance = 1e-8 }: { readonly rounds?: number; readonly tolerance?: number } = {}
): Minimum | null {
  const size = start.length;
  let at = Float64Array.from(start);
  let now = new Float64Array(count);
  let next = new Float64Array(count);
  if (!residuals(at, now)) {
    return null;
  }
  let value = sumOfSquares(now);
  const jacobian = Array.from({ length: size }, () => new Float64Array(count));
  const normal = new Float64Array(size * size);
  const downhill = new Float64Array(size);
  let damping = 1e-3;
  for (let round = 0; round < rounds && size > 0 && value > 0; round++) {
    for (let i = 0; i < size; i++) {
      const held = at[i];
      const step = STEP * Math.max(1, Math.abs(held));
      at[i] = held + step;
      const column = jacobian[i];
      const isKnown = residuals(at, column);
      at[i] = held;
      for (let t = 0; t < count; t++) {
        column[t] = isKnown ? (column[t] - now[t]) / step : 0;
      }
      downhill[i] = -product(column, now);
      for (let j = 0; j <= i; j++) {
        normal[i * size + j] = product(column, jacobian[j]);
      }
    }
    const before = value;
    for (let tries = 0; tries < 8; tries++) {
      const matrix = Float64Array.from(normal);
      for (let i = 0; i < size; i++) {
        matrix[i * size + i] += damping * matrix[i * size + i] + 1e-12 * value;
      }
      const step = solve(matrix, downhill);
      const widest = step === null ? 0 : step.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      if (step !== null && widest > 0) {
        const scale = Math.min(1, FARTHEST / widest);
        const candidate = at.map((one, i) => one + scale * step[i]);
        const isKnown = residuals(candidate, next);
        const found = isKnown ? sumOfSquares(next) : Number.POSITIVE_INFINITY;
        if (found < value) {
          at = candidate;
          value = found;
          [now, next] = [next, now];
          damping = Math.max(1e-9, damping / 10);
          break;
        }
      }
      damping *= 10;
    }
    if (!(before - value > tolerance * before)) {
      break;
    }
  }
  return { at, value };
}
