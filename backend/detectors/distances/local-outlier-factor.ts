import type { Neighbours } from './neighbours.ts';

/** What the local outlier factor knows of each reference: distance to its k-th neighbour and local reachability density. Plain data. */
export type Densities = {
  readonly reach: Float64Array;
  readonly density: Float64Array;
};

/** Keeps the density of points on top of one another finite, as in scikit-learn. */
export const LEAST_DISTANCE = 1e-10;

/** Densities of references from their neighbours among themselves (Breunig, Kriegel, Ng & Sander 2000, definitions 3 to 6). */
export function fitDensities(own: Neighbours): Densities {
  const { k, distance } = own;
  const reach = new Float64Array(distance.length / k);
  for (let i = 0; i < reach.length; i++) {
    reach[i] = distance[i * k + k - 1];
  }
  return { reach, density: densitiesOf(own, reach) };
}

/** Local reachability densities of points from their neighbours among the references. */
function densitiesOf({ k, index, distance }: Neighbours, reach: Float64Array): Float64Array {
  const densities = new Float64Array(distance.length / k);
  for (let i = 0; i < densities.length; i++) {
    let sum = 0;
    for (let n = i * k; n < (i + 1) * k; n++) {
      sum += Math.max(distance[n], reach[index[n]]);
    }
    densities[i] = 1 / (sum / k + LEAST_DISTANCE);
  }
  return densities;
}

/**
 * Local outlier factors (definition 7) of points from their neighbours among the references: about 1 inside a cluster, the more the lonelier. For the
 * references themselves pass their neighbours among themselves, which gives what scikit-learn has without `novelty`; for new points it is
 * what it has with it. Every point needs k neighbours.
 */
export function outlierFactors({ k, index, distance }: Neighbours, { reach, density }: Densities): Float64Array {
  const factors = new Float64Array(distance.length / k);
  for (let i = 0, n = 0; i < factors.length; i++) {
    let reached = 0;
    let densities = 0;
    for (const end = n + k; n < end; n++) {
      const neighbour = index[n];
      reached += Math.max(distance[n], reach[neighbour]);
      densities += density[neighbour];
    }
    // The mean density of the neighbours over its own.
    factors[i] = (densities / k) * (reached / k + LEAST_DISTANCE);
  }
  return factors;
}
