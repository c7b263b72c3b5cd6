import type { Scored } from '../detector.ts';
import { calibrate } from '../calibration.ts';
import { SEASONAL_CALIBRATION } from './calibrated.ts';
import { emptyEpisode, joinEpisode, runningEpisode } from './episode.ts';
import type { EpisodeState } from './episode.ts';
import { EVENT_FROM, HELD_SIGMAS, emptyHold, hold } from './hold.ts';
import type { HoldState } from './hold.ts';
import { delayOf, emptyNovelty, emptyReading, knownPoints, learnNovelty, readNovelty } from './novelty.ts';
import type { NoveltyReading, NoveltyState } from './novelty.ts';
import { emptyRhythm, learnRhythm, predictRhythm, relianceAt, rewindRhythm, stepOf } from './rhythm.ts';
import type { RhythmReading, RhythmState } from './rhythm.ts';
import { DAY_MS, setInstant } from './season.ts';
import type { Instant } from './season.ts';
import type { SeasonalSettings } from './settings.ts';

/** Everything `seasonal` remembers of one series: plain typed arrays, under 40 KB. */
export interface StreamState {
  readonly rhythm: RhythmState;
  readonly values: NoveltyState;
  readonly residuals: NoveltyState;
  readonly levels: NoveltyState;
  readonly hold: HoldState;
  readonly episode: EpisodeState;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: points; last time; the first value; mean and variance of values, mean square of residuals; first time. */
const POINTS = 0;
const LAST_TIME = 1;
const ORIGIN = 2;
const MEAN = 3;
const VALUE_VARIANCE = 4;
const RESIDUAL_VARIANCE = 5;
const FIRST_TIME = 6;
/** Slow level of what the seasons leave. */
const LEVEL = 7;

const VARIANCE_SPAN = 2000;
/** Points over which the slow level averages. */
const LEVEL_SPAN = 48;
/** What a level counts that was never there, beside a value or an error: levels keep to a narrow range, in which little is far. */
const LEVEL_WEIGHT = 0.35;
/** Entries of the levels' cover. */
const LEVEL_ENTRIES = 160;
/** Sigmas within which a value counts as expected, and novelty less the nearer it is; twice as many at the beginning of a history. */
const EXPECTED_WITHIN = 3;
/**
 * For two days a history is young, from 1 at its beginning to 0: a day has not been seen twice, and the highest value of a few hundred
 * is soon exceeded. Novelty counts half where so many values (times youth) are known, and less before.
 */
const YOUNG_MS = 2 * DAY_MS;
const YOUNG_POINTS = 600;
/** An anomaly is over when so much of the delay has passed without a point of it. */
const EPISODE_GAP = 0.5;
/** Values further from the first one count as this far, so that squares and 32-bit floats hold them. */
const FARTHEST = 1e30;

export function emptyStream(step: number): StreamState {
  const scalars = new Float64Array(8);
  scalars[LAST_TIME] = Number.NEGATIVE_INFINITY;
  const values = emptyNovelty(step);
  return {
    rhythm: emptyRhythm(step),
    values,
    residuals: emptyNovelty(step),
    levels: emptyNovelty(step, LEVEL_ENTRIES),
    hold: emptyHold(),
    episode: emptyEpisode(Math.round(EPISODE_GAP * delayOf(values))),
    scalars,
  };
}

/** The state for a second look at the same points: the rhythm is known beforehand, values and errors are new again. */
export function rewindStream(state: StreamState): StreamState {
  return { ...emptyStream(stepOf(state.rhythm)), rhythm: rewindRhythm(state.rhythm) };
}

/**
 * Columns `explain` speaks from, one entry a point, NaN where unknown. `level` includes the trend; `trend` is a day's change; `nearest`
 * is the nearest known value; novelties (of the value, the error, the slow level) are distances over ranges after all weighting; `raw` is what the score is calibrated from.
 */
export const EVIDENCE = [
  'level',
  'trend',
  'daily',
  'weekly',
  'sigma',
  'nearest',
  'valueNovelty',
  'residualNovelty',
  'levelNovelty',
  'raw',
] as const;
export type Evidence = Record<(typeof EVIDENCE)[number], Float64Array>;

interface Readings {
  readonly rhythm: RhythmReading;
  readonly value: NoveltyReading;
  readonly residual: NoveltyReading;
  readonly level: NoveltyReading;
}

type Run = Scored & { readonly evidence: Evidence };

/**
 * Runs the stream over points in order, changing `state`; returns one entry a point. Missing values and points that are not later than
 * the last one leave the state as it is and have no score. `clock`: times by which days and weeks are told.
 */
export function runStream(
  state: StreamState,
  times: Float64Array,
  values: Float64Array,
  settings: SeasonalSettings,
  clock = times
): Run {
  const column = (): Float64Array => new Float64Array(values.length).fill(Number.NaN);
  const evidence = Object.fromEntries(EVIDENCE.map((name) => [name, column()])) as Evidence;
  const out = { score: column(), expected: column(), lower: column(), upper: column(), evidence };
  takePoints(state, times, values, settings, clock, out);
  return out;
}

/** `runStream` for the state alone. */
export function learnStream(
  state: StreamState,
  times: Float64Array,
  values: Float64Array,
  settings: SeasonalSettings,
  clock = times
): void {
  takePoints(state, times, values, settings, clock, null);
}

function takePoints(
  state: StreamState,
  times: Float64Array,
  values: Float64Array,
  settings: SeasonalSettings,
  clock: Float64Array,
  out: Run | null
): void {
  const { scalars } = state;
  const readings: Readings = {
    rhythm: { expected: 0, level: 0, trend: 0, daily: 0, weekly: Number.NaN, sigma: 0, ratio: 1 },
    value: emptyReading(state.values),
    residual: emptyReading(state.residuals),
    level: emptyReading(state.levels),
  };
  const instant: Instant = { time: 0, dayPhase: 0, weekPhase: 0, hour: 0 };
  for (let i = 0; i < values.length; i++) {
    const isMissing = !Number.isFinite(values[i]);
    if (!(times[i] > scalars[LAST_TIME]) || (isMissing && out === null)) {
      continue;
    }
    const points = scalars[POINTS];
    setInstant(instant, times[i], clock[i]);
    if (points > 0) {
      predictRhythm(state.rhythm, instant, readings.rhythm);
      if (out !== null) {
        writeExpected(state, readings.rhythm, settings, out, i);
      }
    }
    if (isMissing) {
      continue;
    }
    if (points === 0) {
      scalars[ORIGIN] = values[i];
    }
    const value = Math.max(-FARTHEST, Math.min(FARTHEST, values[i] - scalars[ORIGIN]));
    const isScored = points >= settings.minTrainingSamples;
    const raw = takePoint(state, instant, value, readings, isScored);
    if (isScored && out !== null) {
      out.evidence.nearest[i] = readings.value.nearest + scalars[ORIGIN];
      out.evidence.valueNovelty[i] = readings.value.novelty;
      out.evidence.residualNovelty[i] = readings.residual.novelty;
      out.evidence.levelNovelty[i] = readings.level.novelty;
      out.evidence.raw[i] = raw;
      out.score[i] = calibrate(SEASONAL_CALIBRATION, raw);
    }
  }
}

function writeExpected(
  state: StreamState,
  rhythm: RhythmReading,
  settings: SeasonalSettings,
  out: Run,
  i: number
): void {
  const expected = state.scalars[ORIGIN] + rhythm.expected;
  out.expected[i] = expected;
  out.lower[i] = expected - settings.bandWidth * rhythm.sigma;
  out.upper[i] = expected + settings.bandWidth * rhythm.sigma;
  out.evidence.level[i] = state.scalars[ORIGIN] + rhythm.level + rhythm.trend;
  out.evidence.trend[i] = rhythm.trend * (DAY_MS / stepOf(state.rhythm));
  out.evidence.daily[i] = rhythm.daily;
  out.evidence.weekly[i] = rhythm.weekly;
  out.evidence.sigma[i] = rhythm.sigma;
}

/** The raw score of a point that `readings.rhythm` predicted, and everything learnt from it. Leaves weighted novelties in `readings`. */
function takePoint(state: StreamState, instant: Instant, value: number, readings: Readings, isScored: boolean): number {
  const { scalars } = state;
  const { time } = instant;
  const { rhythm } = readings;
  const error = scalars[POINTS] === 0 ? 0 : value - rhythm.expected;
  const residual = error / rhythm.ratio;
  const sigmas = rhythm.sigma > 0 ? Math.abs(error) / rhythm.sigma : error === 0 ? 0 : Number.POSITIVE_INFINITY;
  const running = runningEpisode(state.episode, scalars[POINTS]);
  readNovelty(state.values, value, running, -1, readings.value);
  readNovelty(state.residuals, residual, running, -1, readings.residual);
  if (scalars[POINTS] === 0) {
    scalars[FIRST_TIME] = time;
  }
  const youth = Math.max(0, 1 - (time - scalars[FIRST_TIME]) / YOUNG_MS);
  const maturity = maturityOf(state.values, youth);
  readings.value.novelty *= maturity * Math.min(1, sigmas / (EXPECTED_WITHIN * (1 + youth)));
  readings.residual.novelty *= maturity * learnPredictability(scalars, value, error) * relianceAt(state.rhythm, time);
  const level = learnLevel(scalars, value, rhythm);
  // Means move little from point to point.
  readNovelty(state.levels, level, 0, readings.level.index, readings.level);
  readings.level.novelty *= LEVEL_WEIGHT * (1 - youth) * maturityOf(state.levels, 1);
  // A level comes back slowly from what moved it: it marks, but neither begins an anomaly nor keeps one running.
  const own = Math.max(readings.value.novelty, readings.residual.novelty);
  const novelty = Math.max(own, readings.level.novelty);
  const isSuspect = isScored && own > EVENT_FROM;
  const goesOn = readings.value.isRecent || readings.residual.isRecent;
  // What goes on after its values have become known stays part of the anomaly until the rhythm takes it as normal.
  const joined = isSuspect || goesOn ? joinEpisode(state.episode, scalars[POINTS]) : 0;
  const episode = isSuspect || sigmas >= HELD_SIGMAS ? joined : 0;
  learnNovelty(state.values, value, episode, readings.value);
  learnNovelty(state.residuals, residual, episode, readings.residual);
  // The first means are those of few points. A level that lasts is known after the delay, whatever it came from.
  if (scalars[POINTS] >= LEVEL_SPAN) {
    learnNovelty(state.levels, level, 0, readings.level);
  }
  learnRhythm(state.rhythm, instant, value, rhythm);
  scalars[POINTS] += 1;
  scalars[LAST_TIME] = time;
  return isScored ? hold(state.hold, novelty, sigmas, running === 0) : 0;
}

/** The mean over the last points of values less their seasons: what stays moved when single values are no longer new. */
function learnLevel(scalars: Float64Array, value: number, { daily, weekly }: RhythmReading): number {
  const left = value - daily - (Number.isNaN(weekly) ? 0 : weekly);
  scalars[LEVEL] += (left - scalars[LEVEL]) * Math.max(1 / LEVEL_SPAN, 1 / (scalars[POINTS] + 1));
  return scalars[LEVEL];
}

/** How far novelty among the values known so far can be believed, 0..1. */
function maturityOf(values: NoveltyState, youth: number): number {
  const known = knownPoints(values);
  return known === 0 ? 0 : known / (known + YOUNG_POINTS * youth);
}

/** How much of the values' movement the rhythm foresees: 1 - mean square of the residuals / variance of the values, at least 0. */
function learnPredictability(scalars: Float64Array, value: number, error: number): number {
  const rate = Math.max(1 / VARIANCE_SPAN, 1 / (scalars[POINTS] + 1));
  const off = value - scalars[MEAN];
  scalars[MEAN] += rate * off;
  scalars[VALUE_VARIANCE] += rate * (off * (value - scalars[MEAN]) - scalars[VALUE_VARIANCE]);
  scalars[RESIDUAL_VARIANCE] += rate * (error * error - scalars[RESIDUAL_VARIANCE]);
  return scalars[VALUE_VARIANCE] > 0 ? Math.max(0, 1 - scalars[RESIDUAL_VARIANCE] / scalars[VALUE_VARIANCE]) : 0;
}
