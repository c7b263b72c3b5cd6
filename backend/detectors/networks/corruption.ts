import { seededRandom } from '../../features/random.ts';
import { LARGEST_SEEN } from './kind.ts';

/** Share of the values a network sees in training that are replaced by any value at all. */
const REPLACED = 0.05;
/** Breadth of the noise on all others, in robust standard deviations: constant series get a surrounding that way. */
const DITHER = 0.1;

/**
 * Rows as a network is shown them in training, while it is asked for what they were (denoising, Vincent et al. 2008): some values replaced, all a little
 * shaken. So it learns to tell a value from those around it, and one wild value does not spoil what it says of the others. By the seed alone.
 */
export function corrupted(rows: Float32Array, seed: number): Float32Array {
  const random = seededRandom(seed, 2);
  return rows.map((value) =>
    random() < REPLACED ? LARGEST_SEEN * (2 * random() - 1) : value + DITHER * (random() - random())
  );
}
