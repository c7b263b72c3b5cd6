/**
 * The lower Cholesky factor of a symmetric positive definite matrix, in its place (row-major, `size` a side); what lies above the diagonal is left as it was.
 * A pivot that rounding made too small is raised to `least`.
 */
export function factorise(matrix: Float64Array, size: number, least: number): void {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let sum = matrix[row + j];
      // Two sums side by side keep the processor's adders busy.
      let even = 0;
      let odd = 0;
      let k = 0;
      for (; k + 1 < j; k += 2) {
        even += matrix[row + k] * matrix[other + k];
        odd += matrix[row + k + 1] * matrix[other + k + 1];
      }
      if (k < j) {
        even += matrix[row + k] * matrix[other + k];
      }
      sum -= even + odd;
      matrix[row + j] = i === j ? Math.sqrt(Math.max(sum, least)) : sum / matrix[other + j];
    }
  }
}

/** Solves `factor factor' x = right` for `count` right sides, row-major [size, count], in their place. */
export function solve(factor: Float64Array, size: number, right: Float64Array, count: number): void {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const to = i * count;
    for (let k = 0; k < i; k++) {
      subtract(right, to, factor[row + k], k * count, count);
    }
    divide(right, to, factor[row + i], count);
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size;
    const from = i * count;
    divide(right, from, factor[row + i], count);
    for (let k = 0; k < i; k++) {
      subtract(right, k * count, factor[row + k], from, count);
    }
  }
}

function subtract(rows: Float64Array, to: number, times: number, from: number, count: number): void {
  for (let c = 0; c < count; c++) {
    rows[to + c] -= times * rows[from + c];
  }
}

function divide(rows: Float64Array, at: number, by: number, count: number): void {
  for (let c = 0; c < count; c++) {
    rows[at + c] /= by;
  }
}
