import { NightjarError } from '../../../errors.ts';
import type { SquaredDistances } from '../../distances/squared-distances.ts';

/** Label of what belongs to no cluster. */
export const NOISE = -1;

/** Things whose neighbours, a bit a pair, take no more than 32 MB. */
export const MOST_THINGS = 16_384;

const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

function bitsOf(value: number): number {
  FLOAT[0] = value;
  return BITS[0];
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Who is whose neighbour: row i of `bits`, `words` numbers of 32 bits each, and how many neighbours it has, itself included. */
interface Neighbours {
  readonly bits: Int32Array;
  readonly words: number;
  readonly counts: Int32Array;
}

/**
 * Pairs within `eps` (a distance, inclusive). Bits of floats have the order of the floats, and unlike them are compared without a branch that a processor
 * would have to guess; what rounding leaves open is asked exactly.
 */
async function neighboursWithin(distances: SquaredDistances, eps: number): Promise<Neighbours> {
  const { count, tolerance } = distances;
  const limit = eps * eps;
  const words = Math.ceil(count / 32);
  const bits = new Int32Array(count * words);
  const counts = new Int32Array(count);
  // One unit in the last place more than what is surely within, and than what may be.
  const isAnySure = limit > tolerance;
  const sure = isAnySure ? bitsOf(limit - tolerance) : 0;
  const open = bitsOf(limit + tolerance) + 2;
  let view: Int32Array = new Int32Array(0);
  await distances.eachRow(limit + tolerance, (i, squared, start, from, to) => {
    if (view.buffer !== squared.buffer || view.byteOffset !== squared.byteOffset || view.length !== squared.length) {
      view = new Int32Array(squared.buffer, squared.byteOffset, squared.length);
    }
    const row = i * words;
    const [ownWord, ownBit] = [i >>> 5, 1 << (i & 31)];
    // Bits of things before this one came from their rows.
    let found = counts[i];
    for (let j = i & ~31; j < to; j += 32) {
      const end = Math.min(to, j + 32) - j;
      let within = 0;
      let doubtful = isAnySure ? 0 : -1;
      for (let bit = 0, at = start + j - from; bit < end; at++, bit++) {
        const one = view[at];
        within |= (((one - open) | one) >>> 31) << bit;
        doubtful |= (((sure - one) & ~one) >>> 31) << bit;
      }
      if (j < i) {
        within &= -ownBit;
      }
      for (let left = within & doubtful; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        if (distances.exact(i, j + bit) > limit) {
          within &= ~(1 << bit);
        }
      }
      bits[row + (j >>> 5)] |= within;
      found += bitCount(within);
      for (let left = j === ownWord * 32 ? within & ~ownBit : within; left !== 0; left &= left - 1) {
        const other = j + 31 - Math.clz32(left & -left);
        bits[other * words + ownWord] |= ownBit;
        counts[other]++;
      }
    }
    counts[i] = found;
  });
  return { bits, words, counts };
}

/**
 * DBSCAN (Ester, Kriegel, Sander and Xu 1996): things with `minSamples` neighbours within `eps`, themselves counted, are cores; cores within `eps` of each
 * other are one cluster, and what is within `eps` of a core goes to the first such cluster. Labels count clusters by their first core, as scikit-learn's
 * do; `NOISE` is the rest. Throws `too-large` beyond `MOST_THINGS`, `engine-failure`.
 */
export async function dbscanOf(distances: SquaredDistances, eps: number, minSamples: number): Promise<Int32Array> {
  const { count } = distances;
  if (count > MOST_THINGS) {
    throw new NightjarError(
      'too-large',
      `DBSCAN puts at most ${MOST_THINGS} alerts together at once, not ${count}: take the clustering algorithm auto or simple, or a shorter time.`
    );
  }
  const { bits, words, counts } = await neighboursWithin(distances, eps);
  const labels = new Int32Array(count).fill(NOISE);
  /** Cores that have no cluster yet. */
  const left = new Int32Array(words);
  counts.forEach((neighbours, i) => {
    left[i >>> 5] |= neighbours >= minSamples ? 1 << (i & 31) : 0;
  });
  let clusters = 0;
  const pending: number[] = [];
  for (let i = 0; i < count; i++) {
    if ((left[i >>> 5] & (1 << (i & 31))) === 0) {
      continue;
    }
    left[i >>> 5] &= ~(1 << (i & 31));
    pending.push(i);
    for (let core = pending.pop(); core !== undefined; core = pending.pop()) {
      labels[core] = clusters;
      for (let w = 0, at = core * words; w < words; w++, at++) {
        let fresh = bits[at] & left[w];
        left[w] &= ~fresh;
        for (; fresh !== 0; fresh &= fresh - 1) {
          pending.push(w * 32 + 31 - Math.clz32(fresh & -fresh));
        }
      }
    }
    clusters++;
  }
  labelBorders(labels, { bits, words, counts }, minSamples);
  return labels;
}

/** Gives what is no core, but a neighbour of one, the first cluster among its cores. */
function labelBorders(labels: Int32Array, { bits, words, counts }: Neighbours, minSamples: number): void {
  for (let i = 0; i < labels.length; i++) {
    if (counts[i] >= minSamples) {
      continue;
    }
    let label = NOISE;
    for (let w = 0; w < words; w++) {
      for (let near = bits[i * words + w]; near !== 0; near &= near - 1) {
        const other = w * 32 + 31 - Math.clz32(near & -near);
        if (counts[other] >= minSamples && (label === NOISE || labels[other] < label)) {
          label = labels[other];
        }
      }
    }
    labels[i] = label;
  }
}
