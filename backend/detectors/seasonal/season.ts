import {
  binAt,
  binsOf,
  driftOf,
  emptyProfile,
  observeProfile,
  periodsOf,
  rewindProfile,
  shapeAt,
  trustOf,
  withinBin,
} from './profile.ts';
import type { Profile } from './profile.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
/** The epoch was a Thursday; weeks begin on Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** An instant and where it lies, reckoned once for all that ask. */
export interface Instant {
  /** In ms. */
  time: number;
  /** How far it is into its day (from 00:00 UTC) and week (from Monday), 0..1. */
  dayPhase: number;
  weekPhase: number;
  /** Hour of the day, 0..24. */
  hour: number;
}

/** Sets an instant to `time` (ms), at which the clocks of its days and weeks show `clock`. */
export function setInstant(instant: Instant, time: number, clock = time): void {
  const sinceMonday = clock - MONDAY_MS;
  const ofDay = within(sinceMonday, DAY_MS);
  instant.time = time;
  instant.dayPhase = ofDay / DAY_MS;
  instant.weekPhase = within(sinceMonday, WEEK_MS) / WEEK_MS;
  instant.hour = ofDay / HOUR_MS;
}

/** Daily season in bins of five minutes, weekly season in bins of a quarter of an hour (or of one step): about 8 KB. */
export interface SeasonState {
  readonly day: Profile;
  readonly week: Profile;
  /** Time of the first point in ms; NaN before. */
  readonly since: Float64Array;
}

export function emptySeason(step: number): SeasonState {
  return {
    day: emptyProfile(binsOf(DAY_MS, 5 * MINUTE_MS, step)),
    week: emptyProfile(binsOf(WEEK_MS, 15 * MINUTE_MS, step)),
    since: new Float64Array(1).fill(Number.NaN),
  };
}

/** The season as known at `now` (ms), set back before all points: a week known now is known from the start. */
export function rewindSeason(season: SeasonState, now: number): SeasonState {
  const since = Float64Array.of(knowsWeek(season, now) ? Number.NEGATIVE_INFINITY : Number.NaN);
  return { day: rewindProfile(season.day), week: rewindProfile(season.week), since };
}

/** Whether the weekly season is in use at `time` (ms): from two weeks of data on. */
export function knowsWeek({ week, since }: SeasonState, time: number): boolean {
  return week.shape.length > 0 && periodsOf(week) >= 1 && time - since[0] >= 2 * WEEK_MS;
}

/** Whether the daily season is in use: from about a day of data on. */
export function knowsDay({ day }: SeasonState): boolean {
  return day.shape.length > 0 && periodsOf(day) >= 1;
}

/** The daily season at an instant, 0 in the first day. */
export function dailyAt(state: SeasonState, { dayPhase }: Instant): number {
  return knowsDay(state) ? trustOf(state.day) * shapeAt(state.day, dayPhase) : 0;
}

/** What the weekly season adds to the daily one at an instant. */
export function weeklyAt(state: SeasonState, { weekPhase: phase }: Instant): number {
  const { week } = state;
  const bins = week.shape.length;
  const bin = binAt(week, phase);
  const own = addedBy(state, bin);
  const left = addedBy(state, bin > 0 ? bin - 1 : bins - 1);
  const right = addedBy(state, bin + 1 < bins ? bin + 1 : 0);
  return trustOf(week) * withinBin(left, own, right, phase * bins - bin);
}

/** Change a millisecond of the day's mean. */
export function trendOf({ day }: SeasonState): number {
  return day.shape.length > 0 ? driftOf(day) / DAY_MS : 0;
}

export function observeSeason(state: SeasonState, { time, dayPhase, weekPhase }: Instant, value: number): void {
  const { day, week, since } = state;
  if (Number.isNaN(since[0])) {
    since[0] = time;
  }
  if (day.shape.length > 0) {
    observeProfile(day, binAt(day, dayPhase), value, 0);
  }
  if (week.shape.length > 0) {
    const bin = binAt(week, weekPhase);
    const ended = week.scalars[0];
    // What the daily shape says is asked for where a bin ends.
    observeProfile(week, bin, value, ended < 0 || ended === bin ? 0 : dailyIn(state, ended));
  }
}

function addedBy(state: SeasonState, bin: number): number {
  return state.week.shape[bin] - dailyIn(state, bin);
}

/** Mean of the daily shape over a bin of the week. */
function dailyIn(state: SeasonState, bin: number): number {
  const { day, week } = state;
  const bins = day.shape.length;
  if (!knowsDay(state)) {
    return 0;
  }
  const share = (7 * bins) / week.shape.length;
  const first = Math.floor(within(bin * share, bins));
  const count = Math.max(1, Math.round(share));
  let sum = 0;
  for (let i = 0, at = first; i < count; i++) {
    sum += day.shape[at];
    at = at + 1 < bins ? at + 1 : 0;
  }
  return sum / count;
}

/** How far `time` is into its period: exact for whole numbers, and several times as fast as the remainder operator is for what floats hold. */
export function within(time: number, period: number): number {
  return time - Math.floor(time / period) * period;
}
