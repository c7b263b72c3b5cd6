import {
  HOUR_MS,
  dailyAt,
  emptySeason,
  knowsDay,
  knowsWeek,
  observeSeason,
  rewindSeason,
  trendOf,
  weeklyAt,
} from './season.ts';
import type { Instant, SeasonState } from './season.ts';
import { emptySpread, learnSpread, ratioAt, spreadOf } from './spread.ts';
import type { SpreadState } from './spread.ts';

/** What level, trend, daily and weekly season say about one point, before they learn from it. */
export interface RhythmReading {
  /** level + trend + daily + weekly. */
  expected: number;
  level: number;
  /** Change a point. */
  trend: number;
  daily: number;
  /** NaN until the weekly season is in use. */
  weekly: number;
  /** Robust standard deviation of the errors at this time of day; 0 while nothing varied. */
  sigma: number;
  /** By how much it is larger than that over the whole day. */
  ratio: number;
}

/** Plain state of the decomposition: about 8 KB. */
export interface RhythmState {
  readonly season: SeasonState;
  readonly spread: SpreadState;
  /** Levels that follow at different speeds, and the mean square errors of each. */
  readonly levels: Float64Array;
  readonly scalars: Float64Array;
}

/** Points over which each level averages. */
const SPANS = [3, 24, 144];
const SPEEDS = SPANS.length;
/** Points over which the levels' errors average. */
const ERROR_SPAN = 100;
/** Errors beyond this many sigmas teach no more than one of this many. */
const CLIP = 3;
/** How much of that is learnt from points outside the band, and for how long before the new state is taken as normal. */
const RELUCTANCE = 0.1;
const RELUCTANT_MS = 2 * HOUR_MS;
const RELUCTANT_POINTS = 12;
/** Points of warm-up in which everything is learnt in full; after a gap as long as the reluctance, that many. */
const WARM_UP = 30;
const AFTER_GAP = 3;

/** Slots of `scalars`: ms between points; points so far; points outside the band in a row; points since a gap; last time; week used; day used. */
const STEP = 0;
const POINTS = 1;
const RUN = 2;
const SINCE_GAP = 3;
const LAST_TIME = 4;
const WEEK_USED = 5;
const DAY_USED = 6;

export function emptyRhythm(step: number): RhythmState {
  const scalars = new Float64Array(7);
  scalars[STEP] = step;
  scalars[LAST_TIME] = Number.NEGATIVE_INFINITY;
  return { season: emptySeason(step), spread: emptySpread(), levels: new Float64Array(2 * SPEEDS), scalars };
}

/** ms between points. */
export function stepOf({ scalars }: RhythmState): number {
  return scalars[STEP];
}

/** The rhythm as it stands, set back before all points: season and spread stay known, the levels begin with the next point. */
export function rewindRhythm({ season, spread, levels, scalars }: RhythmState): RhythmState {
  const rewound = emptyRhythm(scalars[STEP]);
  rewound.levels.set(levels.subarray(SPEEDS), SPEEDS);
  return { ...rewound, spread, season: rewindSeason(season, scalars[LAST_TIME]) };
}

/** Predicts the value at an instant into `reading`, from earlier points alone. */
export function predictRhythm(
  { season, spread, levels, scalars }: RhythmState,
  instant: Instant,
  reading: RhythmReading
): void {
  reading.daily = dailyAt(season, instant);
  reading.weekly = knowsWeek(season, instant.time) ? weeklyAt(season, instant) : Number.NaN;
  reading.level = levelOf(levels) - newlyUsed(season, scalars, reading);
  reading.trend = trendOf(season) * scalars[STEP];
  reading.ratio = ratioAt(spread, instant.hour);
  reading.sigma = spreadOf(spread) * reading.ratio;
  reading.expected = reading.level + reading.trend + seasonOf(reading);
}

/** What seasons that come into use at this point say: the levels, which held it until now, give it up to them. */
function newlyUsed(season: SeasonState, scalars: Float64Array, { daily, weekly }: RhythmReading): number {
  const day = scalars[DAY_USED] === 0 && knowsDay(season) ? daily : 0;
  return scalars[WEEK_USED] === 0 && !Number.isNaN(weekly) ? day + weekly : day;
}

function seasonOf({ daily, weekly }: RhythmReading): number {
  return Number.isNaN(weekly) ? daily : daily + weekly;
}

/** The levels, those weighing most that have erred least. */
function levelOf(levels: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < SPEEDS; i++) {
    least = Math.min(least, levels[SPEEDS + i]);
  }
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < SPEEDS; i++) {
    const share = levels[SPEEDS + i] > 0 ? least / levels[SPEEDS + i] : 1;
    sum += share * share * levels[i];
    weights += share * share;
  }
  return sum / weights;
}

/** How far the levels can be relied on after a gap in the data: 1 as a rule, 0 at the first point behind a gap. */
export function relianceAt({ scalars }: RhythmState, time: number): number {
  return time - scalars[LAST_TIME] > reluctance(scalars[STEP]) ? 0 : Math.min(1, scalars[SINCE_GAP] / AFTER_GAP);
}

function reluctance(step: number): number {
  return Math.max(RELUCTANT_MS, RELUCTANT_POINTS * step);
}

/** Learns the value at an instant, which `reading` predicted. */
export function learnRhythm(state: RhythmState, instant: Instant, value: number, reading: RhythmReading): void {
  const { season, spread, levels, scalars } = state;
  const { time, hour } = instant;
  const step = scalars[STEP];
  const points = scalars[POINTS];
  if (points === 0) {
    levels.fill(value, 0, SPEEDS);
  } else {
    const moved = newlyUsed(season, scalars, reading);
    for (let i = 0; i < SPEEDS; i++) {
      levels[i] -= moved;
    }
    scalars[DAY_USED] = knowsDay(season) ? 1 : 0;
    scalars[WEEK_USED] = Number.isNaN(reading.weekly) ? 0 : 1;
  }
  const isReliable = relianceAt(state, time) === 1;
  const error = points === 0 ? 0 : value - reading.expected;
  const limit = points < WARM_UP ? Number.POSITIVE_INFINITY : CLIP * reading.sigma;
  scalars[RUN] = Math.abs(error) > limit ? scalars[RUN] + 1 : 0;
  const isNormal = scalars[RUN] * step > reluctance(step) || !isReliable;
  const weight = scalars[RUN] === 0 || isNormal ? 1 : RELUCTANCE;
  const bound = isNormal ? Number.POSITIVE_INFINITY : limit;
  const season0 = seasonOf(reading);
  // Each point counts as much as every one before it until there are as many as a mean runs over.
  const share = 1 / (points + 1);
  const errorRate = Math.max(1 / ERROR_SPAN, share);
  for (let i = 0; i < SPEEDS; i++) {
    const own = clip(value - levels[i] - reading.trend - season0, bound);
    levels[i] += reading.trend + own * Math.max(1 / SPANS[i], share) * weight;
    const counted = clip(own, limit);
    levels[SPEEDS + i] += (counted * counted - levels[SPEEDS + i]) * errorRate * weight;
  }
  if (isReliable) {
    learnSpread(
      spread,
      hour,
      reading.ratio,
      error,
      limit,
      weight,
      Math.max(1 / 2000, Math.min(0.1, step / (6 * HOUR_MS)))
    );
  }
  observeSeason(season, instant, value);
  scalars[SINCE_GAP] = time - scalars[LAST_TIME] > reluctance(step) ? 1 : scalars[SINCE_GAP] + 1;
  scalars[LAST_TIME] = time;
  scalars[POINTS] = points + 1;
}

function clip(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}
