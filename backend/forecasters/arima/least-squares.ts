/** Coefficients of several columns that leave the least sum of squares of a target, and that sum. */
export interface LeastSquares {
  readonly coefficients: Float64Array;
  readonly sumOfSquares: number;
}

/** A column of which less than this share is left once those before it are taken out says nothing of its own: its coefficient is 0. */
const DEPENDENT = 1e-10;

/** Least squares by modified Gram-Schmidt (Bjorck 1967): `target` and `columns` are overwritten. Columns that depend on earlier ones get 0. */
export function leastSquares(target: Float64Array, columns: readonly Float64Array[]): LeastSquares {
  const n = target.length;
  const count = columns.length;
  const upper = new Float64Array(count * count);
  const projected = new Float64Array(count);
  const isKept = columns.map(() => true);
  for (let c = 0; c < count; c++) {
    const column = columns[c];
    const before = squares(column);
    for (let e = 0; e < c; e++) {
      if (isKept[e]) {
        upper[e * count + c] = takeOut(column, columns[e]);
      }
    }
    const length = squares(column);
    if (!(length > DEPENDENT * DEPENDENT * before)) {
      isKept[c] = false;
      continue;
    }
    const scale = Math.sqrt(length);
    for (let i = 0; i < n; i++) {
      column[i] /= scale;
    }
    upper[c * count + c] = scale;
    projected[c] = takeOut(target, column);
  }
  const coefficients = new Float64Array(count);
  for (let c = count - 1; c >= 0; c--) {
    if (isKept[c]) {
      let sum = projected[c];
      for (let later = c + 1; later < count; later++) {
        sum -= upper[c * count + later] * coefficients[later];
      }
      coefficients[c] = sum / upper[c * count + c];
    }
  }
  return { coefficients, sumOfSquares: squares(target) };
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) {
    sum += value * value;
  }
  return sum;
}

/** Takes out of `from` what lies along `unit`, a column of length 1; how much that is. */
function takeOut(from: Float64Array, unit: Float64Array): number {
  let along = 0;
  for (let i = 0; i < unit.length; i++) {
    along += from[i] * unit[i];
  }
  for (let i = 0; i < unit.length; i++) {
    from[i] -= along * unit[i];
  }
  return along;
}
