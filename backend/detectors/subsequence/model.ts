import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import { fitWindowColumn } from '../../features/window-rows.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import type { Series } from '../../series/series.ts';
import { NO_CALIBRATION } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { episodeCalibration } from '../episode-tail.ts';
import { trainedOf } from '../trained.ts';
import { CORRECTION } from './calibrated.ts';
import { courseOf, isThere, isWhole } from './course.ts';
import type { Course } from './course.ts';
import { LONGEST } from './settings.ts';
import type { SubsequenceSettings } from './settings.ts';
import { momentsOf } from './stretch.ts';
import { StretchSearch } from './stretch-search.ts';
import { Turns } from './turns.ts';

/** What a fitted `subsequence` knows of one series; plain data. `course` is null where the training window held too little. */
export type StretchParameters = {
  readonly course: Course | null;
  /** The instant of the course's first value, ms. */
  readonly start: number;
  /** The series as shapes see it, its season left in. */
  readonly column: WindowColumn;
  /** The same with its season taken off, for what is expected. */
  readonly usual: WindowColumn;
  readonly window: number;
  /** Spread, in scaled units, below which a stretch counts as flat. */
  readonly leastSpread: number;
  readonly calibration: Calibration;
};

export type SubsequenceParameters = {
  readonly series: readonly StretchParameters[];
  readonly bandWidth: number;
  readonly step: number;
};

const WITHOUT_SEASON = 64;
const SHORTEST = 4;
/** Training must hold so many windows of the length that a season asks for; else they are shorter. */
const LEAST_WINDOWS = 4;
/** Flat is what has less than this share of the usual spread; the least in scaled units. */
const FLAT = 0.25;
const LEAST_SPREAD = 0.05;
/** Differences by this share of a spread at every point are none: stretches that repeat to the last digit make nothing rare of rounding. */
const RESOLUTION = 0.01;
/** Windows that lie behind a stretch that is calibrated on, where there is room. */
const LEAST_BEHIND = 2.5;
/** Nothing is calibrated on fewer distances. */
const LEAST_DISTANCES = 20;

export function parametersOf(model: FittedModel): SubsequenceParameters {
  return model.parameters as unknown as SubsequenceParameters;
}

/** Points of a stretch: what is set, or what the season and the data suggest. */
export function windowOf(
  { window }: SubsequenceSettings,
  { period }: WindowColumn,
  step: number,
  points: number
): number {
  if (window > 0) {
    return Math.max(SHORTEST, window);
  }
  const wanted = period > 0 ? Math.round(period / step) : WITHOUT_SEASON;
  return Math.max(SHORTEST, Math.min(LONGEST, wanted, Math.floor(points / LEAST_WINDOWS)));
}

/** Raw unusualness of a squared distance: the distance, never quite 0. */
export function rawOf(squared: number, window: number): number {
  return Math.sqrt(squared + window * RESOLUTION ** 2);
}

/** The spread below which stretches of a course are flat. */
export function leastSpreadOf(course: Course, window: number): number {
  const spreads: number[] = [];
  // Every eighth of a window says enough of a median.
  for (let start = 0; start + window <= course.values.length; start += Math.max(1, window >> 3)) {
    if (isWhole(course, start, window)) {
      spreads.push(momentsOf(course.values, start, window).spread);
    }
  }
  return Math.max(LEAST_SPREAD, spreads.length > 0 ? FLAT * sortedQuantile(sortedFinite(spreads), 0.5) : 0);
}

export async function fitGroup(group: SeriesGroup, settings: SubsequenceSettings): Promise<FittedModel> {
  const series: StretchParameters[] = [];
  for (const one of group.series) {
    series.push(await fitSeries(one, group.step, settings));
  }
  const parameters: SubsequenceParameters = {
    series,
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return {
    detector: 'subsequence',
    trained: trainedOf(group),
    parameters: parameters as unknown as Plain,
    state: null,
  };
}

async function fitSeries(all: Series, step: number, settings: SubsequenceSettings): Promise<StretchParameters> {
  const from = Math.max(0, all.times.length - settings.history);
  const series = { ...all, times: all.times.subarray(from), values: all.values.subarray(from) };
  const usual = fitWindowColumn(series, step, true);
  const column = fitWindowColumn(series, step, false);
  const course = courseOf(series, column);
  const window = windowOf(settings, usual, step, series.times.length);
  const leastSpread = leastSpreadOf(course, window);
  const search = new StretchSearch(course, window, leastSpread);
  const raw =
    search.usable >= settings.minTrainingSamples ? await earlierDistances(search, course, window) : new Float64Array(0);
  const isEnough = raw.length >= LEAST_DISTANCES;
  return {
    course: isEnough ? course : null,
    start: series.times.length > 0 ? series.times[0] : 0,
    column,
    usual,
    window,
    leastSpread,
    calibration: isEnough ? episodeCalibration(raw, CORRECTION) : { ...NO_CALIBRATION },
  };
}

/**
 * Distances of later training stretches from the nearest that ends before them without overlap: left discords, as new ones will be. Earlier ones have too little
 * behind them to be like those: half of the training part, or where that is short, up to two thirds.
 */
async function earlierDistances(search: StretchSearch, course: Course, window: number): Promise<Float64Array> {
  const raw: number[] = [];
  const turns = new Turns();
  const points = course.values.length;
  const first = Math.max(points / 2, Math.min((2 / 3) * points, LEAST_BEHIND * window));
  for (let end = Math.ceil(first); end < points; end++) {
    const start = end - window + 1;
    if (isThere(course, end) && isWhole(course, start, window)) {
      const { squared } = search.nearest(course, start, { from: 0, to: 0, end: start - window + 1 });
      if (squared < Infinity) {
        raw.push(rawOf(squared, window));
      }
    }
    if (turns.isDue) {
      await turns.give();
    }
  }
  return Float64Array.from(raw);
}

const searches = new WeakMap<object, StretchSearch>();

/** The search among a model's stretches, kept as long as the model is. */
export function searchOf(course: Course, { window, leastSpread }: StretchParameters): StretchSearch {
  let search = searches.get(course.values);
  if (!search) {
    search = new StretchSearch(course, window, leastSpread);
    searches.set(course.values, search);
  }
  return search;
}

/** The first place of the training part at which a stretch that is compared with one from `time` on (its first instant, ms) must not start any more. */
export function endBefore({ start, window }: StretchParameters, time: number, step: number): number {
  return Math.max(0, Math.round((time - start) / step) - window + 1);
}
