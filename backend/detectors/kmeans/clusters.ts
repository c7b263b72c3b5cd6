import type { Random } from '../../features/random.ts';
import { lloyd } from './lloyd.ts';
import { seedCentres } from './seed-centres.ts';

/** Groups of usual rows; plain data. */
export type Clusters = {
  readonly width: number;
  /** [k, width], row-major. */
  readonly centres: Float32Array;
  /** Root of the mean squared distance, a column, of a group's rows from its centre; above 0. */
  readonly spreads: Float64Array;
  /** Share of the training rows that each group holds. */
  readonly shares: Float64Array;
};

/** Of a group whose rows are all but equal, the spread is taken for so much of that of all groups together: ... */
const LEAST_SHARE = 0.25;
/** ... and at least for this, in robust standard deviations of a column. */
const LEAST_SPREAD = 0.05;

/**
 * Parts rows [count, width] into `wanted` groups and keeps those that hold at least `contamination` of them (the largest in any case): what lies in a small group is
 * as unusual as it is far from the next large one, as in the cluster-based outlier factor of He, Xu & Deng (2003).
 */
export async function fitClusters(
  rows: Float32Array,
  width: number,
  { clusters: wanted, contamination }: { readonly clusters: number; readonly contamination: number },
  random: Random
): Promise<Clusters> {
  const { centres, labels, inertia } = await lloyd(rows, width, seedCentres(rows, width, wanted, random));
  const k = centres.length / width;
  const counts = new Float64Array(k);
  const squares = new Float64Array(k);
  labels.forEach((label, i) => {
    counts[label]++;
    for (let f = 0; f < width; f++) {
      squares[label] += (rows[i * width + f] - centres[label * width + f]) ** 2;
    }
  });
  const least = Math.min(
    Math.max(1, contamination * labels.length),
    counts.reduce((a, b) => Math.max(a, b))
  );
  const kept = Array.from(counts.keys()).filter((c) => counts[c] >= least);
  const floor = Math.max(LEAST_SPREAD, LEAST_SHARE * Math.sqrt(inertia / labels.length / width));
  const taken = new Float32Array(kept.length * width);
  kept.forEach((c, i) => taken.set(centres.subarray(c * width, (c + 1) * width), i * width));
  return {
    width,
    centres: taken,
    spreads: Float64Array.from(kept, (c) => Math.max(floor, Math.sqrt(squares[c] / counts[c] / width))),
    shares: Float64Array.from(kept, (c) => counts[c] / labels.length),
  };
}

/** The number of the nearest group, in spreads of its own, and what each column adds to the squared distance; they add up to it exactly. */
export function nearestCluster(
  { width, centres, spreads }: Clusters,
  row: Float32Array
): { readonly cluster: number; readonly squares: Float64Array; readonly square: number } {
  let best = { cluster: -1, squares: new Float64Array(width), square: Infinity };
  spreads.forEach((spread, cluster) => {
    const squares = Float64Array.from(
      row,
      (value, f) => (value - centres[cluster * width + f]) ** 2 / (width * spread * spread)
    );
    const square = squares.reduce((sum, one) => sum + one, 0);
    if (square < best.square) {
      best = { cluster, squares, square };
    }
  });
  return best;
}
