/** Fewest points of a ramp that is judged by its blocks. */
const RAMP_POINTS = 16;
const BLOCKS = 8;
/** A ramp's steepest quarter gains at most this share of the whole rise (a straight line: 0.29, a step: 1). */
const RAMP_STEEPEST = 0.6;
/** A rise counts from this many times the noise from point to point. */
const OVER_NOISE = 4;
/** A ramp accounts for at least this share of the way from the first values to the last one. */
const OF_EXCURSION = 0.5;
/** Points of a young rise beyond those the query smooths over. */
const YOUNG_POINTS = 4;
/** Share of a young rise that may come within the points the query smooths over: a step comes there whole. */
const YOUNG_STEEPEST = 0.6;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Robust standard deviation of the noise from one point to the next. */
function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]));
  return steps.length > 0 ? (median(steps) / 0.6745) * Math.SQRT1_2 : 0;
}

/** How far the last value lies above the first ones. */
function excursionOf(values: readonly number[]): number {
  return values[values.length - 1] - median(values.slice(0, Math.ceil(values.length / 4)));
}

/** Whether the last value was reached by a slow climb, which may begin anywhere: tried over all values, the last half, quarter, ... */
export function endsInRamp(values: readonly number[]): boolean {
  for (let length = values.length; length >= RAMP_POINTS; length >>= 1) {
    const tail = values.slice(values.length - length);
    if (isRamp(tail) && tail[length - 1] - tail[0] >= OF_EXCURSION * excursionOf(values)) {
      return true;
    }
  }
  return false;
}

/** Whether values climb evenly from the first to the last, rather than in one step or up and down again. */
export function isRamp(values: readonly number[]): boolean {
  const n = values.length;
  if (n < RAMP_POINTS) {
    return false;
  }
  // Medians of equal blocks, robust against single outliers; the end is what the ramp must lead up to.
  const blocks = Array.from({ length: BLOCKS }, (_, i) =>
    median(values.slice(Math.floor((i * n) / BLOCKS), Math.floor(((i + 1) * n) / BLOCKS)))
  );
  blocks[BLOCKS - 1] = (values[n - 1] + values[n - 2]) / 2;
  const rise = blocks[BLOCKS - 1] - blocks[0];
  if (!(rise > OVER_NOISE * noiseOf(values))) {
    return false;
  }
  let steepest = 0;
  let backwards = 0;
  for (let i = 1; i < BLOCKS; i++) {
    // Over two blocks, since a step may fall into the middle of one.
    steepest = Math.max(steepest, blocks[i] - blocks[Math.max(0, i - 2)]);
    backwards += Math.max(0, blocks[i - 1] - blocks[i]);
  }
  return steepest <= RAMP_STEEPEST * rise && backwards <= 0.25 * rise;
}

/**
 * Whether values have been flat and now grow point by point, without a step: a ramp seen a few points after it began. `smoothing`:
 * points the query averages over, within which a step grows just so.
 */
export function isSteadyRise(values: readonly number[], smoothing: number): boolean {
  const n = values.length;
  const width = Math.max(1, smoothing);
  for (let points = YOUNG_POINTS + smoothing; points < Math.min(n / 2, RAMP_POINTS); points++) {
    const rising = values.slice(n - points - 1);
    const increments = rising.slice(1).map((value, i) => value - rising[i]);
    const rise = rising[points] - rising[0];
    const noise = noiseOf(values.slice(0, n - points));
    const mostlyUp = increments.filter((increment) => increment > 0).length >= points - 1;
    const enough = rise > 0 && rise > OVER_NOISE * noise && rise >= OF_EXCURSION * excursionOf(values);
    if (enough && mostlyUp && steepestOver(rising, width) <= YOUNG_STEEPEST * rise) {
      return true;
    }
  }
  return false;
}

/** The largest growth within `width` increments. */
function steepestOver(values: readonly number[], width: number): number {
  let steepest = 0;
  for (let i = 1; i < values.length; i++) {
    steepest = Math.max(steepest, values[i] - values[Math.max(0, i - width)]);
  }
  return steepest;
}
