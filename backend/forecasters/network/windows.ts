import type { Past } from '../forecaster.ts';
import { turn } from '../ridge/transform.ts';
import type { Transform } from '../ridge/transform.ts';
import type { NetworkDesign } from './design.ts';

const DAY_MS = 86_400_000;
/** Waves of a day and of a week that tell the time of the newest value. */
export const CLOCKS = [DAY_MS, DAY_MS / 2, 7 * DAY_MS, 3.5 * DAY_MS];
/** Share of a series' spread below which a window counts as flat. */
export const FLAT = 0.01;
/** Inputs beyond this many spreads say no more. */
export const FARTHEST = 10;
/** Beside the lags and the clock: whether its season is the common one, and how wide the window swings beside the series. */
const FURTHER = 2;

/** What the network needs of one series beside its values. Plain data. */
export type SeriesScale = {
  readonly transform: Transform;
  /** Standard deviation of the turned values it was trained on. */
  readonly spread: number;
  /** The series' own season within the lags; 1: none. */
  readonly period: number;
  readonly floor: number;
  readonly ceiling: number;
};

export function inputWidth({ lags }: NetworkDesign): number {
  return lags + 2 * CLOCKS.length + FURTHER;
}

/** Values by which a window is brought to the network's scale: (value - level) / scale. */
export interface WindowScale {
  readonly level: number;
  readonly scale: number;
}

/** The window of turned values that ends before index `known`. */
export function windowScale(course: Float64Array, known: number, design: NetworkDesign, spread: number): WindowScale {
  const { lags, around } = design;
  let level = 0;
  for (let i = known - around; i < known; i++) {
    level += course[i] / around;
  }
  let deviation = 0;
  for (let i = known - lags; i < known; i++) {
    deviation += Math.abs(course[i] - level) / lags;
  }
  return { level, scale: deviation + FLAT * spread };
}

/** Writes what the network reads: the scaled values newest last, the time of the newest by clock, and the rest; `width` numbers at `at`. */
export function writeInput(
  into: Float32Array,
  at: number,
  course: Float64Array,
  known: number,
  { level, scale }: WindowScale,
  design: NetworkDesign,
  { spread, period }: SeriesScale,
  wallTime: number
): void {
  const { lags, season } = design;
  for (let i = 0; i < lags; i++) {
    into[at + i] = held((course[known - lags + i] - level) / scale);
  }
  let place = at + lags;
  for (const clock of CLOCKS) {
    const isTold = clock >= 2 * design.step;
    const angle = (2 * Math.PI * (wallTime - Math.floor(wallTime / clock) * clock)) / clock;
    into[place++] = isTold ? Math.sin(angle) : 0;
    into[place++] = isTold ? Math.cos(angle) : 0;
  }
  into[place++] = period === season ? 1 : 0;
  into[place] = Math.log(scale / spread);
}

function held(value: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, value));
}

/** Index of the value that step `h` (from 0) after `known` values is told as a difference from: the same place of the last season. */
export function baseIndex(known: number, h: number, period: number): number {
  return known - period + (h % period);
}

/** Turned values with room for `horizon` more. */
export function courseOf({ values }: Past, transform: Transform, horizon: number): Float64Array {
  const course = new Float64Array(values.length + horizon);
  values.forEach((value, i) => {
    course[i] = turn(transform, value);
  });
  return course;
}

/** What the clock shows at the point `i`. */
export function wallTimeAt({ start, step, calendar }: Past, i: number): number {
  return calendar.wallTime(start + i * step);
}
