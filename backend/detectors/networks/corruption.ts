import { seededRandom } from '../../features/random.ts';
import { LARGEST_SEEN } from './kind.ts';

/** Share of the values a network sees in training that are replaced by any value at all. */
const REPLACED = 0.05;
/** Breadth of the noise on all others, in robust standard deviations: constant series get a surrounding that way. */
const DITHER = 0.1;

/** Half of the rows come higher or lower by up to so many robust standard deviations: a series that drifts must not leave what was learnt. */
const RAISED = 1.5;

/** Rows of `width` values raised or lowered as a whole, every second one, by the seed alone. */
export function raised(rows: Float32Array, width: number, seed: number): Float32Array {
  const random = seededRandom(seed, 3);
  const result = rows.slice();
  for (let from = width; from < rows.length; from += 2 * width) {
    const by = RAISED * (2 * random() - 1);
    for (let i = from; i < from + width; i++) {
      result[i] = Math.max(-LARGEST_SEEN, Math.min(LARGEST_SEEN, rows[i] + by));
    }
  }
  return result;
}

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
