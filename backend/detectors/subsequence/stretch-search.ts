import { isWhole, leadingGap } from './course.ts';
import type { Course } from './course.ts';
import { momentsOf, stretchAt } from './stretch.ts';
import type { Stretch } from './stretch.ts';

/** Stretches [from, to) that must not be compared with, by the places they start at; those at `end` and after are not either. */
export interface Allowed {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** The most alike stretch: where it starts, -1 where there is none, and the squared distance of the two shapes. */
export interface Nearest {
  readonly start: number;
  readonly squared: number;
}

const NONE: Nearest = { start: -1, squared: Infinity };
const EPSILON = 2 ** -52;

/**
 * Exact nearest stretches by z-normalised Euclidean distance among those of one course. Queries are the stretches of another course (or the same) in the order of
 * time, whose products with all references follow from those of the query before (STOMP; Zhu et al. 2016): some operations a reference, whatever the length. Sums so
 * carried on drift in their last digits, by an amount that is kept account of: every reference that could be the nearest is compared anew, difference by difference.
 * So the answer to a query does not depend on where the search began.
 */
export class StretchSearch {
  readonly length: number;
  readonly leastSpread: number;
  private readonly course: Course;
  private readonly count: number;
  private readonly sums: Float64Array;
  /** Mean times length, 1 over the spread, and the sum of squares of each reference's shape; of one with too many gaps 0, 0 and infinity. */
  private readonly totals: Float64Array;
  private readonly inverses: Float64Array;
  private readonly squares: Float64Array;
  private readonly products: Float64Array;
  private readonly largest: number;
  private readonly longest: number;
  /** What is queried, where the last query started, and by how much its products may be off. */
  private standing: { readonly of: Course; start: number; error: number } | null = null;

  constructor(course: Course, length: number, leastSpread: number) {
    const { values } = course;
    this.course = course;
    this.length = length;
    this.leastSpread = leastSpread;
    this.count = Math.max(0, values.length - length + 1);
    this.sums = new Float64Array(values.length + 1);
    values.forEach((value, i) => (this.sums[i + 1] = this.sums[i] + value));
    this.totals = new Float64Array(this.count);
    this.inverses = new Float64Array(this.count);
    this.squares = new Float64Array(this.count).fill(Infinity);
    this.products = new Float64Array(this.count);
    let longest = 0;
    for (let j = 0; j < this.count; j++) {
      const { mean, spread } = momentsOf(values, j, length);
      longest = Math.max(longest, Math.sqrt(length * (mean * mean + spread * spread)));
      if (isWhole(course, j, length)) {
        const inverse = 1 / Math.max(spread, leastSpread);
        this.totals[j] = length * mean;
        this.inverses[j] = inverse;
        this.squares[j] = length * (spread * inverse) ** 2;
      }
    }
    this.longest = longest;
    this.largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }

  /** References that can be compared with. */
  get usable(): number {
    return this.squares.reduce((sum, square) => sum + Number(square < Infinity), 0);
  }

  /** 1 over the spread and the sum of squares of each reference's shape; 0 and infinity of one that is not compared with. */
  table(): { readonly inverses: Float64Array; readonly squares: Float64Array } {
    return { inverses: this.inverses, squares: this.squares };
  }

  /** The shape of the reference that starts at `start`. */
  reference(start: number): Stretch {
    const { values } = this.course;
    const shape = Float64Array.from(values.subarray(start, start + this.length));
    const { mean, spread } = momentsOf(shape, 0, this.length);
    const scale = Math.max(spread, this.leastSpread);
    return { shape: shape.map((value) => (value - mean) / scale), mean, spread: scale, square: this.squares[start] };
  }

  /** The nearest reference of the query's stretch from `start` on. Quick where starts ascend by one. */
  nearest(query: Course, start: number, allowed: Allowed): Nearest {
    const end = Math.min(allowed.end, this.count);
    if (Math.min(allowed.from, end) <= 0 && allowed.to >= end) {
      return NONE;
    }
    const stretch = stretchAt(query, start, this.length, this.leastSpread);
    if (stretch.square === 0) {
      return this.flattest(allowed, end);
    }
    this.moveTo(query, start);
    return this.ranked(query, start, stretch, allowed, end);
  }

