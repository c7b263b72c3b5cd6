import { windowRows } from '../../features/window-rows.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import type { Series } from '../../series/series.ts';
import type { Points } from './points.ts';

/** Windows as points in space, fitted on training data alone. Plain data. */
export type WindowSpace = {
  readonly columns: readonly WindowColumn[];
  readonly window: number;
  /** Widths of the blocks a series' window is cut into, oldest first; they add up to `window`. */
  readonly blocks: readonly number[];
};

/** Windows of a group: a point each, the instants they end at, and their newest scaled values, row-major [count, series]. */
export interface WindowPoints extends Points {
  readonly instants: Int32Array;
  readonly newest: Float32Array;
}

/** More columns make searching dearer and, since distances even out, hardly better. */
const MOST_COLUMNS = 16;
/** Each of many series keeps its newest value and one block before it. */
const LEAST_BLOCKS = 2;

/** How many blocks each of `series` windows gets. */
function blocksOf(window: number, series: number): number {
  return Math.min(window, Math.max(LEAST_BLOCKS, Math.floor(MOST_COLUMNS / series)));
}

/** Blocks for scoring as points come: the newest value stands alone, those before it in blocks of nearly equal width, the wider ones older. */
export function recentBlocks(window: number, series: number): number[] {
  const blocks = blocksOf(window, series);
  return blocks === 1 ? [window] : [...evenWidths(window - 1, blocks - 1), 1];
}

/** Blocks for looking back, where every value is some window's newest one. */
export function evenBlocks(window: number, series: number): number[] {
  return evenWidths(window, blocksOf(window, series));
}

function evenWidths(total: number, blocks: number): number[] {
  return Array.from({ length: blocks }, (_, i) => Math.floor((total + blocks - 1 - i) / blocks));
}

/**
 * Every window of a group as a point: of each block its mean times the root of its width (piecewise aggregate approximation; Keogh et al. 2001), so
 * that distances come near to those of the scaled windows and never exceed them.
 */
export function windowPoints(series: readonly Series[], { columns, window, blocks }: WindowSpace): WindowPoints {
  const { rows, count, instants } = windowRows(series, columns, window);
  const newest = new Float32Array(count * series.length);
  for (let i = 0; i < newest.length; i++) {
    newest[i] = rows[(i + 1) * window - 1];
  }
  return { rows: reduceRows(rows, window, blocks), count, columns: blocks.length * series.length, instants, newest };
}

/** Rows of windows, one after the other, to rows of blocks; the same numbers where blocks are single values. */
function reduceRows(rows: Float32Array, window: number, blocks: readonly number[]): Float32Array {
  if (blocks.length === window) {
    return rows;
  }
  const reduced = new Float32Array((rows.length / window) * blocks.length);
  let next = 0;
  for (let at = 0; at < rows.length;) {
    for (const width of blocks) {
      let sum = 0;
      for (const end = at + width; at < end; at++) {
        sum += rows[at];
      }
      reduced[next++] = sum / Math.sqrt(width);
    }
  }
  return reduced;
}

/** The matrix of that: [window x series, blocks x series], for graphs. */
export function reductionMatrix({ columns, window, blocks }: WindowSpace): { values: Float64Array; dims: number[] } {
  const dims = [window * columns.length, blocks.length * columns.length];
  const values = new Float64Array(dims[0] * dims[1]);
  columns.forEach((_, s) => {
    let at = 0;
    blocks.forEach((width, b) => {
      for (const end = at + width; at < end; at++) {
        values[(s * window + at) * dims[1] + s * blocks.length + b] = 1 / Math.sqrt(width);
      }
    });
  });
  return { values, dims };
}
