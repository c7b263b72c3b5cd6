import type { Points } from './points.ts';
import type { LeftOut } from './separation.ts';

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

  private offer(sum: number, number: number): void {
    const { squared, index, k } = this;
    const last = k - 1;
    if (sum > squared[last] || (sum === squared[last] && number > index[last])) {
      return;
    }
    let at = this.held < k ? this.held++ : last;
    while (at > 0 && (squared[at - 1] > sum || (squared[at - 1] === sum && index[at - 1] > number))) {
      squared[at] = squared[at - 1];
      index[at] = index[at - 1];
      at--;
    }
    squared[at] = sum;
    index[at] = number;
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
    leftOut: LeftOut
  ): void {
    const { columns, rows } = references;
    const asked = queries.rows;
    const start = query * columns;
    if (!order && this.worst === 0 && this.index[this.k - 1] < from) {
      return;
    }
    for (let i = from; i < to; i++) {
      const number = order ? order[i] : i;
      if (leftOut.has(number)) {
        continue;
      }
      let sum = 0;
      for (let a = start, b = i * columns, end = a + columns; a < end; a++, b++) {
        const difference = asked[a] - rows[b];
        sum += difference * difference;
      }
      this.offer(sum, number);
    }
  }

  /**
   * Looks at `count` references of a query by their numbers, of which none may be looked at twice. Distances two at a time keep the processor busy.
   */
  lookAt(queries: Points, query: number, references: Points, numbers: Int32Array, count: number): void {
    const { columns, rows } = references;
    const asked = queries.rows;
    const start = (query * columns) | 0;
    const end = (start + columns) | 0;
    for (let i = 0; i < count; i += 2) {
      const isPair = i + 1 < count;
      const one = numbers[i];
      const other = isPair ? numbers[i + 1] : one;
      let sum = 0;
      let otherSum = 0;
      for (let a = start, b = (one * columns) | 0, c = (other * columns) | 0; a < end; a++, b++, c++) {
        const value = asked[a];
        const difference = value - rows[b];
        const otherDifference = value - rows[c];
        sum += difference * difference;
        otherSum += otherDifference * otherDifference;
      }
      this.offer(sum, one);
      if (isPair) {
        this.offer(otherSum, other);
      }
    }
  }
}
