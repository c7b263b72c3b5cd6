/** A dense symmetric matrix, row-major [n, n]. */
export type Matrix = Float64Array;

/** Mean [width] and covariance [width, width] of the rows [count, width] that `isTaken` (all where absent), by the sum of products about the mean. */
export function momentsOf(
  rows: Float32Array,
  width: number,
  isTaken?: Uint8Array
): { mean: Float64Array; covariance: Matrix } {
  const count = rows.length / width;
  const mean = new Float64Array(width);
  let taken = 0;
  for (let i = 0; i < count; i++) {
    if (!isTaken || isTaken[i]) {
      taken++;
      for (let f = 0; f < width; f++) {
        mean[f] += rows[i * width + f];
      }
    }
  }
  for (let f = 0; f < width; f++) {
    mean[f] /= Math.max(1, taken);
  }
  const covariance = new Float64Array(width * width);
  const centred = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    if (isTaken && !isTaken[i]) {
      continue;
    }
    for (let f = 0; f < width; f++) {
      centred[f] = rows[i * width + f] - mean[f];
    }
    for (let a = 0; a < width; a++) {
      const left = centred[a];
      const base = a * width;
      for (let b = a; b < width; b++) {
        covariance[base + b] += left * centred[b];
      }
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = a; b < width; b++) {
      covariance[a * width + b] /= Math.max(1, taken);
      covariance[b * width + a] = covariance[a * width + b];
    }
  }
  return { mean, covariance };
}

/** Sweeps after which Jacobi's rotations have long converged. */
const MOST_SWEEPS = 40;

/** Eigenvalues, descending, and eigenvectors (row k belongs to value k) of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, section 8.5). */
export function eigenOf(matrix: Matrix, n: number): { values: Float64Array; vectors: Matrix } {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    vectors[i * n + i] = 1;
    norm += a[i * n + i] * a[i * n + i];
  }
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, n) > 1e-24 * norm; sweep++) {
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        rotate(a, vectors, n, p, q);
      }
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i]);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors: sorted };
}

function offDiagonal(a: Matrix, n: number): number {
  let sum = 0;
  for (let p = 0; p < n; p++) {
    for (let q = p + 1; q < n; q++) {
      sum += a[p * n + q] * a[p * n + q];
    }
  }
  return sum;
}

/** Makes the entry (p, q) zero; `vectors` holds eigenvectors as rows. */
function rotate(a: Matrix, vectors: Matrix, n: number, p: number, q: number): void {
  const off = a[p * n + q];
  if (off === 0) {
    return;
  }
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p], a[k * n + q]];
    a[k * n + p] = cosine * x - sine * y;
    a[k * n + q] = sine * x + cosine * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k], a[q * n + k]];
    a[p * n + k] = cosine * x - sine * y;
    a[q * n + k] = sine * x + cosine * y;
    const [u, v] = [vectors[p * n + k], vectors[q * n + k]];
    vectors[p * n + k] = cosine * u - sine * v;
    vectors[q * n + k] = sine * u + cosine * v;
  }
}
