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

/** What is queried, where the last query started, how many of the first references have products, and by how much those may be off. */
interface Standing {
  readonly of: Course;
  start: number;
  known: number;
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
  /** `values` of the course in float64, which need no conversion. */
  private readonly values: Float64Array;
  /** References that may be the nearest of the last query, latest first, and their estimates; so many, up to which estimate. */
  private readonly noted: Int32Array;
  private readonly estimates: Float64Array;
  private notes = 0;
  private bound = 0;
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
    this.values = Float64Array.from(values);
    this.noted = new Int32Array(this.count);
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
    const standing = this.standing;
    const isNext = standing?.of === query && standing.start === start - 1 && standing.known >= end - 1;
    if (isNext) {
      this.step(standing, stretch, allowed, end);
    } else {
      this.moveTo(query, start, end);
    }
    const gap = leadingGap(query, start, this.length);
    // The products have the value before a leading gap where the stretch has the one after it.
    const other = gap > 0 ? query.values[Math.min(start + gap, query.values.length - 1)] - query.values[start] : 0;
    if (!isNext || other !== 0) {
      this.look(stretch, allowed, end, gap, other);
    }
    return this.best(stretch);
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

  /** Brings the products of the references before `end` to the query's stretch from `start` on. */
  private moveTo(query: Course, start: number, end: number): void {
    const { products, course, length, longest } = this;
    for (let j = 0; j < end; j++) {
      products[j] = dot(query.values, start, course.values, j, length);
    }
    const error = length * EPSILON * normOf(query.values, start, length) * longest;
    this.standing = { of: query, start, known: end, error };
  }

  /** By how much more than the least estimate that of the nearest may be, where products are off by `error`. */
  private slack({ mean, spread }: Stretch, error: number, other: number): number {
    const { length, longest } = this;
    const norm = Math.sqrt(length) * (Math.abs(mean) + spread) + Math.abs(other) * length;
    const off = error + 8 * length * EPSILON * norm * longest;
    return 2 * ((2 / spread) * this.steepest * off + 8 * length * EPSILON * length);
  }

  /**
   * Notes the references whose estimates (squared distances, less the stretch's own square) are within the slack of the least so far. Each of `gap` values at the
   * stretch's beginning is by `other` more than the products know.
   */
  private look(stretch: Stretch, allowed: Allowed, end: number, gap: number, other: number): void {
    const { products, inverses, shifts, squares, sums } = this;
    const scale = 2 / stretch.spread;
    const shift = scale * stretch.mean;
    const slack = this.slack(stretch, this.standing?.error ?? 0, other);
    let bound = Number.MAX_VALUE;
    this.notes = 0;
    for (let j = end - 1; j >= 0; j--) {
      const product = products[j] + other * (sums[j + gap] - sums[j]);
      const estimate = squares[j] - scale * inverses[j] * product + shift * shifts[j];
      if (estimate <= bound) {
        bound = this.note(j, estimate, bound, slack, allowed);
      }
    }
    this.bound = bound;
  }

  /** The same without a gap for the stretch that starts one place later, the products brought there in one pass. */
  private step(standing: Standing, stretch: Stretch, allowed: Allowed, end: number): void {
    const { products, inverses, shifts, squares, values: y, length, longest, largest } = this;
    const x = standing.of.values;
    const scale = 2 / stretch.spread;
    const shift = scale * stretch.mean;
    const out = x[standing.start];
    const into = x[standing.start + length];
    standing.start++;
    standing.known = end;
    const norm = normOf(x, standing.start, length);
    standing.error += 3 * EPSILON * ((Math.abs(out) + Math.abs(into)) * largest + norm * longest);
    const slack = this.slack(stretch, standing.error, 0);
    let bound = Number.MAX_VALUE;
    this.notes = 0;
    const first = dot(x, standing.start, this.course.values, 0, length);
    for (let j = end - 1; j > 0; j--) {
      const k = (j - 1) | 0;
      const product = products[k] - out * y[k] + into * y[k + length];
      products[j] = product;
      const estimate = squares[j] - scale * inverses[j] * product + shift * shifts[j];
      if (estimate <= bound) {
        bound = this.note(j, estimate, bound, slack, allowed);
      }
    }
    products[0] = first;
    const estimate = squares[0] - scale * inverses[0] * first + shift * shifts[0];
    if (estimate <= bound) {
      bound = this.note(0, estimate, bound, slack, allowed);
    }
    this.bound = bound;
  }

  /** Notes a reference that may be compared with, and says up to which estimate others may still be the nearest. */
  private note(j: number, estimate: number, bound: number, slack: number, { from, to }: Allowed): number {
    if (j >= from && j < to) {
      return bound;
    }
    this.noted[this.notes] = j;
    this.estimates[this.notes++] = estimate;
    return Math.min(bound, estimate + slack);
  }

  /** Of the references noted whose estimates are within the bound, the nearest; of equals the earliest. */
  private best(stretch: Stretch): Nearest {
    const { estimates, noted, bound } = this;
    let found = NONE;
    for (let i = this.notes - 1; i >= 0 && found.squared > 0; i--) {
      if (estimates[i] <= bound) {
        const squared = this.squaredDistance(stretch, noted[i]);
        if (squared < found.squared) {
          found = { start: noted[i], squared };
        }
      }
    }
    return found;
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
