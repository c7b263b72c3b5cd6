import { parseDuration } from '../../../contract/duration.ts';
import type { CellSize } from './options.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
  28 * DAY,
];
/** The least width in px of a cell whose size is `auto`, and the most cells that are asked for. */
const LEAST_WIDTH = 16;
const MOST_CELLS = 1_000;

/** Equal stretches of time, in ms; the first and the last may reach beyond what is shown. */
export interface Grid {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/**
 * Cells over a time (ms) that is drawn over a width (px). They begin on multiples of their size as clocks show them that are `offset` ms ahead of UTC. A
 * size that makes too many cells is raised.
 */
export function gridOf(from: number, to: number, width: number, size: CellSize, offset: number): Grid {
  const span = Math.max(1, to - from);
  const asked = size === 'auto' ? (span * LEAST_WIDTH) / Math.max(LEAST_WIDTH, width) : (parseDuration(size) ?? MINUTE);
  const least = Math.max(asked, span / MOST_CELLS);
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / DAY) * DAY;
  const first = Math.floor((from + offset) / step) * step - offset;
  return { from: first, step, count: Math.floor((to - first) / step) + 1 };
}

/** Start and end (ms) of a cell. */
export function cellTime({ from, step }: Grid, cell: number): { from: number; to: number } {
  return { from: from + cell * step, to: from + (cell + 1) * step };
}
