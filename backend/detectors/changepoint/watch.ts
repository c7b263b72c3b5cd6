import type { Arithmetic, StreamState } from '../online-statistics/arithmetic.ts';
import { INITIAL_TAIL, TAIL_CELLS, learnTail, rarityOf } from '../online-statistics/tail.ts';
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
  m: Arithmetic<number, boolean>,
  comparisons: Float64Array,
  noise: readonly number[],
  out: Float64Array
): void {
  for (let k = 0; k < comparisons.length; k++) {
    const base = k * CELLS;
    const usual = max(LEAST_SIZE * noise[k], sqrt(m.get(base + SQUARE)));
    const deviation = abs(comparisons[k]) / usual;
    out[k] = rarityOf(m, base + TAIL, deviation);
    learnTail(m, base + TAIL, deviation, 1, 1 / (1 + m.get(base + RUN)));
    m.set(base + RUN, max(0, m.get(base + RUN) + (deviation > OUT ? 1 : -BACK)));
    const points = min(SPAN, m.get(base + POINTS) + 1);
    const size = min(deviation, CLIP) * usual;
    m.set(base + SQUARE, m.get(base + SQUARE) + (size * size - m.get(base + SQUARE)) / points);
    m.set(base + POINTS, points);
  }
}
