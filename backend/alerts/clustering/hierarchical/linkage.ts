import { NightjarError } from '../../../errors.ts';
import { lowerBound } from '../../../series/slice.ts';

export const LINKAGES = ['average', 'single', 'complete'] as const;
export type Linkage = (typeof LINKAGES)[number];

/** Things whose matrix of distances takes no more than 128 MB. */
export const MOST_THINGS = 4_096;

/** Merges in the order of their heights: merge m joins the clusters that `left[m]` and `right[m]`, two things, are in by then. */
export interface Dendrogram {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly heights: Float64Array;
}

/** The distance of a cluster from the union of two others, from those from either (Lance and Williams 1967). */
const UPDATES: Readonly<Record<Linkage, (a: number, b: number, sizeA: number, sizeB: number) => number>> = {
  average: (a, b, sizeA, sizeB) => (sizeA * a + sizeB * b) / (sizeA + sizeB),
  single: (a, b) => (a < b ? a : b),
  complete: (a, b) => (a > b ? a : b),
};

/** Throws `too-large` beyond `MOST_THINGS`. */
export function checkCount(count: number): void {
  if (count > MOST_THINGS) {
    throw new NightjarError(
      'too-large',
      `Hierarchical clustering puts at most ${MOST_THINGS} alerts together at once, not ${count}: take the clustering algorithm auto or simple, or a shorter time.`
    );
  }
}

/**
 * Agglomerative clustering by a chain of nearest neighbours (Murtagh 1983; Müllner 2011, algorithm 2): the same tree as merging the closest two again and
 * again, in quadratic time. `matrix` [count, count] holds symmetric distances of any kind and is used up. Throws `too-large` beyond `MOST_THINGS`.
 */
export function linkageOf(matrix: Float64Array, count: number, linkage: Linkage): Dendrogram {
  checkCount(count);
  const update = UPDATES[linkage];
  for (let i = 0; i < count; i++) {
    // Nothing is nearest to itself.
    matrix[i * count + i] = Number.POSITIVE_INFINITY;
  }
  const merges = Math.max(0, count - 1);
  const found = { left: new Int32Array(merges), right: new Int32Array(merges), heights: new Float64Array(merges) };
  const sizes = new Int32Array(count).fill(1);
  const alive = Int32Array.from({ length: count }, (_, i) => i);
  const chain = new Int32Array(count);
  let chained = 0;
  for (let merge = 0; merge < merges; merge++) {
    const living = count - merge;
    if (chained === 0) {
      chain[chained++] = alive[0];
    }
    let tip = chain[chained - 1];
    let nearest = chained > 1 ? chain[chained - 2] : -1;
    for (;;) {
      const row = tip * count;
      // Of equally near ones the one before in the chain, so that it ends.
      let least = nearest >= 0 ? matrix[row + nearest] : Number.POSITIVE_INFINITY;
      let next = nearest;
      for (let a = 0; a < living; a++) {
        const other = alive[a];
        const distance = matrix[row + other];
        if (distance < least) {
          least = distance;
          next = other;
        }
      }
      if (next === nearest && nearest >= 0) {
        break;
      }
      chain[chained++] = next;
      nearest = tip;
      tip = next;
    }
    chained -= 2;
    const [gone, kept] = tip < nearest ? [tip, nearest] : [nearest, tip];
    found.left[merge] = gone;
    found.right[merge] = kept;
    found.heights[merge] = matrix[gone * count + kept];
    remove(alive, living, gone);
    const [ofGone, ofKept] = [gone * count, kept * count];
    for (let a = 0; a < living - 1; a++) {
      const other = alive[a];
      if (other !== kept) {
        const distance = update(matrix[ofGone + other], matrix[ofKept + other], sizes[gone], sizes[kept]);
        matrix[ofKept + other] = distance;
        matrix[other * count + kept] = distance;
      }
    }
    sizes[kept] += sizes[gone];
  }
  return inOrder(count, found);
}

/** Takes `gone` out of the first `living` of an ascending list. */
function remove(alive: Int32Array, living: number, gone: number): void {
  let [low, high] = [0, living - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (alive[middle] < gone) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  alive.copyWithin(low, low + 1, living);
}

function inOrder(count: number, { left, right, heights }: Omit<Dendrogram, 'count'>): Dendrogram {
  const sorted = heights.slice().sort();
  /** Merges of each height in the order they were made. */
  const places = new Int32Array(heights.length);
  const next = new Map<number, number>();
  for (let m = 0; m < heights.length; m++) {
    const place = next.get(heights[m]) ?? lowerBound(sorted, heights[m]);
    next.set(heights[m], place + 1);
    places[place] = m;
  }
  return { count, left: places.map((m) => left[m]), right: places.map((m) => right[m]), heights: sorted };
}

/** Labels after the merges below `height`, counted by their first thing. */
export function cutBelow(tree: Dendrogram, height: number): Int32Array {
  const past = tree.heights.findIndex((one) => one >= height);
  return labelsAfter(tree, past < 0 ? tree.heights.length : past);
}

/** Labels of `clusters` clusters, from 1 to as many as there are things. */
export function cutInto(tree: Dendrogram, clusters: number): Int32Array {
  return labelsAfter(tree, Math.max(0, Math.min(tree.count - clusters, tree.heights.length)));
}

function labelsAfter({ count, left, right }: Dendrogram, merges: number): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const rootOf = (thing: number): number => {
    let root = thing;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  };
  for (let m = 0; m < merges; m++) {
    parent[rootOf(left[m])] = rootOf(right[m]);
  }
  const labels = new Map<number, number>();
  return Int32Array.from(parent, (_, i) => {
    const root = rootOf(i);
    const label = labels.get(root) ?? labels.size;
    labels.set(root, label);
    return label;
  });
}
