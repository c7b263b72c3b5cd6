import { scaledValues } from '../../features/window-rows.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import type { Series } from '../../series/series.ts';

/** A series' scaled values in float32's steps, gaps filled: with the value before them, leading ones with the first there is. */
export interface Course {
  readonly values: Float32Array;
  /** Values present before each place: `present[j] - present[i]` are there from i to j - 1. */
  readonly present: Int32Array;
}

/** A stretch speaks when so much of it is there. */
const LEAST_PRESENT = 0.75;

export function courseOf(series: Series, column: WindowColumn): Course {
  const scaled = scaledValues(series, column);
  const values = new Float32Array(scaled.length);
  const present = new Int32Array(scaled.length + 1);
  let last = scaled.find((value) => !Number.isNaN(value)) ?? 0;
  scaled.forEach((value, i) => {
    const isThere = !Number.isNaN(value);
    last = isThere ? value : last;
    values[i] = last;
    present[i + 1] = present[i] + Number(isThere);
  });
  return { values, present };
}

/** Whether enough of the `length` values from `start` on is there. */
export function isWhole({ present, values }: Course, start: number, length: number): boolean {
  const end = start + length;
  return start >= 0 && end <= values.length && present[end] - present[start] >= LEAST_PRESENT * length;
}

/** Whether the value itself is there. */
export function isThere({ present }: Course, at: number): boolean {
  return present[at + 1] > present[at];
}

/** Missing values that a stretch begins with. */
export function leadingGap({ present }: Course, start: number, length: number): number {
  let gap = 0;
  while (gap < length && present[start + gap + 1] === present[start]) {
    gap++;
  }
  return gap;
}