  private flattest({ from, to }: Allowed, end: number): Nearest {
    let best = NONE;
    for (let j = 0; j < end && best.squared > 0; j++) {
      if ((j < from || j >= to) && this.squares[j] < best.squared) {
        best = { start: j, squared: this.squares[j] };
      }
    }
    return best;
  }

  /** Brings the products to the query's stretch from `start` on. */
  private moveTo(query: Course, start: number): void {
    const { products, course, count, length, longest, largest } = this;
    const [x, y] = [query.values, course.values];
    let standing = this.standing;
    if (standing?.of !== query || start < standing.start || start > standing.start + length / 2) {
      for (let j = 0; j < count; j++) {
        products[j] = dot(x, start, y, j, length);
      }
      this.standing = { of: query, start, error: length * EPSILON * normOf(x, start, length) * longest };
      return;
    }
    standing = this.standing;
    while (standing && standing.start < start) {
      const out = x[standing.start];
      const into = x[standing.start + length];
      for (let j = count - 1; j > 0; j--) {
        products[j] = products[j - 1] - out * y[j - 1] + into * y[j - 1 + length];
      }
      standing.start++;
      products[0] = dot(x, standing.start, y, 0, length);
      standing.error +=
        3 * EPSILON * ((Math.abs(out) + Math.abs(into)) * largest + normOf(x, standing.start, length) * longest);
    }
  }

  private ranked(query: Course, start: number, stretch: Stretch, { from, to }: Allowed, end: number): Nearest {
    const { products, totals, inverses, squares, sums, length, longest } = this;
    const gap = leadingGap(query, start, length);
    // The products have the value before a leading gap where the stretch has the one after it.
    const other = gap > 0 ? query.values[Math.min(start + gap, query.values.length - 1)] - query.values[start] : 0;
    const scale = 2 / stretch.spread;
    const estimate = (j: number): number => {
      const product = products[j] + (other === 0 ? 0 : other * (sums[j + gap] - sums[j]));
      return squares[j] - scale * inverses[j] * (product - stretch.mean * totals[j]);
    };
    let least = Infinity;
    let slack = 0;
    const estimates = new Float64Array(end);
    for (let j = 0; j < end; j++) {
      const isLeftOut = j >= from && j < to;
      const found = isLeftOut ? Infinity : estimate(j);
      estimates[j] = found;
      if (found < least) {
        least = found;
      }
      if (!isLeftOut && inverses[j] > slack) {
        slack = inverses[j];
      }
    }
    const norm = Math.sqrt(length) * (Math.abs(stretch.mean) + stretch.spread) + Math.abs(other) * length;
    const off = (this.standing?.error ?? 0) + 8 * length * EPSILON * norm * longest;
    const limit = least + 2 * (scale * slack * off + 8 * length * EPSILON * length);
    let best = NONE;
    for (let j = 0; j < end && best.squared > 0; j++) {
      if (estimates[j] <= limit && squares[j] < Infinity) {
        const squared = this.squaredDistance(stretch, j);
        if (squared < best.squared) {
          best = { start: j, squared };
        }
      }
    }
    return best;
  }

  private squaredDistance({ shape }: Stretch, start: number): number {
    const reference = this.course.values;
    const inverse = this.inverses[start];
    const mean = this.totals[start] / this.length;
    let sum = 0;
    for (let i = 0; i < shape.length; i++) {
      const difference = shape[i] - (reference[start + i] - mean) * inverse;
      sum += difference * difference;
    }
    return sum;
  }
}

function dot(x: Float32Array, from: number, y: Float32Array, at: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    sum += x[from + i] * y[at + i];
  }
  return sum;
}

function normOf(x: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let i = from; i < from + length; i++) {
    sum += x[i] * x[i];
  }
  return Math.sqrt(sum);
}
