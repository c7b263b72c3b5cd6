import { binsOf, driftOf, emptyProfile, observeProfile, periodsOf, seasonAt } from './profile.ts';
import type { Profile } from './profile.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const WEEK_MS = 604_800_000;
/** The epoch was a Thursday; weeks begin on Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** What level, trend, daily and weekly season say about one point, before they learn from it. */
export interface RhythmReading {
  expected: number;
  level: number;
  /** Change a point. */
  trend: number;
  daily: number;
  weekly: number;
  /** Robust standard deviation of the errors; 0 while nothing varied. */
  sigma: number;
}

/** Plain state of the decomposition: about 4 KB. */
export interface RhythmState {
  /** Daily profile of the values, none for steps over six hours. */
  readonly day: Profile;
  /** Weekly profile of what the daily one leaves. */
  readonly week: Profile;
  /** Levels that follow at different speeds, and the mean square errors of each. */
  readonly levels: Float64Array;
  readonly scalars: Float64Array;
}

/** Points over which each level averages. */
const SPANS = [3, 24, 144];
const SPEEDS = SPANS.length;
/** Points over which the levels' errors and the scale average. */
const ERROR_SPAN = 100;
const SCALE_SPAN = 600;
/** Errors beyond this many sigmas teach level and scale no more than one of this many. */
const CLIP = 3;
/** How much of that is learnt from points outside the band, and for how long before the new state is taken as normal. */
const RELUCTANCE = 0.1;
const RELUCTANT_MS = 2 * HOUR_MS;
/** Points of warm-up in which everything is learnt in full. */
const WARM_UP = 30;

/** Slots of `scalars`. */
const POINTS = 0;
const DEVIATION = 1;
/** Points in a row outside the band. */
const RUN = 2;
const FIRST_TIME = 3;
const STEP = 4;

export function emptyRhythm(step: number): RhythmState {
  const scalars = new Float64Array(5);
  scalars[STEP] = step;
  return {
    day: emptyProfile(binsOf(DAY_MS, 5 * MINUTE_MS, step)),
    week: emptyProfile(binsOf(WEEK_MS, HOUR_MS, step)),
    levels: new Float64Array(2 * SPEEDS),
    scalars,
  };
}

/** Whether the weekly season is in use at `time`: from two weeks of data on. */
export function knowsWeek(state: RhythmState, time: number): boolean {
  return periodsOf(state.week) >= 1 && time - state.scalars[FIRST_TIME] >= 2 * WEEK_MS;
}

/** Predicts the value at `time` (ms) into `reading`, from earlier points alone. */
export function predictRhythm(state: RhythmState, time: number, reading: RhythmReading): void {
  const { day, week, levels, scalars } = state;
  reading.daily = seasonAt(day, phaseOf(time, DAY_MS, 0));
  reading.weekly = knowsWeek(state, time) ? seasonAt(week, phaseOf(time, WEEK_MS, MONDAY_MS)) : 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < SPEEDS; i++) {
    least = Math.min(least, levels[SPEEDS + i]);
  }
  let level = 0;
  let weights = 0;
  for (let i = 0; i < SPEEDS; i++) {
    const share = levels[SPEEDS + i] > 0 ? least / levels[SPEEDS + i] : 1;
    level += share * share * levels[i];
    weights += share * share;
  }
  reading.level = level / weights;
  reading.trend = (driftOf(day) * scalars[STEP]) / DAY_MS;
  reading.sigma = scalars[DEVIATION];
  reading.expected = reading.level + reading.trend + reading.daily + reading.weekly;
}

/** Learns the value at `time`, which `reading` predicted. */
export function learnRhythm(state: RhythmState, time: number, value: number, reading: RhythmReading): void {
  const { day, week, levels, scalars } = state;
  const points = scalars[POINTS];
  const season = reading.daily + reading.weekly;
  if (points === 0) {
    scalars[FIRST_TIME] = time;
    levels.fill(value, 0, SPEEDS);
  }
  const error = points === 0 ? 0 : value - reading.expected;
  const sigma = scalars[DEVIATION];
  const limit = points < WARM_UP ? Number.POSITIVE_INFINITY : CLIP * sigma;
  scalars[RUN] = Math.abs(error) > limit ? scalars[RUN] + 1 : 0;
  const settled = scalars[RUN] * scalars[STEP] > Math.max(RELUCTANT_MS, 12 * scalars[STEP]);
  const bound = settled ? Number.POSITIVE_INFINITY : limit;
  const weight = scalars[RUN] === 0 || settled ? 1 : RELUCTANCE;
  for (let i = 0; i < SPEEDS; i++) {
    const own = clip(value - levels[i] - reading.trend - season, bound);
    const rate = Math.max(1 / SPANS[i], 1 / (points + 1));
    levels[i] += reading.trend + own * rate * weight;
    const clipped = clip(own, limit);
    levels[SPEEDS + i] +=
      (clipped * clipped - levels[SPEEDS + i]) * Math.max(1 / ERROR_SPAN, 1 / (points + 1)) * weight;
  }
  const size = Math.abs(clip(error, limit)) * SIGMA_OF_MEAN_DEVIATION;
  scalars[DEVIATION] += (size - sigma) * Math.max(1 / SCALE_SPAN, 1 / Math.max(1, points)) * weight;
  scalars[POINTS] = points + 1;
  observeProfile(day, phaseOf(time, DAY_MS, 0), value);
  if (day.shape.length === 0 || periodsOf(day) >= 1) {
    observeProfile(week, phaseOf(time, WEEK_MS, MONDAY_MS), value - reading.daily);
  }
}

/** Standard deviation over mean absolute deviation of a normal distribution. */
const SIGMA_OF_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

function clip(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}

function phaseOf(time: number, period: number, anchor: number): number {
  const phase = ((time - anchor) % period) / period;
  return phase < 0 ? phase + 1 : phase;
}
