import { seededRandom } from '../../../features/random.ts';
import { distanceMatrix } from '../../distances/pairwise.ts';
import { kmeansOf } from './kmeans-of.ts';
import { silhouetteOf } from './silhouette.ts';

/** Rows that silhouettes are taken of; of more, so many are drawn. */
const MOST_JUDGED = 1_000;
/** Runs for each k on the way; the k chosen gets them all. */
const FEW_STARTS = 2;
/** With a silhouette below this there is no structure to speak of (Kaufman and Rousseeuw 1990, table 4): one cluster. */
const NO_STRUCTURE = 0.25;

export interface ChosenK {
  readonly k: number;
  readonly labels: Int32Array;
  readonly silhouette: number;
}

/** How much larger each k is than the one tried before. */
const GROWTH = 1.4;

/** Most clusters looked for among so many rows. */
export function mostClusters(count: number): number {
  return Math.max(1, Math.min(Math.floor(count / 2), Math.round(3 * Math.sqrt(count))));
}

/** Numbers of clusters tried first: 2, 3, 4, 6, 8, 11, 15, ... up to `most`. */
export function candidateKs(most: number): number[] {
  const ks: number[] = [];
  for (let k = 2; k <= most; k = Math.max(k + 1, Math.round(k * GROWTH))) {
    ks.push(k);
  }
  return ks;
}

/**
 * k-means of rows [count, width] with the k, from 2 to `most`, of the highest silhouette: candidates first, then closer and closer around the best of them.
 * Throws `engine-failure`.
 */
export async function kmeansBySilhouette(
  rows: Float32Array,
  width: number,
  seed: number,
  most = mostClusters(rows.length / width)
): Promise<ChosenK> {
  const count = rows.length / width;
  const judged = drawn(count, seed);
  const matrix = await distanceMatrix(taken(rows, width, judged), width);
  const tried = new Map<number, number>();
  // Of all rows the matrix draws first centres too.
  const known = judged.length === count ? { matrix } : {};
  const judge = async (k: number): Promise<void> => {
    if (k >= 2 && k <= most && !tried.has(k)) {
      const { labels } = await kmeansOf(rows, width, k, seed, { starts: FEW_STARTS, ...known });
      const ofJudged = Int32Array.from(judged, (i) => labels[i]);
      tried.set(k, silhouetteOf(matrix, ofJudged));
    }
  };
  for (const k of candidateKs(most)) {
    await judge(k);
  }
  for (let gap = Math.ceil(bestOf(tried).k * (1 - 1 / GROWTH)); gap >= 1; gap = Math.floor(gap / 2)) {
    const { k } = bestOf(tried);
    await judge(k - gap);
    await judge(k + gap);
  }
  const { k, silhouette } = bestOf(tried);
  if (!(silhouette >= NO_STRUCTURE)) {
    return { k: 1, labels: new Int32Array(count), silhouette: Math.max(silhouette, -1) };
  }
  return { k, labels: (await kmeansOf(rows, width, k, seed, known)).labels, silhouette };
}

function bestOf(tried: ReadonlyMap<number, number>): { k: number; silhouette: number } {
  let best = { k: 1, silhouette: Number.NEGATIVE_INFINITY };
  for (const [k, silhouette] of tried) {
    if (silhouette > best.silhouette || (silhouette === best.silhouette && k < best.k)) {
      best = { k, silhouette };
    }
  }
  return best;
}

/** All of 0..count-1, or `MOST_JUDGED` of them drawn without putting back, ascending. */
function drawn(count: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  if (count <= MOST_JUDGED) {
    return all;
  }
  const random = seededRandom(seed);
  for (let i = 0; i < MOST_JUDGED; i++) {
    const other = i + Math.floor(random() * (count - i));
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all.slice(0, MOST_JUDGED).sort();
}

function taken(rows: Float32Array, width: number, which: Int32Array): Float32Array {
  const found = new Float32Array(which.length * width);
  which.forEach((from, to) => found.set(rows.subarray(from * width, (from + 1) * width), to * width));
  return found;
}
