import { endsInRamp, isSteadyRise } from './ramp.ts';

/**
 * How a deviation came about: `spike` (away at once), `shift` (a new level for an hour and more), `ramp` (slowly growing),
 * `unsteady` (to both sides of the expected value). Its direction the caller knows.
 */
export const SHAPES = ['spike', 'shift', 'ramp', 'unsteady'] as const;
export type Shape = (typeof SHAPES)[number];

/** Values around an interval; times in ms, ascending; NaN where a value is missing. */
export interface ShapeWindow {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly expected: Float64Array;
}

export interface ShapeInterval {
  readonly start: number;
  readonly end: number;
  readonly peak: number;
  readonly direction: 'above' | 'below';
}

/** An excursion that lasted this long is a level of its own. */
export const SUSTAINED_MS = 60 * 60_000;

/** Shares and distance from which an interval swings to both sides. */
const UNSTEADY_SHARE = 0.25;
const UNSTEADY_SIGMAS = 2;
const UNSTEADY_POINTS = 6;

/**
 * The shape of an excursion. `sigma` is one robust standard deviation in the series' unit; `smoothing` the number of points that the
 * query itself averages over, within which a step looks like a slope. What stands before `start` shows how it began.
 */
export function shapeOf(window: ShapeWindow, interval: ShapeInterval, sigma: number, smoothing: number): Shape {
  const sign: 1 | -1 = interval.direction === 'above' ? 1 : -1;
  const inside: number[] = [];
  const at: number[] = [];
  const raw: number[] = [];
  const residual: number[] = [];
  for (let i = 0; i < window.times.length; i++) {
    const [time, value, expected] = [window.times[i], window.values[i], window.expected[i]];
    if (!Number.isFinite(value)) {
      continue;
    }
    const known = Number.isFinite(expected);
    if (time <= interval.peak) {
      raw.push(sign * value);
      if (known) {
        residual.push(sign * (value - expected));
      }
    }
    if (known && time >= interval.start && time <= interval.end) {
      inside.push(value - expected);
      at.push(time);
    }
  }
  if (isUnsteady(inside, sigma)) {
    return 'unsteady';
  }
  if (isSteadyRise(raw, smoothing) || endsInRamp(raw) || endsInRamp(residual)) {
    return 'ramp';
  }
  return coreOf(at, inside, sign) >= SUSTAINED_MS ? 'shift' : 'spike';
}

function isUnsteady(residuals: readonly number[], sigma: number): boolean {
  const far = residuals.filter((residual) => Math.abs(residual) > UNSTEADY_SIGMAS * sigma);
  const above = far.filter((residual) => residual > 0).length;
  const least = Math.min(above, far.length - above);
  return far.length >= UNSTEADY_POINTS && far.length >= residuals.length / 3 && least >= UNSTEADY_SHARE * far.length;
}

/**
 * How long an excursion stood beyond half its height, in ms. What an expectation that has followed it makes of the time after (a smaller excursion to the
 * other side, as a rule) is no part of it.
 */
export function coreOf(times: readonly number[], residuals: readonly number[], sign: 1 | -1): number {
  const peak = residuals.reduce((most, residual) => Math.max(most, sign * residual), 0);
  const isHigh = (residual: number) => peak > 0 && sign * residual >= peak / 2;
  const [first, last] = [residuals.findIndex(isHigh), residuals.findLastIndex(isHigh)];
  return first < 0 ? 0 : times[last] - times[first];
}
