import { z } from 'zod';
import { exponentialSmoothing } from '../augurs/augurs.ts';
import { asBefore, byCourse, isConstant, newest, rollCourses } from '../augurs/courses.ts';
import type { Course, SmoothedCourse } from '../augurs/courses.ts';
import type { Component, Forecaster, Past } from '../forecaster.ts';
import { seasonName } from '../season-name.ts';
import { classicalSeason, seasonOn, withoutSeason } from './classical-season.ts';
import type { ClassicalSeason } from './classical-season.ts';
import { smoothingOf } from './smoothing.ts';
import type { SmoothingLaw } from './smoothing.ts';

const schema = z.object({
  season: z
    .enum(['shortest', 'longest', 'none'])
    .default('shortest')
    .describe(
      'Which of the seasons found is taken out before smoothing and put back after it; none smooths the series as it is.'
    ),
});

type EtsSettings = z.infer<typeof schema>;

/** augurs' search wants seven values. */
const LEAST = 7;
/** Older values hardly count in any smoothing. */
const MOST = 1_000;
/** Seasons of the past that the season's shape is taken from. */
const SEASONS = 12;

/** What is smoothed: the newest values, without their season where there is one. */
interface Smoothable {
  readonly values: Float64Array;
  readonly season: ClassicalSeason | null;
  /** Place in the season of the first step ahead. */
  readonly place: number;
}

/** Null where a past is too short, or all the same. */
function smoothableOf({ values, periods }: Past, settings: EtsSettings): Smoothable | null {
  if (values.length < LEAST || isConstant(values)) {
    return null;
  }
  const period = settings.season === 'none' ? 1 : ((settings.season === 'longest' ? periods.at(-1) : periods[0]) ?? 1);
  const recent = newest(values, Math.max(MOST, 2 * period));
  if (period === 1 || recent.length < 2 * period) {
    return { values: recent, season: null, place: 0 };
  }
  const shaping = newest(recent, SEASONS * period);
  const season = classicalSeason(shaping, period);
  // Places in the season are counted from the first value that shaped it.
  const lead = recent.length - shaping.length;
  return {
    values: withoutSeason(recent, season, (period - (lead % period)) % period),
    season,
    place: shaping.length % period,
  };
}

function courseOf(past: Past, horizon: number, settings: EtsSettings): Course {
  const { values, step } = past;
  const smoothable = smoothableOf(past, settings);
  if (!smoothable) {
    return values.length < LEAST
      ? asBefore(past, horizon, `Exponential smoothing wants ${LEAST} values and there are ${values.length}.`)
      : {
          components: [{ kind: 'level', name: 'Level', values: new Float64Array(horizon).fill(values[0]) }],
          notes: [],
        };
  }
  const { season, place } = smoothable;
  const course = exponentialSmoothing(smoothable.values, horizon);
  const trend: Component = { kind: 'trend', name: 'Trend', values: course };
  if (!season) {
    return { components: [trend], notes: [] };
  }
  const name = seasonName(season.indices.length, step);
  return { components: [trend, { kind: 'season', name, values: seasonOn(course, season, place) }], notes: [] };
}

/** The same without the library. */
function smoothedOf(
  past: Past,
  horizon: number,
  settings: EtsSettings,
  law: SmoothingLaw | null
): SmoothedCourse | null {
  const smoothable = smoothableOf(past, settings);
  if (!smoothable) {
    return null;
  }
  const course = smoothingOf(smoothable.values, horizon, law);
  if (!smoothable.season) {
    return course;
  }
  const added = seasonOn(course.values, smoothable.season, smoothable.place);
  return { law: course.law, values: course.values.map((value, h) => value + added[h]) };
}

/**
 * Exponential smoothing (Hyndman and others 2008) by augurs, whose search leaves the season out in effect: one season is taken out before by classical
 * decomposition, as the M competitions' marks do.
 */
export const ets: Forecaster<EtsSettings> = {
  id: 'ets',
  name: 'Exponential smoothing',
  summary:
    'A level and a damped trend that follow the newest values, on top of one season. Take it for short or slow series, such as weekly ones.',
  runs: 'wasm',
  exports: false,
  schema,
  ...byCourse('ets', courseOf),
  rolling: rollCourses(smoothedOf),
};
