import type { StreamState } from '../online-statistics/arithmetic.ts';
import { INITIAL_TAIL, TAIL_CELLS, judgeAndLearn } from '../online-statistics/tail.ts';
import { COMPARISONS, whiteNoise } from './windows.ts';

const { abs, max, min, sqrt } = Math;

/** Cells of one comparison: mean square, points it was learnt from, points out in a row, tail. */
const SQUARE = 0;
const POINTS = 1;
const RUN = 2;
const TAIL = 3;
const CELLS = TAIL + TAIL_CELLS;

/** Neighbouring windows share most points, so that what is usual is told by many: begin as for white noise, so many windows' worth, doubled. */
const PRIOR_WINDOWS = 10;
const PRIOR_SIZE = 2;
const LEAST_SIZE = 0.5;
/** Points over which the usual size of a comparison is averaged. */
const SPAN = 5000;
const OUT = 4;
const BACK = 2;
const CLIP = 4;

/** How large each comparison usually is and how its tail falls: plain state. */
export function emptyWatch(window: number): StreamState {
  const cells = new Float64Array(COMPARISONS.length * CELLS);
  whiteNoise(window).forEach((size, k) => {
    cells[k * CELLS + SQUARE] = (PRIOR_SIZE * size) ** 2;
    cells[k * CELLS + POINTS] = PRIOR_WINDOWS * window;
    cells.set(INITIAL_TAIL, k * CELLS + TAIL);
  });
  return { cells, table: new Float32Array(0) };
}

/** Rarity of each comparison (-log10 of the share of points at which it is as large), into `out`; then learns them. */
export function watch(
  { cells }: StreamState,
  comparisons: Float64Array,
  noise: readonly number[],
  out: Float64Array
): void {
  for (let k = 0; k < comparisons.length; k++) {
    const base = k * CELLS;
    const square = cells[base + SQUARE];
    const run = cells[base + RUN];
    const usual = max(LEAST_SIZE * noise[k], sqrt(square));
    const deviation = abs(comparisons[k]) / usual;
    out[k] = judgeAndLearn(cells, base + TAIL, deviation, 1 / (1 + run));
    cells[base + RUN] = max(0, run + (deviation > OUT ? 1 : -BACK));
    const points = min(SPAN, cells[base + POINTS] + 1);
    const size = min(deviation, CLIP) * usual;
    cells[base + SQUARE] = square + (size * size - square) / points;
    cells[base + POINTS] = points;
  }
}
