import { contentKey } from '../../onnx/content-key.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { LazyModel } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { candidateModel } from './candidate-graph.ts';
import { atLeastKth, leaveOut, pickMembers, pickSingles } from './candidates.ts';
import type { Least, Parting } from './candidates.ts';
import type { Closest } from './closest.ts';
import type { Points } from './points.ts';
import { LeftOut } from './separation.ts';
import type { Separation } from './separation.ts';

/** Chunks for each neighbour wanted: the k-th closest chunk then holds little more than the k closest references. More where groups have several members. */
const CHUNKS = 2;
const CHUNKS_OF_MANY = 3;
/** Members of a group, as a share of the root of what a chunk holds. */
const MEMBERS = 0.5;
/** Distances held at once, so that a block stays in the processor's cache. */
const BLOCK_DISTANCES = 640_000;
const SMALLEST_BLOCK = 16;
/** Distances of a search that takes a few milliseconds at most: the event loop need not turn in between. */
const FEW_DISTANCES = 500_000;
const LARGEST_BLOCK = 128;
/** Half the distance between 1 and the next float32. */
const ROUNDING = 2 ** -24;
/** Larger squared norms are not ranked in float32. */
const LARGEST_NORM = 1e30;
/** Squared norm of what fills up the last group. */
const NOWHERE = 3e38;
/** What a point has beside its columns. */
const BESIDE = 2;

function modelOf(isSingle: boolean): LazyModel {
  const name = isSingle ? 'single candidates' : 'candidates';
  return { key: contentKey(new TextEncoder().encode(name)), build: () => candidateModel(isSingle) };
}
const SINGLES = modelOf(true);
const MODEL = modelOf(false);

function partingOf(count: number, k: number): Parting {
  const members = Math.max(1, Math.round(MEMBERS * Math.sqrt(count / (CHUNKS_OF_MANY * k))));
  const chunks = 2 * Math.ceil(((members === 1 ? CHUNKS : CHUNKS_OF_MANY) * k) / 2) + 2;
  return { members, chunks, groups: chunks * Math.ceil(count / (members * chunks)) };
}

/** References laid out for `candidateModel`, about the mean of all. */
export class GroupSearch {
  private readonly references: Points;
  private readonly center: Float64Array;
  private readonly k: number;
  private readonly parting: Parting;
  /** [columns + 2, members x groups]: group g holds `members` references from g x members on, in the columns g, G + g, ... */
  private readonly layout: Float32Array;
  /** Room for the references to look at, and one more. */
  private readonly picked: Int32Array;
  /** Whether float32 can rank distances to these points. */
  readonly isUsable: boolean;

