import { Closest } from './closest.ts';
import { GroupSearch } from './group-search.ts';
import { KdTree } from './kd-tree.ts';
import type { Points } from './points.ts';
import { LeftOut } from './separation.ts';
import type { Separation } from './separation.ts';

/** The `k` nearest references of each query, nearest first; row-major, queries x k. Where there are fewer, index -1 and an infinite distance. */
export interface Neighbours {
  readonly k: number;
  readonly index: Int32Array;
  /** Euclidean, float64. */
  readonly distance: Float64Array;
}

/** Below so many distances, looking at all of them takes less time than a call of ONNX Runtime; measured by `npm run -s bench -- distances`. */
const FEW_DISTANCES = 50_000;
/** Up to so many columns a k-d tree leaves most points aside. */
const TREE_COLUMNS = 3;

/**
 * Exact nearest neighbours among fixed references, Euclidean, in float64; of equal distances the reference with the lower number comes first. Few
 * points are compared one by one, points of up to three columns by a k-d tree, others by ONNX Runtime: candidates from a float32 graph, exactly ranked,
 * with more of them wherever float32 could have missed one. All ways agree to the bit, so that an answer does not depend on
 * what else is asked for.
 */
export class NeighbourSearch {
  private readonly references: Points;
  private readonly k: number;
  private tree: KdTree | null = null;
  private groups: GroupSearch | null = null;

  constructor(references: Points, k: number) {
    this.references = references;
    this.k = k;
  }

  /** Throws `engine-failure` where ONNX Runtime does. */
  async find(queries: Points, separation: Separation | null = null): Promise<Neighbours> {
    const isFew = queries.count * this.references.count <= FEW_DISTANCES;
    if (isFew || this.references.columns <= TREE_COLUMNS) {
      return this.findNow(queries, separation);
    }
    this.groups ??= new GroupSearch(this.references, this.k);
    if (!this.groups.isUsable) {
      return this.findNow(queries, separation);
    }
    const into = emptyNeighbours(queries.count, this.k);
    const found = new Closest(this.k);
    await this.groups.search(queries, separation, found, (query) => keep(into, query, found));
    return into;
  }

  /** The same without ONNX Runtime, for few queries and where there is no waiting. */
  findNow(queries: Points, separation: Separation | null = null): Neighbours {
    const { references } = this;
    const into = emptyNeighbours(queries.count, this.k);
    const found = new Closest(this.k);
    const isTree = references.columns <= TREE_COLUMNS && queries.count * references.count > FEW_DISTANCES;
    if (isTree) {
      this.tree ??= new KdTree(references);
    }
    const leftOut = new LeftOut(separation);
    for (let query = 0; query < queries.count; query++) {
      found.clear();
      leftOut.goTo(query);
      if (isTree && this.tree) {
        this.tree.search(queries, query, found, leftOut);
      } else {
        found.look(queries, query, references, 0, references.count, null, leftOut);
      }
      keep(into, query, found);
    }
    return into;
  }
}

function emptyNeighbours(queries: number, k: number): Neighbours {
  return { k, index: new Int32Array(queries * k), distance: new Float64Array(queries * k) };
}

function keep({ k, index, distance }: Neighbours, query: number, found: Closest): void {
  index.set(found.index, query * k);
  for (let i = 0; i < k; i++) {
    distance[query * k + i] = Math.sqrt(found.squared[i]);
  }
}
