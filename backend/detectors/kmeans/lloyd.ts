import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { lloydModel } from './lloyd-graph.ts';

/** Rows and the centres they are nearest to. */
export interface Clustering {
  /** [k, width], row-major. */
  readonly centres: Float32Array;
  /** For each row the number of its nearest centre; of equally near ones the first. */
  readonly labels: Int32Array;
  /** Sum of the squared distances of rows from their centres. */
  readonly inertia: number;
  readonly rounds: number;
  /** Whether the centres had come to rest before the rounds ran out. */
  readonly isAtRest: boolean;
}

export interface LloydOptions {
  /** Rounds end once the squares of the centres' moves add up to no more than this share of the columns' mean variance. */
  readonly tolerance: number;
  readonly mostRounds: number;
}

/** scikit-learn's defaults. */
export const LLOYD_DEFAULTS: LloydOptions = { tolerance: 1e-4, mostRounds: 300 };

/** Products of one run at most, so that the event loop gets its turn in between: some tens of milliseconds. */
const MOST_PRODUCTS = 2e8;
/** Products of a run that takes a few milliseconds at most: the event loop need not turn before it. */
const FEW_PRODUCTS = 2e7;
const MODEL = { key: 'lloyd', build: lloydModel };

/**
 * Lloyd's algorithm on ONNX Runtime from given centres [k, width]: `rows` [count, width], float32, without NaN, at least one. Rows are taken about their mean, as float32
 * keeps more digits there. The same rounds, labels and (to float32) centres as scikit-learn's `KMeans(algorithm='lloyd')` from the same `init`, unless a cluster
 * runs empty, which scikit-learn moves and this leaves where it is. Throws `engine-failure`.
 */
export async function lloyd(
  rows: Float32Array,
  width: number,
  initial: Float32Array,
  { tolerance, mostRounds }: LloydOptions = LLOYD_DEFAULTS
): Promise<Clustering> {
  const count = rows.length / width;
  const k = initial.length / width;
  const { mean, variance } = columnsOf(rows, width);
  const wide = width + 1;
  // A power of two loses no digit.
  const factor = variance > 0 ? 2 ** -Math.round(Math.log2(variance) / 2) : 1;
  const given = {
    rows: tensor('float32', [count, wide], widened(rows, width, mean, factor)),
    tolerance: tensor('float32', [], Float32Array.of(factor * Math.sqrt(tolerance * variance))),
  };
  const atOnce = Math.max(1, Math.floor(MOST_PRODUCTS / (count * k * wide)));
  let centres: Float32Array = widened(initial, width, mean, factor);
  let labels: Int32Array = new Int32Array(0);
  let rounds = 0;
  let isAtRest = false;
  await sessions.with(MODEL, async (session) => {
    do {
      const trips = Math.min(atOnce, mostRounds - rounds);
      const feeds = {
        ...given,
        centres: tensor('float32', [k, wide], centres),
        trips: tensor('int64', [], BigInt64Array.of(BigInt(trips))),
      };
      const isShort = trips * count * k * wide <= FEW_PRODUCTS;
      const found = isShort && session.runNow ? session.runNow(feeds) : await session.run(feeds);
      const moves = found.moves.data as Float32Array;
      centres = found.centres_after.data as Float32Array;
      labels = found.labels.data as Int32Array;
      rounds += moves.length;
      isAtRest = moves[moves.length - 1] <= given.tolerance.data[0];
    } while (!isAtRest && rounds < mostRounds);
  });
  const moved = new Float32Array(k * width);
  for (let i = 0; i < moved.length; i++) {
    moved[i] = centres[Math.floor(i / width) * wide + (i % width)] / factor + mean[i % width];
  }
  return { centres: moved, labels, inertia: inertiaOf(rows, width, moved, labels), rounds, isAtRest };
}

/** Mean of each column, and the mean of their variances. */
function columnsOf(rows: Float32Array, width: number): { mean: Float64Array; variance: number } {
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  const count = rows.length / width;
  for (let i = 0; i < rows.length;) {
    for (let f = 0; f < width; f++) {
      mean[f] += rows[i++];
    }
  }
  for (let f = 0; f < width; f++) {
    mean[f] /= count;
  }
  for (let i = 0; i < rows.length;) {
    for (let f = 0; f < width; f++) {
      const difference = rows[i++] - mean[f];
      squares[f] += difference * difference;
    }
  }
  return { mean, variance: squares.reduce((sum, one) => sum + one, 0) / count / width };
}

/** Rows about the mean, times `factor`, each followed by a 1. */
function widened(rows: Float32Array, width: number, mean: Float64Array, factor: number): Float32Array {
  const out = new Float32Array(rows.length + rows.length / width);
  for (let i = 0, at = 0; i < rows.length;) {
    for (let f = 0; f < width; f++) {
      out[at++] = (rows[i++] - mean[f]) * factor;
    }
    out[at++] = 1;
  }
  return out;
}

function inertiaOf(rows: Float32Array, width: number, centres: Float32Array, labels: Int32Array): number {
  let sum = 0;
  for (let i = 0, at = 0; i < labels.length; i++) {
    const from = labels[i] * width;
    for (let f = 0; f < width; f++) {
      const difference = rows[at++] - centres[from + f];
      sum += difference * difference;
    }
  }
  return sum;
}
