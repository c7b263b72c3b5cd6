import { gridFrom } from './grid.ts';
import type { Grid } from './grid.ts';

const MINUTE_MS = 60_000;
/** Lengths of blocks that fit into hours and days. */
const LENGTHS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440].map((minutes) => minutes * MINUTE_MS);
/** Points that any forecaster still fits quickly: two weeks at five minutes. */
export const ENOUGH_POINTS = 4_096;
/** A horizon is told in so many blocks at least, else its course is lost. */
const LEAST_STEPS = 12;

/**
 * Raw points in a block: the fewest with which the past comes down to `ENOUGH_POINTS`, but no more than leave the horizon its course; 1 where there is no need,
 * or where no length of time people use is a whole number of steps.
 */
export function blockFor(points: number, step: number, horizonSteps: number): number {
  const sizes = LENGTHS.map((length) => length / step).filter(
    (size) => size > 1 && Number.isInteger(size) && horizonSteps >= LEAST_STEPS * size
  );
  return points <= ENOUGH_POINTS ? 1 : (sizes.find((size) => points / size <= ENOUGH_POINTS) ?? sizes.at(-1) ?? 1);
}

/** Means of blocks of `size` values, the last of which ends with the last value; a block's instant is that of its last value. What does not fill a block at the begin is left out. */
export function inBlocks(grid: Grid, size: number): Grid {
  if (size === 1) {
    return grid;
  }
  const { step, values } = gridFrom(grid, grid.values.length % size);
  const count = values.length / size;
  const means = new Float64Array(count);
  for (let block = 0; block < count; block++) {
    let known = 0;
    for (const value of values.subarray(block * size, (block + 1) * size)) {
      if (!Number.isNaN(value)) {
        known++;
        means[block] += (value - means[block]) / known;
      }
    }
    means[block] = known === 0 ? Number.NaN : means[block];
  }
  return { start: grid.start + ((grid.values.length % size) + size - 1) * step, step: step * size, values: means };
}

/**
 * Values of blocks on the raw step again, `points` of them: on the lines between the middles of blocks, from the middle of the last known block (`last`) on.
 * The last block goes on level.
 */
export function unblocked(blocks: Float64Array, last: number, size: number, points: number): Float64Array {
  if (size === 1) {
    return blocks.slice(0, points);
  }
  const at = (block: number): number => (block < 0 ? last : blocks[Math.min(block, blocks.length - 1)]);
  return Float64Array.from({ length: points }, (_, i) => {
    // The first raw point ahead lies half a block and half a step after the middle of the last known block.
    const position = (i + (size + 1) / 2) / size - 1;
    const before = Math.floor(position);
    return at(before) + (at(before + 1) - at(before)) * (position - before);
  });
}

/** How far raw values lie from what their blocks say of them: finite ones, in order of time. */
export function withinBlocks(raw: Grid, blocked: Grid, size: number): Float64Array {
  if (size === 1 || blocked.values.length < 2) {
    return new Float64Array(0);
  }
  const course = unblocked(blocked.values.subarray(1), blocked.values[0], size, (blocked.values.length - 1) * size);
  const from = raw.values.length - course.length;
  return course.map((value, i) => raw.values[from + i] - value).filter(Number.isFinite);
}
