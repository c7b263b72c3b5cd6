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

/** What is queried, where the last query started, and by how much the products may be off. */
interface Standing {
  readonly of: Course;
  start: number;
  error: number;
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
  /** Mean, 1 over the spread, mean times length over the spread, and the sum of squares of each reference's shape; of one with too many gaps 0 and infinity. */
  private readonly means: Float64Array;
  private readonly inverses: Float64Array;
  private readonly shifts: Float64Array;
  private readonly squares: Float64Array;
  private readonly products: Float64Array;
  private readonly estimates: Float64Array;
  /** The largest of `inverses`. */
  private readonly steepest: number;
  private readonly largest: number;
  private readonly longest: number;
  private standing: Standing | null = null;

  constructor(course: Course, length: number, leastSpread: number) {
    const { values } = course;
    this.course = course;
    this.length = length;
    this.leastSpread = leastSpread;
    this.count = Math.max(0, values.length - length + 1);
    this.sums = new Float64Array(values.length + 1);
    values.forEach((value, i) => (this.sums[i + 1] = this.sums[i] + value));
    this.means = new Float64Array(this.count);
    this.inverses = new Float64Array(this.count);
    this.shifts = new Float64Array(this.count);
    this.estimates = new Float64Array(this.count);
    this.squares = new Float64Array(this.count).fill(Infinity);
    this.products = new Float64Array(this.count);
    let longest = 0;
    for (let j = 0; j < this.count; j++) {
      const { mean, spread } = momentsOf(values, j, length);
      longest = Math.max(longest, Math.sqrt(length * (mean * mean + spread * spread)));
      if (isWhole(course, j, length)) {
        const inverse = 1 / Math.max(spread, leastSpread);
        this.means[j] = mean;
        this.inverses[j] = inverse;
        this.shifts[j] = length * mean * inverse;
        this.squares[j] = length * (spread * inverse) ** 2;
      }
    }
    this.longest = longest;
    this.steepest = this.inverses.reduce((most, inverse) => Math.max(most, inverse), 0);
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
    if (this.standing?.of === query && this.standing.start === start - 1) {
      this.step(this.standing, stretch);
    } else {
      this.moveTo(query, start);
      this.estimate(stretch);
    }
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
    const { products, course, count, length, longest } = this;
    for (let j = 0; j < count; j++) {
      products[j] = dot(query.values, start, course.values, j, length);
    }
    const error = length * EPSILON * normOf(query.values, start, length) * longest;
    this.standing = { of: query, start, error };
  }

  /** The squared distances of the stretch, less its own square, from the products. */
  private estimate({ mean, spread }: Stretch): void {
    const { products, inverses, shifts, squares, estimates, count } = this;
    const scale = 2 / spread;
    const shift = scale * mean;
    for (let j = 0; j < count; j++) {
      estimates[j] = squares[j] - scale * inverses[j] * products[j] + shift * shifts[j];
    }
  }

  /** Both for the stretch that starts one place later, in one pass. */
  private step(standing: Standing, { mean, spread }: Stretch): void {
    const { products, inverses, shifts, squares, estimates, course, count, length, longest, largest } = this;
    const x = standing.of.values;
    const y = course.values;
    const scale = 2 / spread;
    const shift = scale * mean;
    const out = x[standing.start];
    const into = x[standing.start + length];
    standing.start++;
    for (let j = count - 1, k = j - 1; j > 0; j = k--) {
      const product = products[k] - out * y[k] + into * y[k + length];
      products[j] = product;
      estimates[j] = squares[j] - scale * inverses[j] * product + shift * shifts[j];
    }
    products[0] = dot(x, standing.start, y, 0, length);
    estimates[0] = squares[0] - scale * inverses[0] * products[0] + shift * shifts[0];
    const norm = normOf(x, standing.start, length);
    standing.error += 3 * EPSILON * ((Math.abs(out) + Math.abs(into)) * largest + norm * longest);
  }

  private ranked(query: Course, start: number, stretch: Stretch, { from, to }: Allowed, end: number): Nearest {
    const { estimates, length, longest } = this;
    const gap = leadingGap(query, start, length);
    // The products have the value before a leading gap where the stretch has the one after it.
    const other = gap > 0 ? query.values[Math.min(start + gap, query.values.length - 1)] - query.values[start] : 0;
    if (other !== 0) {
      this.correct((2 / stretch.spread) * other, gap);
    }
    const before = to > from ? Math.max(0, Math.min(from, end)) : end;
    const after = Math.max(before, to);
    const least = Math.min(leastOf(estimates, 0, before), leastOf(estimates, after, end));
    const norm = Math.sqrt(length) * (Math.abs(stretch.mean) + stretch.spread) + Math.abs(other) * length;
    const off = (this.standing?.error ?? 0) + 8 * length * EPSILON * norm * longest;
    const limit = least + 2 * ((2 / stretch.spread) * this.steepest * off + 8 * length * EPSILON * length);
    return this.best(stretch, limit, after, end, this.best(stretch, limit, 0, before, NONE));
  }

  /** Of `best` and the references [from, to) whose estimates are within the limit, the nearest. */
  private best(stretch: Stretch, limit: number, from: number, to: number, best: Nearest): Nearest {
    const { estimates, squares } = this;
    let found = best;
    for (let j = from; j < to; j++) {
      if (estimates[j] <= limit && squares[j] < Infinity) {
        const squared = this.squaredDistance(stretch, j);
        if (squared < found.squared) {
          found = { start: j, squared };
        }
        if (squared === 0) {
          return found;
        }
      }
    }
    return found;
  }

  /** Takes off the estimates what the first `gap` values add when each is raised by so much. */
  private correct(raise: number, gap: number): void {
    const { estimates, inverses, sums, count } = this;
    for (let j = 0; j < count; j++) {
      estimates[j] -= raise * inverses[j] * (sums[j + gap] - sums[j]);
    }
  }

  private squaredDistance({ shape }: Stretch, start: number): number {
    const reference = this.course.values;
    const inverse = this.inverses[start];
    const mean = this.means[start];
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

function leastOf(values: Float64Array, from: number, to: number): number {
  let least = Infinity;
  for (let j = from; j < to; j++) {
    if (values[j] < least) {
      least = values[j];
    }
  }
  return least;
}
