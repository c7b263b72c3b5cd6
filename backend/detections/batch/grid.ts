import { NightjarError } from '../../errors.ts';

/** A line's points on a regular grid. Every point has a cell of its own; later points have later cells. */
export interface Grid {
  /** ms between cells. */
  readonly step: number;
  /** Times of the cells. */
  readonly times: Float64Array;
  /** Cell of each point. */
  readonly cells: Int32Array;
}

/** Points that the step of a line without training part is told from. */
export const STEP_POINTS = 32;

/**
 * Puts points at `times` (ms, irregular, repeated or out of order as they come) on a grid whose step is the median distance of the first
 * `known` points. A point goes to the cell nearest its time, or to the one after the point before it where that is taken, so that cells
 * depend on earlier points alone. Throws `bad-request` where gaps would need more than 1,000 cells a point.
 */
export function gridOf(times: Float64Array, known: number, line: number): Grid {
  const step = medianStep(times.subarray(0, Math.max(2, known)));
  const cells = new Int32Array(times.length);
  const limit = 1000 * times.length + 100_000;
  for (let i = 1; i < times.length; i++) {
    const cell = Math.max(cells[i - 1] + 1, Math.round((times[i] - times[0]) / step));
    if (cell > limit) {
      throw new NightjarError(
        'bad-request',
        `Line ${line}, t: the gap before point ${i} is too long for points ${step} ms apart; split the line there.`
      );
    }
    cells[i] = cell;
  }
  const length = times.length === 0 ? 0 : cells[times.length - 1] + 1;
  return { step, times: Float64Array.from({ length }, (_, cell) => times[0] + cell * step), cells };
}

/** Median of the positive distances between neighbours; one minute where there are none. */
function medianStep(times: Float64Array): number {
  const distances = times
    .subarray(1)
    .map((time, i) => time - times[i])
    .filter((distance) => distance > 0)
    .sort();
  return distances.length > 0 ? distances[distances.length >> 1] : 60_000;
}

/** Values of the points on the grid's cells; NaN where no point lies. */
export function toGrid(grid: Grid, values: Float64Array): Float64Array {
  const out = new Float64Array(grid.times.length).fill(Number.NaN);
  values.forEach((value, i) => {
    out[grid.cells[i]] = value;
  });
  return out;
}

/** What the cells hold, for the points. */
export function fromGrid(grid: Grid, column: Float64Array): Float64Array {
  return Float64Array.from(grid.cells, (cell) => column[cell]);
}
