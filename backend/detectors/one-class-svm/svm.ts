import { KernelRows } from './kernel-rows.ts';
import { solveOneClass } from './smo.ts';
import type { Solution } from './smo.ts';

/** A fitted one-class SVM with the kernel exp(-gamma |x - y|^2). Plain data. */
export type Svm = {
  readonly features: number;
  readonly gamma: number;
  /** A row is an outlier where its weighted sum of kernels is below. */
  readonly rho: number;
  /** Support vectors, row-major. */
  readonly vectors: Float32Array;
  /** Their weights, above 0 up to 1. */
  readonly alpha: Float64Array;
};

export interface SvmOptions {
  /** Upper bound of the share of outliers among the training rows, lower bound of that of support vectors. */
  readonly nu: number;
  readonly gamma: number;
  readonly tolerance: number;
}

/** scikit-learn's `gamma='scale'`: 1 over features times the variance of all numbers; 1 where they are all equal. */
export function scaleGamma(rows: Float32Array, features: number): number {
  let mean = 0;
  for (const value of rows) {
    mean += value;
  }
  mean /= rows.length;
  let squares = 0;
  for (const value of rows) {
    squares += (value - mean) ** 2;
  }
  const variance = squares / rows.length;
  return variance === 0 ? 1 : 1 / (features * variance);
}

/** Rows that stand for the whole when likely outliers are guessed. */
const LANDMARKS = 16;

/**
 * The `wanted` rows with the least mean kernel with a few rows, spread evenly: a guess at the outliers from which the solver has a third less to go than
 * from the first rows, as LIBSVM does, and touches fewer rows of the kernel.
 */
function likelyOutliers(kernel: KernelRows, wanted: number): Int32Array {
  const { count } = kernel;
  const density = new Float64Array(count);
  const landmarks = Math.min(LANDMARKS, count);
  for (let k = 0; k < landmarks; k++) {
    const row = kernel.row(Math.floor((k * count) / landmarks));
    for (let i = 0; i < count; i++) {
      density[i] += row[i];
    }
  }
  const most = density.slice().sort()[wanted - 1];
  const found = new Int32Array(wanted);
  let next = 0;
  for (const isTie of [false, true]) {
    for (let i = 0; i < count && next < wanted; i++) {
      if (isTie ? density[i] === most : density[i] < most) {
        found[next++] = i;
      }
    }
  }
  return found;
}

/** Fits `count` rows of `features` float32 numbers, row-major, without NaN; at least one row. */
export function fitSvm(
  rows: Float32Array,
  count: number,
  features: number,
  { nu, gamma, tolerance }: SvmOptions
): { readonly svm: Svm; readonly solution: Solution } {
  const kernel = new KernelRows(rows, count, features, gamma);
  const first = likelyOutliers(kernel, Math.min(count, Math.ceil(nu * count)));
  const solution = solveOneClass(kernel, nu, tolerance, first);
  const support = Array.from(solution.alpha.keys()).filter((i) => solution.alpha[i] > 0);
  const vectors = new Float32Array(support.length * features);
  support.forEach((i, k) => vectors.set(rows.subarray(i * features, (i + 1) * features), k * features));
  return {
    svm: { features, gamma, rho: solution.rho, vectors, alpha: Float64Array.from(support, (i) => solution.alpha[i]) },
    solution,
  };
}
