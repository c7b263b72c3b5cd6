import { usualOf } from './usual.ts';

/** What a robust regression sees; lengths in points. */
export interface Design {
  /** Shortest first; the shortest and the longest count. None: values are told from their median alone. */
  readonly periods: readonly number[];
  /** Stretches before an origin whose mean deviation from the usual is a column each, shortest first. */
  readonly windows: readonly number[];
}

/** Cycles of the shortest season, and of the longest, that make the usual value of a place. */
const CYCLES = 5;
const LONG_CYCLES = 3;
/** Stretches of a series without a season. */
const PLAIN_WINDOWS = [1, 3, 8, 24, 96];
/** Values that the columns of a series without a season want before them. */
const PLAIN_LEAD = 24;

export function designOf(periods: readonly number[]): Design {
  const [shortest] = periods;
  const windows =
    shortest === undefined
      ? PLAIN_WINDOWS
      : [1, 3, Math.max(4, Math.round(shortest / 12)), Math.max(6, Math.round(shortest / 4)), shortest];
  return { periods, windows: [...new Set(windows)].sort((a, b) => a - b) };
}

/** Columns: a stretch each, an intercept, the last two values at a step's place in the shortest season, and the usual and last one in the longest. */
export function columnCount({ periods, windows }: Design): number {
  return windows.length + 1 + (periods.length > 0 ? 2 : 0) + (periods.length > 1 ? 2 : 0);
}

/** Place of the intercept among the columns. */
export function interceptAt({ windows }: Design): number {
  return windows.length;
}

/** Values known before the first window that is learned from. */
export function leadOf({ periods: [shortest] }: Design, points: number): number {
  return shortest === undefined ? Math.min(PLAIN_LEAD, Math.floor(points / 4)) : 2 * shortest;
}

export interface Columns {
  /** Puts the columns for the step `ahead` (1: the next) of what is after the first `known` values into `into` from `at` on; gives the usual value they are told from. */
  at(known: number, ahead: number, into: Float64Array, at?: number): number;
}

/** The columns of `values`, of which those of an origin tell of nothing after it. */
export function columnsOf(values: Float64Array, design: Design): Columns {
  const { periods, windows } = design;
  const shortest = periods[0] ?? 0;
  const longest = periods.length > 1 ? periods[periods.length - 1] : 0;
  const usual = usualOf(values, shortest, CYCLES);
  const longUsual = usualOf(values, longest, LONG_CYCLES);
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    sums[i + 1] = sums[i] + (i < shortest ? 0 : values[i] - (shortest > 0 ? usual(i, 1) : 0));
  }
  return {
    at(known, ahead, into, at = 0) {
      let to = at;
      for (const window of windows) {
        const from = Math.max(0, known - window);
        into[to++] = (sums[known] - sums[from]) / (known - from);
      }
      into[to++] = 1;
      if (shortest === 0) {
        return 0;
      }
      const index = known - 1 + ahead;
      const cycles = Math.ceil(ahead / shortest);
      const base = usual(index, cycles);
      const before = (period: number, ago: number): number =>
        index < ago * period ? 0 : values[index - ago * period] - base;
      into[to++] = before(shortest, cycles);
      into[to++] = before(shortest, cycles + 1);
      if (longest > 0) {
        const ago = Math.ceil(ahead / longest);
        into[to++] = index < ago * longest ? 0 : longUsual(index, ago) - base;
        into[to++] = before(longest, ago);
      }
      return base;
    },
  };
}
