import { integratedGradients } from '../networks/integrated-gradients.ts';
import { softened } from '../softened.ts';
import { kernelSums } from './kernel-sums.ts';
import type { Svm } from './svm.ts';

/** Beyond this a sum of kernels nears the end of float32: every form of a model holds unusualness here. */
export const MOST_UNUSUAL = 80;

/** A softened row's distance from the usual in nats: 0 where every support vector lies, growing with the squared distance from the nearest ones. */
export function unusualnessOf(sum: number, total: number): number {
  return Math.max(0, Math.min(MOST_UNUSUAL, -Math.log(sum / total)));
}

export function totalWeight({ alpha }: Svm): number {
  return alpha.reduce((sum, weight) => sum + weight, 0);
}

/**
 * Raw unusualness of `count` scaled rows: -ln of the mean kernel, of which the SVM's decision value (sum - rho) is a decreasing function, so that both
 * rank alike; but where the decision value is -rho for everything far out, this goes on growing. An outlier is above -ln(rho / total weight).
 */
export async function unusualness(svm: Svm, rows: Float32Array, count: number): Promise<Float64Array> {
  const sums = await kernelSums(svm, softened(rows.subarray(0, count * svm.features)), count);
  const total = totalWeight(svm);
  return Float64Array.from(sums, (sum) => unusualnessOf(sum, total));
}

/** What each feature of a scaled row adds to its unusualness over that of the usual row (all features 0). */
export interface UnusualnessParts {
  readonly value: number;
  readonly usual: number;
  /** Add up to `value` - `usual` exactly. */
  readonly attributions: Float64Array;
}

/**
 * Integrated gradients (Sundararajan, Taly & Yan 2017) of the unusualness, whose gradient is the mean of 2 gamma (x - s) over the support vectors, each by
 * its share of the sum at x. What the integral misses (below 1e-4) is spread in proportion.
 */
export function explainUnusualness(svm: Svm, row: Float32Array): UnusualnessParts {
  const { features, gamma, vectors, alpha } = svm;
  const total = totalWeight(svm);
  const distances = new Float64Array(alpha.length);
  const at = (x: Float64Array) => {
    let nearest = Infinity;
    for (let k = 0, v = 0; k < alpha.length; k++) {
      let squares = 0;
      for (let f = 0; f < features; f++) {
        const difference = x[f] - vectors[v++];
        squares += difference * difference;
      }
      distances[k] = gamma * squares;
      nearest = Math.min(nearest, distances[k]);
    }
    const gradient = new Float64Array(features);
    let sum = 0;
    for (let k = 0, v = 0; k < alpha.length; k++) {
      // Relative to the nearest vector, so that the farthest row has a gradient.
      const weight = alpha[k] * Math.exp(nearest - distances[k]);
      sum += weight;
      for (let f = 0; f < features; f++) {
        gradient[f] += weight * (x[f] - vectors[v++]);
      }
    }
    return { value: nearest - Math.log(sum / total), gradient: gradient.map((one) => (2 * gamma * one) / sum) };
  };
  const zero = new Float64Array(features);
  const { value, baseline, parts } = integratedGradients(at, Float64Array.from(softened(row)), zero);
  const [held, usual] = [value, baseline].map((one) => Math.max(0, Math.min(MOST_UNUSUAL, one)));
  const found = parts.reduce((sum, part) => sum + part, 0);
  const sizes = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  const missing = held - usual - found;
  return {
    value: held,
    usual,
    attributions: parts.map((part) => part + (sizes > 0 ? (missing * Math.abs(part)) / sizes : missing / features)),
  };
}
