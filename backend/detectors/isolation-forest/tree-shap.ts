import { PATH_QUANTUM, averagePath } from './forest.ts';
import type { Forest } from './forest.ts';
import { unpackForest, visitForest } from './packed-forest.ts';
import type { PackedForest } from './packed-forest.ts';

/** Nodes of all trees in preorder: an inner node's left child (value <= threshold) follows it. */
interface CountedTrees {
  readonly roots: readonly number[];
  /** Split feature; -1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly right: Int32Array;
  /** Training points that reached the node. */
  readonly points: Float64Array;
  /** Path length of a leaf. */
  readonly path: Float64Array;
}

/** What each feature adds to a row's mean path length: `expected` plus all of them is the row's own. */
export interface PathParts {
  /** Mean path length over the points that the trees were grown from. */
  readonly expected: number;
  /** Usually below 0 where the row is unusual. */
  readonly parts: Float64Array;
}

/** How many points a leaf holds is told by what its path length adds to its level: c(n) of the paper, which grows with n. */
function countTrees(forest: Forest): CountedTrees {
  const feature: number[] = [];
  const threshold: number[] = [];
  const path: number[] = [];
  const roots: number[] = [];
  visitForest(forest, {
    inner(tree, split, at) {
      open(tree);
      feature.push(split);
      threshold.push(at);
      path.push(0);
    },
    leaf(tree, quanta) {
      open(tree);
      feature.push(-1);
      threshold.push(0);
      path.push(quanta);
    },
  });
  function open(tree: number): void {
    if (roots.length === tree) {
      roots.push(feature.length);
    }
  }
  const counts = new Map<number, number>();
  for (let n = forest.subsample; n >= 1; n--) {
    counts.set(Math.round(averagePath(n) / PATH_QUANTUM), n);
  }
  const right = new Int32Array(feature.length);
  const points = new Float64Array(feature.length);
  /** Counts the points under a node and gives the index of the node after its branch. */
  const count = (node: number, level: number): number => {
    if (feature[node] < 0) {
      points[node] = counts.get(path[node] - level / PATH_QUANTUM) ?? 1;
      return node + 1;
    }
    right[node] = count(node + 1, level + 1);
    const next = count(right[node], level + 1);
    points[node] = points[node + 1] + points[right[node]];
    return next;
  };
  roots.forEach((root) => count(root, 0));
  return {
    roots,
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    right,
    points,
    path: Float64Array.from(path, (quanta) => quanta * PATH_QUANTUM),
  };
}

/**
 * Path-dependent TreeSHAP (Lundberg, Erion & Lee, "Consistent Individualized Feature Attribution for Tree Ensembles", 2018, algorithm 2): the Shapley values of the
 * mean path length, where features that are left out follow the training points down both branches. Time trees x leaves x depth^2.
 *
 * A path from the root keeps, for each feature split on, the share of training points that stays on it when the feature is left out and whether the row
 * does, and for every number of features the summed weight of the subsets that size.
 */
export class PathExplainer {
  private readonly trees: CountedTrees;
  private readonly features: number;
  private readonly expected: number;
  /** Paths of all levels one after another: split feature, share of points, whether the row stays (1 or 0), weight of subsets. */
  private readonly split: Int32Array;
  private readonly share: Float64Array;
  private readonly stays: Float64Array;
  private readonly weight: Float64Array;
  private row: Float32Array = new Float32Array(0);
  private parts: Float64Array = new Float64Array(0);

  constructor(packed: PackedForest) {
    const forest = unpackForest(packed);
    this.trees = countTrees(forest);
    this.features = forest.features;
    const room = ((forest.depth + 2) * (forest.depth + 3)) / 2;
    this.split = new Int32Array(room);
    this.share = new Float64Array(room);
    this.stays = new Float64Array(room);
    this.weight = new Float64Array(room);
    const { feature, points, path, roots } = this.trees;
    let sum = 0;
    for (let node = 0; node < feature.length; node++) {
      sum += feature[node] < 0 ? points[node] * path[node] : 0;
    }
    this.expected = sum / roots.reduce((total, root) => total + points[root], 0);
  }

