/** Usual size of one-step errors, by hour of the day. Plain state, under 300 bytes. */
export interface SpreadState {
  /** How much larger or smaller than usual errors are in each hour; 24 entries around 1. */
  readonly byHour: Float32Array;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: points; robust standard deviation; the same with outliers counted in. */
const POINTS = 0;
const NARROW = 1;
const WIDE = 2;

/** Standard deviation over mean absolute deviation of a normal distribution. */
const SIGMA_OF_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);
const SPAN = 600;
/** Share of the deviation with outliers that is the least; keeps the band open for series that mostly stand still. */
const LEAST_SHARE = 0.5;
const OUTLIER = 20;
/** Points before the hours are told apart. */
const HOURS_FROM = 200;
const LEAST_RATIO = 0.2;

export function emptySpread(): SpreadState {
  return { byHour: new Float32Array(24).fill(1), scalars: new Float64Array(3) };
}

/** How much wider than usual the spread is at an hour of the day (0..24, fractions interpolated). */
export function ratioAt({ byHour }: SpreadState, hour: number): number {
  const position = hour - 0.5;
  const left = Math.floor(position);
  const share = position - left;
  return byHour[left < 0 ? 23 : left] * (1 - share) + byHour[left < 23 ? left + 1 : 0] * share;
}

/** Robust standard deviation over all hours; 0 while nothing varied. */
export function spreadOf({ scalars }: SpreadState): number {
  return Math.max(scalars[NARROW], LEAST_SHARE * scalars[WIDE]);
}

/**
 * Learns an error at an hour of the day, where `ratio` (`ratioAt`) is usual; `limit` bounds what it counts for, `weight` (0..1) how much, `rate` how fast the hour's own
 * ratio follows.
 */
export function learnSpread(
  state: SpreadState,
  hour: number,
  ratio: number,
  error: number,
  limit: number,
  weight: number,
  rate: number
): void {
  const { byHour, scalars } = state;
  const points = scalars[POINTS]++;
  const usual = spreadOf(state);
  const size = Math.min(Math.abs(error), limit) * SIGMA_OF_MEAN_DEVIATION;
  const bound = usual > 0 && points > HOURS_FROM ? OUTLIER * usual : Number.POSITIVE_INFINITY;
  if (points > HOURS_FROM && scalars[NARROW] > 0) {
    const slot = Math.min(23, Math.floor(hour));
    const own = byHour[slot];
    byHour[slot] = Math.max(LEAST_RATIO, own + (Math.min(3 * own, size / scalars[NARROW]) - own) * rate * weight);
  }
  const all = Math.min(Math.abs(error) * SIGMA_OF_MEAN_DEVIATION, bound);
  scalars[WIDE] += (all - scalars[WIDE]) * Math.max(1 / (4 * SPAN), 1 / Math.max(1, points));
  scalars[NARROW] += (size / ratio - scalars[NARROW]) * Math.max(1 / SPAN, 1 / Math.max(1, points)) * weight;
}