  constructor(references: Points, k: number) {
    const { rows, count, columns } = references;
    this.references = references;
    this.k = k;
    this.parting = partingOf(count, k);
    const { members, groups } = this.parting;
    this.picked = new Int32Array(count + 1);
    const center = new Float64Array(columns);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < columns; c++) {
        center[c] += rows[i * columns + c] / count;
      }
    }
    this.center = center;
    const width = members * groups;
    const layout = new Float32Array((columns + BESIDE) * width);
    layout.fill(NOWHERE, columns * width, (columns + 1) * width);
    layout.fill(1, (columns + 1) * width);
    let largest = 0;
    for (let i = 0; i < count; i++) {
      const at = (i % members) * groups + Math.floor(i / members);
      let norm = 0;
      for (let c = 0; c < columns; c++) {
        const centred = Math.fround(rows[i * columns + c] - center[c]);
        layout[c * width + at] = -2 * centred;
        norm += centred * centred;
      }
      layout[columns * width + at] = norm;
      largest = Math.max(largest, norm);
    }
    this.layout = layout;
    this.isUsable = largest < LARGEST_NORM;
  }

  /**
   * Finds the closest references of every query: candidates chosen in float32, ranked exactly. `done` is called for each query with what is in
   * `found`.
   */
  async search(
    queries: Points,
    separation: Separation | null,
    found: Closest,
    done: (query: number) => void
  ): Promise<void> {
    const { members, groups, chunks } = this.parting;
    const width = members * groups;
    const depth = this.references.columns + BESIDE;
    const rows = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, Math.floor(BLOCK_DISTANCES / width)));
    const together = (count: number) => tensor('int64', [3], BigInt64Array.of(0n, BigInt(count), -1n));
    const fixed = {
      references: tensor('float32', [depth, width], this.layout),
      ...(members > 1 && { grouping: together(members) }),
      chunking: together(groups / chunks),
    };
    const leftOut = new LeftOut(separation);
    const isShort = queries.count * width <= FEW_DISTANCES;
    await sessions.with(members === 1 ? SINGLES : MODEL, async (session) => {
      for (let from = 0; from < queries.count; from += rows) {
        const count = Math.min(rows, queries.count - from);
        const { asked, norms } = this.centred(queries, from, count);
        const feeds = { ...fixed, queries: tensor('float32', [count, depth], asked) };
        const outputs = isShort && session.runNow ? session.runNow(feeds) : await session.run(feeds);
        const least = leastOf(outputs.groups.data as Float32Array, outputs.chunks.data as Float32Array);
        for (let q = 0; q < count; q++) {
          leftOut.goTo(from + q);
          found.clear();
          this.look(queries, from + q, norms[q], least, q, leftOut, found);
          done(from + q);
        }
      }
    });
  }

  private look(
    queries: Points,
    query: number,
    norm: number,
    least: Least,
    row: number,
    leftOut: LeftOut,
    found: Closest
  ): void {
    const { references, parting, picked, k } = this;
    if (norm >= LARGEST_NORM) {
      found.look(queries, query, references, 0, references.count, null, leftOut);
      return;
    }
    leaveOut(least, row, parting, leftOut);
    // Two more for the groups at either end of what is left out, of which some members count, maybe not the closest.
    const wanted = leftOut.to > leftOut.from && parting.members > 1 ? k + 2 : k;
    const nearby = atLeastKth(least.chunkBits, row * parting.chunks, parting.chunks, wanted);
    const limit = this.limit(nearby, norm);
    const count =
      parting.members === 1
        ? pickSingles(least.groupBits, row * parting.groups, references.count, limit, picked)
        : pickMembers(least, row, parting, limit, references.count, leftOut, picked);
    found.lookAt(queries, query, references, picked, count);
  }

  private centred(queries: Points, from: number, count: number): { asked: Float32Array; norms: Float64Array } {
    const { center } = this;
    const { columns } = this.references;
    const { rows } = queries;
    const asked = new Float32Array(count * (columns + BESIDE));
    const norms = new Float64Array(count);
    for (let q = 0, at = 0; q < count; q++) {
      let norm = 0;
      for (let c = 0; c < columns; c++) {
        const centred = Math.fround(rows[(from + q) * columns + c] - center[c]);
        asked[at++] = centred;
        norm += centred * centred;
      }
      norms[q] = norm;
      asked[at++] = 1;
      asked[at++] = norm;
    }
    return { asked, norms };
  }

  /**
   * What the float32 graph says at most of the k closest references, where it says `estimate` of the k-th closest chunk: at least k references are said
   * to be so close. Of a reference at distance w from a query of norm |a| it misjudges the squared distance by less than
   * (columns + 10) 2^-24 (2 |a| + w)^2 (Higham 2002, section 3.1; the 10 stand for centring and the norms), and that is at most twice
   * (columns + 10) 2^-24 (4 |a|^2 + w^2). So the k references lie within w, and the graph says of every one that does what is returned, or less.
   */
  private limit(estimate: number, norm: number): number {
    const error = (this.references.columns + 10) * ROUNDING;
    const squared = Math.max(0, estimate + 8 * error * norm) / (1 - 2 * error);
    const reach = 2 * Math.sqrt(norm) + Math.sqrt(squared);
    return squared + error * reach * reach;
  }
}

function leastOf(groups: Float32Array, chunks: Float32Array): Least {
  return { groups, groupBits: bitsOf(groups), chunks, chunkBits: bitsOf(chunks) };
}

function bitsOf({ buffer, byteOffset, length }: Float32Array): Int32Array {
  return new Int32Array(buffer, byteOffset, length);
}
