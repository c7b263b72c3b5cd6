/**
 * Solves `matrix` x = `right` for a symmetric positive definite matrix (row-major, not changed) by Cholesky's decomposition; null where the matrix is singular.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = right.length;
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j];
      for (let k = 0; k < j; k++) {
        rest -= lower[i * size + k] * lower[j * size + k];
      }
      if (i === j && !(rest > 1e-12 * Math.abs(matrix[i * size + i]))) {
        return null;
      }
      lower[i * size + j] = i === j ? Math.sqrt(rest) : rest / lower[j * size + j];
    }
  }
  const solution = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) {
      solution[i] -= lower[i * size + k] * solution[k];
    }
    solution[i] /= lower[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) {
      solution[i] -= lower[k * size + i] * solution[k];
    }
    solution[i] /= lower[i * size + i];
  }
  return solution;
}

/** Sums of weighted products of the columns of `rows`, row-major [columns, columns], and of the columns with `targets`. */
export function normalEquations(
  rows: readonly Float64Array[],
  targets: ArrayLike<number>,
  weights?: ArrayLike<number>
): { readonly matrix: Float64Array; readonly right: Float64Array } {
  const size = rows[0]?.length ?? 0;
  const [matrix, right] = [new Float64Array(size * size), new Float64Array(size)];
  rows.forEach((row, r) => {
    const weight = weights?.[r] ?? 1;
    for (let i = 0; i < size; i++) {
      const weighted = weight * row[i];
      right[i] += weighted * targets[r];
      for (let j = 0; j <= i; j++) {
        matrix[i * size + j] += weighted * row[j];
        matrix[j * size + i] = matrix[i * size + j];
      }
    }
  });
  return { matrix, right };
}
