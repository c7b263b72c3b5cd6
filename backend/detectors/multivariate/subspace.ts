import { eigenOf, momentsOf } from './linear-algebra.ts';
import type { MultivariateSettings } from './settings.ts';

/** A map after which the squared length of a row is its squared distance from the usual: y = (x - mean) W, W [width, width], row-major. Plain data. */
export type Subspace = { readonly width: number; readonly mean: Float64Array; readonly map: Float64Array };

/** Added to every variance, as a share of their mean: directions that training data never took stay finite. */
const RIDGE = 1e-3;
/** The farthest points are left out once and the model fitted anew. */
const FITS = 2;

/**
 * Fits the map on rows [count, width].
 *
 * `mahalanobis`: W whitens, so that |y| is the Mahalanobis distance. `pca`: W projects on the components that the first ones, with `variance` of the variance,
 * leave over, scaled so that the mean of |y|^2 is 1: the squared prediction error of process monitoring (Jackson & Mudholkar 1979). Robust by one
 * concentration step (Rousseeuw & Van Driessen 1999): the model of all points says which share `contamination` is farthest, and is fitted anew without.
 */
export function fitSubspace(
  rows: Float32Array,
  width: number,
  { method, variance, contamination }: Pick<MultivariateSettings, 'method' | 'variance' | 'contamination'>
): Subspace {
  const count = rows.length / width;
  let isTaken: Uint8Array | undefined;
  let subspace: Subspace = { width, mean: new Float64Array(width), map: new Float64Array(width * width) };
  for (let fit = 0; fit < (contamination > 0 ? FITS : 1); fit++) {
    const { mean, covariance } = momentsOf(rows, width, isTaken);
    subspace = { width, mean, map: mapOf(covariance, width, method, variance) };
    const distances = squaredDistances(subspace, rows);
    const limit = distances.slice().sort()[Math.min(count - 1, Math.floor(count * (1 - contamination)))];
    isTaken = Uint8Array.from(distances, (distance) => Number(distance <= limit));
  }
  return subspace;
}

function mapOf(
  covariance: Float64Array,
  width: number,
  method: MultivariateSettings['method'],
  variance: number
): Float64Array {
  let trace = 0;
  for (let f = 0; f < width; f++) {
    trace += covariance[f * width + f];
  }
  const ridge = RIDGE * (trace / width || 1);
  const { values, vectors } = eigenOf(covariance, width);
  const kept = method === 'pca' ? componentsOf(values, trace, variance) : 0;
  let left = 0;
  for (let k = kept; k < width; k++) {
    left += Math.max(0, values[k]) + ridge;
  }
  const map = new Float64Array(width * width);
  for (let k = kept; k < width; k++) {
    const scale = method === 'pca' ? Math.sqrt(left) : Math.sqrt(Math.max(0, values[k]) + ridge);
    for (let f = 0; f < width; f++) {
      map[f * width + k] = vectors[k * width + f] / scale;
    }
  }
  return map;
}

/** Components that explain the share, at least one left over. */
function componentsOf(values: Float64Array, trace: number, share: number): number {
  let explained = 0;
  let kept = 0;
  while (kept < values.length - 1 && explained < share * trace) {
    explained += Math.max(0, values[kept++]);
  }
  return Math.min(kept, values.length - 1);
}

/** Squared lengths of mapped rows, as the graph of ./distance-graph.ts gives them, on this thread. */
export function squaredDistances({ width, mean, map }: Subspace, rows: Float32Array): Float64Array {
  const count = rows.length / width;
  const distances = new Float64Array(count);
  const mapped = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    mapped.fill(0);
    for (let f = 0; f < width; f++) {
      const centred = rows[i * width + f] - mean[f];
      for (let k = 0; k < width; k++) {
        mapped[k] += centred * map[f * width + k];
      }
    }
    for (let k = 0; k < width; k++) {
      distances[i] += mapped[k] * mapped[k];
    }
  }
  return distances;
}

/**
 * What each feature adds to the squared distance of a row: (x - mean)_f times the gradient's half, W W' (x - mean). They add up to it exactly; one
 * that makes the others less surprising is negative.
 */
export function contributionsOf({ width, mean, map }: Subspace, row: Float32Array): Float64Array {
  const mapped = new Float64Array(width);
  for (let f = 0; f < width; f++) {
    for (let k = 0; k < width; k++) {
      mapped[k] += (row[f] - mean[f]) * map[f * width + k];
    }
  }
  return Float64Array.from({ length: width }, (_, f) => {
    let half = 0;
    for (let k = 0; k < width; k++) {
      half += map[f * width + k] * mapped[k];
    }
    return half * (row[f] - mean[f]);
  });
}
