import type { LeftOut } from './separation.ts';

/** How references are parted: `groups` of `members` neighbouring ones, and `chunks`: group g belongs to chunk g modulo `chunks`. */
export interface Parting {
  readonly members: number;
  readonly groups: number;
  readonly chunks: number;
}

/** What the graph says of a block of queries: the least squared distance of each group and of each chunk, row-major, a query a row. */
export interface Least {
  readonly groups: Float32Array;
  /** The bits of both, which as whole numbers have the same order from 0 on and are compared faster. */
  readonly groupBits: Int32Array;
  readonly chunks: Float32Array;
  readonly chunkBits: Int32Array;
}

/** The bits of infinity in float32. */
const INFINITE = 0x7f800000;
/** So many numbers more than wanted are no reason to look for a better bound. */
const SPARE = 2;
const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/**
 * Takes the groups out of a query's row that are left out with all their members: their nearness would hide how far the others are. Of the groups at either
 * end of what is left out some members count, maybe not the closest.
 */
export function leaveOut({ groups, chunks }: Least, query: number, parting: Parting, { from, to }: LeftOut): void {
  const first = Math.ceil(from / parting.members);
  const end = Math.floor(to / parting.members);
  if (first >= end) {
    return;
  }
  const start = query * parting.groups;
  groups.fill(Number.POSITIVE_INFINITY, start + first, start + end);
  const touched = Math.min(parting.chunks, end - first);
  for (let i = 0; i < touched; i++) {
    const c = (first + i) % parting.chunks;
    let least = Number.POSITIVE_INFINITY;
    for (let g = start + c; g < start + parting.groups; g += parting.chunks) {
      least = Math.min(least, groups[g]);
    }
    chunks[query * parting.chunks + c] = least;
  }
}

/**
 * A number that at least k (and mostly few more) of the `count` numbers from `start` on do not exceed, an even count of them, given by their bits;
 * infinity where fewer than k are finite. By halving: unlike in sorting, there is hardly a branch that a processor could not foresee.
 */
export function atLeastKth(bits: Int32Array, start: number, count: number, k: number): number {
  const end = start + count;
  let low = INFINITE;
  for (let i = start; i < end; i++) {
    low = Math.min(low, bits[i]);
  }
  // Rounding makes some numbers negative, whose bits have no order.
  low = Math.max(0, low) - 1;
  let high = INFINITE;
  while (high - low > 1) {
    const middle = (low + ((high - low) >> 1)) | 0;
    const above = (middle + 1) | 0;
    let within = 0;
    for (let i = start; i < end; i += 2) {
      const one = bits[i];
      const other = bits[i + 1];
      within += (((one - above) | one) >>> 31) + (((other - above) | other) >>> 31);
    }
    if (within < k) {
      low = middle;
    } else {
      high = middle;
      if (within <= k + SPARE) {
        break;
      }
    }
  }
  BITS[0] = high;
  return FLOAT[0];
}

/** Where every group is one reference: puts those of a query whose distance is finite and within the limit into `picked`, ascending; says how many. */
export function pickSingles(bits: Int32Array, start: number, count: number, limit: number, picked: Int32Array): number {
  FLOAT[0] = limit;
  // Above what `limit` was rounded to; not above infinity, which stands for what is left out.
  const above = Math.min(BITS[0] + 2, INFINITE) | 0;
  let next = 0;
  let i = 0;
  // Adds 1 where a number is below, without a branch to guess; rounding makes some numbers negative.
  for (let at = start; i + 3 < count; i += 4, at += 4) {
    const a = bits[at];
    const b = bits[at + 1];
    const c = bits[at + 2];
    const d = bits[at + 3];
    picked[next] = i;
    next += ((a - above) | a) >>> 31;
    picked[next] = i + 1;
    next += ((b - above) | b) >>> 31;
    picked[next] = i + 2;
    next += ((c - above) | c) >>> 31;
    picked[next] = i + 3;
    next += ((d - above) | d) >>> 31;
  }
  for (; i < count; i++) {
    const number = bits[start + i];
    picked[next] = i;
    next += ((number - above) | number) >>> 31;
  }
  return next;
}

/** Puts the members of the groups of a query whose least distance is within the limit into `picked`; says how many. */
export function pickMembers(
  { groups, chunks }: Least,
  query: number,
  parting: Parting,
  limit: number,
  count: number,
  leftOut: LeftOut,
  picked: Int32Array
): number {
  const { members } = parting;
  const start = query * parting.groups;
  const end = start + parting.groups;
  const chunk = query * parting.chunks;
  let next = 0;
  for (let c = 0; c < parting.chunks; c++) {
    if (chunks[chunk + c] <= limit) {
      for (let g = start + c; g < end; g += parting.chunks) {
        if (groups[g] <= limit) {
          const from = (g - start) * members;
          for (let i = from; i < Math.min(count, from + members); i++) {
            picked[next] = i;
            next += leftOut.has(i) ? 0 : 1;
          }
        }
      }
    }
  }
  return next;
}
