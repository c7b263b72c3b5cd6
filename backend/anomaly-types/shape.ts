/**
 * How a deviation came about: `spike` (away and soon back), `shift` (a new level), `ramp` (slowly growing),
 * `unsteady` (to both sides of the expected value), as opposed to its direction, which the caller knows.
 */
export type Shape = 'spike' | 'shift' | 'ramp' | 'unsteady';

/** Values around an interval; times in ms, ascending; NaN where a value is missing. */
export interface ShapeWindow {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly expected: Float64Array;
}

/** An excursion that lasted this long is a level of its own. */
export const SUSTAINED_MS = 60 * 60_000;

/** Points that a ramp must take from its foot to its peak. */
const RAMP_POINTS = 16;
/** A ramp's steepest quarter gains at most this share of the whole rise (a straight line: 0.29, a step: 1). */
const RAMP_STEEPEST = 0.6;
/** A ramp rises by this many times the point-to-point noise around its own trend. */
const RAMP_OVER_NOISE = 3;
const UNSTEADY_SHARE = 0.25;
const UNSTEADY_SIGMAS = 2;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0
    ? Number.NaN
    : sorted.length % 2
      ? sorted[middle]
      : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians of `count` equal blocks: robust against single outliers, and equal in number whatever the span. */
function blockMedians(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    median(values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count)))
  );
}

function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]));
  return (median(steps) / 0.6745) * Math.SQRT1_2;
}

/** Whether `values` climb (sign 1) or fall (sign -1) evenly from start to end rather than in one step. */
export function isRamp(values: readonly number[], sign: 1 | -1): boolean {
  if (values.length < RAMP_POINTS) {
    return false;
  }
  const blocks = blockMedians(values, 8).map((value) => value * sign);
  const rise = blocks[7] - blocks[0];
  if (!(rise > RAMP_OVER_NOISE * noiseOf(values)) || rise <= 0) {
    return false;
  }
  let steepest = 0;
  let backwards = 0;
  for (let i = 1; i < 8; i++) {
    // Over two blocks, since a step may fall into the middle of one.
    steepest = Math.max(steepest, blocks[i] - blocks[Math.max(0, i - 2)]);
    backwards += Math.max(0, blocks[i - 1] - blocks[i]);
  }
  return steepest <= RAMP_STEEPEST * rise && backwards <= 0.25 * rise;
}

/**
 * The shape of the excursion from `start` to `end` (ms) with its peak at `peak`. `sigma` is one robust standard deviation of the
 * series in its own unit. What stands in the window before `start` is used to see how it began.
 */
export function shapeOf(
  window: ShapeWindow,
  interval: {
    readonly start: number;
    readonly end: number;
    readonly peak: number;
    readonly direction: 'above' | 'below';
  },
  sigma: number
): Shape {
  const sign = interval.direction === 'above' ? 1 : -1;
  const inside: number[] = [];
  const raw: number[] = [];
  const residual: number[] = [];
  for (let i = 0; i < window.times.length; i++) {
    const [time, value, expected] = [window.times[i], window.values[i], window.expected[i]];
    if (Number.isNaN(value)) {
      continue;
    }
    if (time <= Math.max(interval.peak, interval.start)) {
      raw.push(value);
      if (!Number.isNaN(expected)) {
        residual.push(value - expected);
      }
    }
    if (time >= interval.start && time <= interval.end && !Number.isNaN(expected)) {
      inside.push(value - expected);
    }
  }
  if (isUnsteady(inside, sigma)) {
    return 'unsteady';
  }
  if (rampsUp(raw, sign) || rampsUp(residual, sign)) {
    return 'ramp';
  }
  return interval.end - interval.start >= SUSTAINED_MS ? 'shift' : 'spike';
}

/** A ramp may begin anywhere before the peak: tried over the whole run-up, its last half, quarter, ... */
function rampsUp(values: readonly number[], sign: 1 | -1): boolean {
  for (let length = values.length; length >= RAMP_POINTS; length = Math.floor(length / 2)) {
    if (isRamp(values.slice(values.length - length), sign)) {
      return true;
    }
  }
  return false;
}

function isUnsteady(residuals: readonly number[], sigma: number): boolean {
  const far = residuals.filter((residual) => Math.abs(residual) > UNSTEADY_SIGMAS * sigma);
  const above = far.filter((residual) => residual > 0).length;
  const least = Math.min(above, far.length - above);
  return far.length >= 6 && far.length >= residuals.length / 3 && least >= UNSTEADY_SHARE * far.length;
}
