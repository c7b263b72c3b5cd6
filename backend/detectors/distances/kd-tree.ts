import type { Closest } from './closest.ts';
import type { Points } from './points.ts';
import type { LeftOut } from './separation.ts';

/** Points a leaf holds at most. */
const LEAF = 16;

/**
 * A k-d tree (Bentley 1975; Friedman, Bentley & Finkel 1977): splits at the median of the widest column down to leaves of 16 points. Quicker than
 * distances to all in up to three columns; with more, most leaves have to be looked at.
 */
export class KdTree {
  private readonly points: Points;
  /** The points in the order of the leaves, and their numbers. */
  private readonly sorted: Points;
  private readonly order: Int32Array;
  /** Of each inner node: column and value of the split, and where its right part begins. Children of node i: 2i + 1 and 2i + 2. */
  private readonly column: Int32Array;
  private readonly split: Float64Array;
  private readonly middle: Int32Array;

  constructor(points: Points) {
    this.points = points;
    this.order = Int32Array.from({ length: points.count }, (_, i) => i);
    const nodes = 2 ** Math.ceil(Math.log2(Math.max(1, points.count / LEAF)));
    this.column = new Int32Array(nodes).fill(-1);
    this.split = new Float64Array(nodes);
    this.middle = new Int32Array(nodes);
    this.grow(0, 0, points.count);
    const rows = new Float32Array(points.rows.length);
    this.order.forEach((number, i) => {
      rows.set(points.rows.subarray(number * points.columns, (number + 1) * points.columns), i * points.columns);
    });
    this.sorted = { ...points, rows };
  }

  private widestColumn(from: number, to: number): number {
    const { rows, columns } = this.points;
    let widest = 0;
    let width = -1;
    for (let c = 0; c < columns; c++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let i = from; i < to; i++) {
        const value = rows[this.order[i] * columns + c];
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      if (high - low > width) {
        widest = c;
        width = high - low;
      }
    }
    return widest;
  }

  private grow(node: number, from: number, to: number): void {
    if (to - from <= LEAF) {
      return;
    }
    const { rows, columns } = this.points;
    const c = this.widestColumn(from, to);
    const middle = (from + to) >> 1;
    this.order.subarray(from, to).sort((a, b) => rows[a * columns + c] - rows[b * columns + c] || a - b);
    this.column[node] = c;
    this.split[node] = rows[this.order[middle] * columns + c];
    this.middle[node] = middle;
    this.grow(2 * node + 1, from, middle);
    this.grow(2 * node + 2, middle, to);
  }

  /** Looks for the closest points of one query. */
  search(queries: Points, query: number, found: Closest, leftOut: LeftOut): void {
    this.visit(0, 0, this.points.count, queries, query, found, leftOut);
  }

  private visit(
    node: number,
    from: number,
    to: number,
    queries: Points,
    query: number,
    found: Closest,
    leftOut: LeftOut
  ): void {
    const column = node < this.column.length ? this.column[node] : -1;
    if (column < 0) {
      found.look(queries, query, this.sorted, from, to, this.order, leftOut);
      return;
    }
    const middle = this.middle[node];
    const beyond = queries.rows[query * queries.columns + column] - this.split[node];
    for (let side = 0; side < 2; side++) {
      // Equal distances too, since of equals the lower number counts.
      if (side === 1 && beyond * beyond > found.worst) {
        return;
      }
      if (beyond < 0 === (side === 0)) {
        this.visit(2 * node + 1, from, middle, queries, query, found, leftOut);
      } else {
        this.visit(2 * node + 2, middle, to, queries, query, found, leftOut);
      }
    }
  }
}
