import { contentKey } from '../../onnx/content-key.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { LazyModel } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { candidateModel } from './candidate-graph.ts';
import type { Closest, Separation } from './closest.ts';
import type { Points } from './points.ts';

/** Chunks for each neighbour wanted: with three, the k-th closest chunk holds little more than the k closest references. */
const CHUNKS = 3;
/** Members of a group, as a share of the root of what a chunk holds. */
const MEMBERS = 0.5;
/** Distances held at once, so that a block stays in the processor's cache. */
const BLOCK_DISTANCES = 640_000;
const SMALLEST_BLOCK = 16;
const LARGEST_BLOCK = 512;
/** Half the distance between 1 and the next float32. */
const ROUNDING = 2 ** -24;
/** Larger squared norms are not ranked in float32. */
const LARGEST_NORM = 1e30;
/** Squared norm of what fills up the last group. */
const NOWHERE = 3e38;

const MODEL: LazyModel = { key: contentKey(new TextEncoder().encode('candidates')), build: candidateModel };

/** References laid out for `candidateModel`, about the mean of all. */
export class GroupSearch {
  private readonly references: Points;
  private readonly center: Float64Array;
  private readonly k: number;
  private readonly members: number;
  private readonly groups: number;
  private readonly chunks: number;
  /** [columns + 1, members x groups]: group g holds `members` references from g x members on, in the columns g, G + g, ... */
  private readonly layout: Float32Array;
  /** Room for the references to look at. */
  private readonly picked: Int32Array;
  /** Whether float32 can rank distances to these points. */
  readonly isUsable: boolean;