  /** Explains a scaled row of the forest's features. */
  explain(row: Float32Array): PathParts {
    this.row = row;
    this.parts = new Float64Array(this.features);
    const { roots } = this.trees;
    for (const root of roots) {
      this.visit(root, 0, 0, 1, 1, -1);
    }
    return { expected: this.expected, parts: this.parts.map((part) => part / roots.length) };
  }

  /** Goes down from `node`, reached over a path of `length` entries at `from`, to which the split by `feature` is added. */
  private visit(node: number, from: number, length: number, share: number, stays: number, feature: number): void {
    const at = from + length;
    for (let i = 0; i < length; i++) {
      this.split[at + i] = this.split[from + i];
      this.share[at + i] = this.share[from + i];
      this.stays[at + i] = this.stays[from + i];
      this.weight[at + i] = this.weight[from + i];
    }
    this.extend(at, length, share, stays, feature);
    const { feature: splits, threshold, right, points, path } = this.trees;
    const own = splits[node];
    if (own < 0) {
      this.addLeaf(at, length, path[node]);
      return;
    }
    let entries = length + 1;
    let shareBefore = 1;
    let stayedBefore = 1;
    for (let i = 1; i <= length; i++) {
      if (this.split[at + i] === own) {
        shareBefore = this.share[at + i];
        stayedBefore = this.stays[at + i];
        this.unwind(at, length, i);
        entries--;
        break;
      }
    }
    const isRight = this.row[own] > threshold[node];
    for (const child of [node + 1, right[node]]) {
      const goes = isRight === (child === right[node]) ? stayedBefore : 0;
      this.visit(child, at, entries, (shareBefore * points[child]) / points[node], goes, own);
    }
  }

  private extend(at: number, length: number, share: number, stays: number, feature: number): void {
    const { weight } = this;
    this.split[at + length] = feature;
    this.share[at + length] = share;
    this.stays[at + length] = stays;
    weight[at + length] = length === 0 ? 1 : 0;
    const scale = 1 / (length + 1);
    for (let i = length - 1; i >= 0; i--) {
      weight[at + i + 1] += stays * weight[at + i] * (i + 1) * scale;
      weight[at + i] *= share * (length - i) * scale;
    }
  }

  /** Takes entry `k` out of a path whose last entry is `last`. */
  private unwind(at: number, last: number, k: number): void {
    const { weight, share, stays, split } = this;
    const part = share[at + k];
    let next = weight[at + last];
    for (let i = last - 1; i >= 0; i--) {
      if (stays[at + k] > 0) {
        const before = weight[at + i];
        weight[at + i] = (next * (last + 1)) / (i + 1);
        next = before - (weight[at + i] * part * (last - i)) / (last + 1);
      } else {
        weight[at + i] = (weight[at + i] * (last + 1)) / (part * (last - i));
      }
    }
    for (let i = k; i < last; i++) {
      split[at + i] = split[at + i + 1];
      share[at + i] = share[at + i + 1];
      stays[at + i] = stays[at + i + 1];
    }
  }

  /** Adds what a leaf of this value gives to each feature on its path. */
  private addLeaf(at: number, last: number, value: number): void {
    const { weight, share, stays, split, parts } = this;
    for (let k = 1; k <= last; k++) {
      const part = share[at + k];
      let total = 0;
      if (stays[at + k] > 0) {
        let next = weight[at + last];
        for (let i = last - 1; i >= 0; i--) {
          const without = next / (i + 1);
          total += without;
          next = weight[at + i] - without * part * (last - i);
        }
      } else {
        for (let i = last - 1; i >= 0; i--) {
          total += weight[at + i] / (part * (last - i));
        }
      }
      parts[split[at + k]] += total * (last + 1) * (stays[at + k] - part) * value;
    }
  }
}
