import { walkedSums } from './ensemble.ts';
import type { Forest } from './forest.ts';

/**
 * What each of `parts` equal stretches of a scaled row adds to its unusualness: how much longer the mean path becomes, in quanta of the sum, when
 * the stretch is replaced by the training data's centre (0); never below 0.
 */
export function attribution(forest: Forest, row: Float32Array, parts: number): Float64Array {
  const width = row.length / parts;
  const rows = new Float32Array((parts + 1) * row.length);
  for (let part = 0; part <= parts; part++) {
    rows.set(row, part * row.length);
    if (part < parts) {
      rows.fill(0, part * row.length + part * width, part * row.length + (part + 1) * width);
    }
  }
  const sums = walkedSums(forest, rows, parts + 1);
  return sums.subarray(0, parts).map((sum) => Math.max(0, sum - sums[parts]));
}
