import type { Points } from './points.ts';

/** Which references a query must not have as neighbours: those whose place is less than `zone` from its own. */
export interface Separation {
  /** The place of each query and of each reference, in time say: whole numbers, those of the references ascending. */
  readonly queries: ArrayLike<number>;
  readonly references: ArrayLike<number>;
  /** 1 leaves out the query itself among references of which it is one; 0 leaves out none. */
  readonly zone: number;
}

/** The `k` closest references found so far for one query, closest first; equal distances in the order of the references. */
export class Closest {
  readonly squared: Float64Array;
  readonly index: Int32Array;
  private readonly k: number;
  private held = 0;

  constructor(k: number) {
    this.k = k;
    this.squared = new Float64Array(k);
    this.index = new Int32Array(k);
    this.clear();
  }

  clear(): void {
    this.held = 0;
    this.squared.fill(Number.POSITIVE_INFINITY);
    this.index.fill(-1);
  }

  /** The squared distance below which a reference still counts; infinite while there are fewer than k. */
  get worst(): number {
    return this.squared[this.k - 1];
  }

  private offer(squared: number, index: number): void {
    const { squared: distances, index: indices } = this;
    let at = this.held < this.k ? this.held++ : this.k - 1;
    while (at > 0 && (distances[at - 1] > squared || (distances[at - 1] === squared && indices[at - 1] > index))) {
      distances[at] = distances[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    distances[at] = squared;
    indices[at] = index;
  }

  /**
   * Looks at the references `from` .. `to` (exclusive) of a query. `order[i]`, where there is an order, is the reference's number. No reference may be
   * looked at twice.
   */
  look(
    queries: Points,
    query: number,
    references: Points,
    from: number,
    to: number,
    order: Int32Array | null,
    separation: Separation | null
  ): void {
    const { columns, rows } = references;
    const asked = queries.rows;
    const start = query * columns;
    if (!order && this.worst === 0 && this.index[this.k - 1] < from) {
      return;
    }
    for (let i = from; i < to; i++) {
      const number = order ? order[i] : i;
      if (separation && Math.abs(separation.queries[query] - separation.references[number]) < separation.zone) {
        continue;
      }
      let sum = 0;
      for (let a = start, b = i * columns, end = a + columns; a < end; a++, b++) {
        const difference = asked[a] - rows[b];
        sum += difference * difference;
      }
      const { worst } = this;
      if (sum < worst || (sum === worst && (this.held < this.k || number < this.index[this.k - 1]))) {
        this.offer(sum, number);
      }
    }
  }

  /** Looks at `count` references of a query by their numbers, of which none may be looked at twice. */
  lookAt(
    queries: Points,
    query: number,
    references: Points,
    numbers: Int32Array,
    count: number,
    separation: Separation | null
  ): void {
    const { columns, rows } = references;
    const asked = queries.rows;
    const start = (query * columns) | 0;
    const end = (start + columns) | 0;
    const place = separation ? separation.queries[query] : 0;
    let { worst } = this;
    for (let i = 0; i < count; i++) {
      const number = numbers[i];
      if (worst === 0 && number > this.index[this.k - 1]) {
        continue;
      }
      if (separation && Math.abs(place - separation.references[number]) < separation.zone) {
        continue;
      }
      let sum = 0;
      for (let a = start, b = (number * columns) | 0; a < end; a++, b++) {
        const difference = asked[a] - rows[b];
        sum += difference * difference;
      }
      if (sum < worst || (sum === worst && (this.held < this.k || number < this.index[this.k - 1]))) {
        this.offer(sum, number);
        ({ worst } = this);
      }
    }
  }
}
