import { seededRandom } from '../../features/random.ts';
import { normal } from './normal.ts';

/** Keeps the random streams of noise apart from those of shuffling and of parameters. */
const NOISE_STREAM = 0x8000_0000;

/**
 * Which rows make which batch, from the seed and a step's number alone: permutations of all rows, one after the other, cut into batches. So every
 * row is seen equally often, no batch is smaller than another, and training can go on at any step.
 */
export class Batches {
  private readonly rows: number;
  private readonly size: number;
  private readonly seed: number;
  private epoch = -1;
  private order: Int32Array;

  constructor(rows: number, size: number, seed: number) {
    this.rows = rows;
    this.size = size;
    this.seed = seed;
    this.order = new Int32Array(rows);
  }

  /** Steps after which every row was seen, rounded up. */
  get stepsPerEpoch(): number {
    return Math.ceil(this.rows / this.size);
  }

  private shuffle(epoch: number): void {
    const random = seededRandom(this.seed, epoch);
    const { order } = this;
    for (let i = 0; i < order.length; i++) {
      const j = Math.floor(random() * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    this.epoch = epoch;
  }

  /** Row numbers of `count` steps from step `first` (counted from 0) on, [count, size]. */
  indices(first: number, count: number): Int32Array {
    const result = new Int32Array(count * this.size);
    let at = first * this.size;
    for (let filled = 0; filled < result.length;) {
      const epoch = Math.floor(at / this.rows);
      if (epoch !== this.epoch) {
        this.shuffle(epoch);
      }
      const from = at - epoch * this.rows;
      const part = this.order.subarray(from, from + result.length - filled);
      result.set(part, filled);
      filled += part.length;
      at += part.length;
    }
    return result;
  }
}

/** Standard normal noise of `count` steps from step `first` on, `size` numbers each, by the seed, the input's number and the step's alone. */
export function stepNoise(seed: number, input: number, first: number, count: number, size: number): Float32Array {
  const noise = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    normal(
      noise.subarray(i * size, (i + 1) * size),
      seededRandom(seed + input * 0x1_0000_0000, NOISE_STREAM + first + i)
    );
  }
  return noise;
}