  constructor(references: Points, k: number) {
    const { rows, count, columns } = references;
    this.references = references;
    this.k = k;
    this.chunks = CHUNKS * k;
    this.members = Math.max(1, Math.round(MEMBERS * Math.sqrt(count / this.chunks)));
    this.groups = this.chunks * Math.ceil(count / (this.members * this.chunks));
    this.picked = new Int32Array(count);
    this.center = new Float64Array(columns);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < columns; c++) {
        this.center[c] += rows[i * columns + c] / count;
      }
    }
    const width = this.members * this.groups;
    this.layout = new Float32Array((columns + 1) * width);
    this.layout.fill(NOWHERE, columns * width);
    let largest = 0;
    for (let i = 0; i < count; i++) {
      const at = (i % this.members) * this.groups + Math.floor(i / this.members);
      let norm = 0;
      for (let c = 0; c < columns; c++) {
        const centred = Math.fround(rows[i * columns + c] - this.center[c]);
        this.layout[c * width + at] = -2 * centred;
        norm += centred * centred;
      }
      this.layout[columns * width + at] = norm;
      largest = Math.max(largest, norm);
    }
    this.isUsable = largest < LARGEST_NORM;
  }

  /**
   * Finds the closest references of every query: groups chosen in float32, their members ranked exactly. `done` is called for each query with what is in
   * `found`.
   */
  async search(
    queries: Points,
    separation: Separation | null,
    found: Closest,
    done: (query: number) => void
  ): Promise<void> {
    const { columns } = this.references;
    const width = this.members * this.groups;
    const rows = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, Math.floor(BLOCK_DISTANCES / width)));
    const parting = (together: number) => tensor('int64', [3], BigInt64Array.of(0n, BigInt(together), -1n));
    const fixed = {
      references: tensor('float32', [columns + 1, width], this.layout),
      grouping: parting(this.members),
      chunking: parting(this.groups / this.chunks),
    };
    // Of the groups at either end of a zone some members count, maybe not the closest.
    const smallest = new Float64Array(this.k + (separation ? 2 : 0));
    await sessions.with(MODEL, async (session) => {
      for (let from = 0; from < queries.count; from += rows) {
        const count = Math.min(rows, queries.count - from);
        const { asked, norms } = this.centred(queries, from, count);
        const outputs = await session.run({ ...fixed, queries: tensor('float32', [count, columns + 1], asked) });
        const groups = outputs.groups.data as Float32Array;
        const chunks = outputs.chunks.data as Float32Array;
        for (let q = 0; q < count; q++) {
          found.clear();
          const least = {
            groups: groups.subarray(q * this.groups, (q + 1) * this.groups),
            chunks: chunks.subarray(q * this.chunks, (q + 1) * this.chunks),
          };
          this.rank(queries, from + q, norms[q], least, smallest, separation, found);
          done(from + q);
        }
      }
    });
  }

  private centred(queries: Points, from: number, count: number): { asked: Float32Array; norms: Float64Array } {
    const { columns } = this.references;
    const asked = new Float32Array(count * (columns + 1));
    const norms = new Float64Array(count);
    for (let q = 0; q < count; q++) {
      const at = q * (columns + 1);
      for (let c = 0; c < columns; c++) {
        const centred = Math.fround(queries.rows[(from + q) * columns + c] - this.center[c]);
        asked[at + c] = centred;
        norms[q] += centred * centred;
      }
      asked[at + columns] = 1;
    }
    return { asked, norms };
  }

  /**
   * Looks first into the k groups that are closest by their closest member, then into all others that could hold a closer reference. One closer than
   * the k-th found, at distance w, would have a norm below |a| + w, so that the float32 Gemm misjudges its squared distance by less than
   * (columns + 8) 2^-24 (2 |a| + w)^2 (Higham 2002, section 3.1; the 8 stand for centring and the norm). So what is found is exact.
   */
  private rank(
    queries: Points,
    query: number,
    norm: number,
    least: Least,
    smallest: Float64Array,
    separation: Separation | null,
    found: Closest
  ): void {
    if (separation) {
      this.leaveOut(least, separation, query);
    }
    const first = kSmallest(least.chunks, smallest);
    this.look(queries, query, least, Number.NEGATIVE_INFINITY, first, separation, found);
    const bound = this.bound(found.worst, norm);
    if (bound > first) {
      this.look(queries, query, least, first, bound, separation, found);
    }
  }

  /** Takes the groups out that lie within a query's zone with all their members: their nearness would hide how far the others are. */
  private leaveOut({ groups, chunks }: Least, { queries, references, zone }: Separation, query: number): void {
    const from = firstAtLeast(references, queries[query] - zone + 1);
    const to = firstAtLeast(references, queries[query] + zone);
    const firstGroup = Math.ceil(from / this.members);
    const endGroup = Math.floor(to / this.members);
    groups.fill(Number.POSITIVE_INFINITY, firstGroup, Math.max(firstGroup, endGroup));
    const touched = Math.min(chunks.length, endGroup - firstGroup);
    for (let i = 0; i < touched; i++) {
      const c = (firstGroup + i) % chunks.length;
      let least = Number.POSITIVE_INFINITY;
      for (let g = c; g < groups.length; g += chunks.length) {
        least = Math.min(least, groups[g]);
      }
      chunks[c] = least;
    }
  }

  /** Looks into the groups whose closest member lies beyond `above` and not beyond `upTo`. */
  private look(
    queries: Points,
    query: number,
    { groups, chunks }: Least,
    above: number,
    upTo: number,
    separation: Separation | null,
    found: Closest
  ): void {
    const { members, references, picked } = this;
    let count = 0;
    for (let c = 0; c < chunks.length; c++) {
      if (chunks[c] <= upTo) {
        for (let g = c; g < groups.length; g += chunks.length) {
          if (groups[g] > above && groups[g] <= upTo) {
            const to = Math.min(references.count, (g + 1) * members);
            for (let i = g * members; i < to; i++) {
              picked[count++] = i;
            }
          }
        }
      }
    }
    found.lookAt(queries, query, references, picked, count, separation);
  }

  /** What the float32 graph says at most of a reference whose squared distance is `squared` or less. */
  private bound(squared: number, norm: number): number {
    if (squared === Number.POSITIVE_INFINITY) {
      return squared;
    }
    const reach = 2 * Math.sqrt(norm) + Math.sqrt(squared);
    return squared - norm + (this.references.columns + 8) * ROUNDING * reach * reach;
  }
}

/** Number of the first of ascending places that is `least` or more. */
function firstAtLeast(places: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < least) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** What the graph says of one query. */
interface Least {
  readonly groups: Float32Array;
  readonly chunks: Float32Array;
}

/** The k-th smallest of the numbers, or the largest where there are fewer; `smallest` is room for k. */
function kSmallest(numbers: Float32Array, smallest: Float64Array): number {
  const last = smallest.length - 1;
  let limit = Number.POSITIVE_INFINITY;
  smallest.fill(limit);
  let held = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i];
    if (number < limit) {
      let at = held < last ? held++ : last;
      while (at > 0 && smallest[at - 1] > number) {
        smallest[at] = smallest[at - 1];
        at--;
      }
      smallest[at] = number;
      limit = smallest[last];
    }
  }
  return limit;
}
