import { z } from 'zod';
import { decomposed, exponentialSmoothing } from '../augurs/augurs.ts';
import { asBefore, byCourse, isConstant, newest, rollCourses } from '../augurs/courses.ts';
import type { Course, SmoothedCourse } from '../augurs/courses.ts';
import { smoothingOf } from '../ets/smoothing.ts';
import type { SmoothingLaw } from '../ets/smoothing.ts';
import type { Forecaster, Past } from '../forecaster.ts';
import { partsOf } from './parts.ts';
import { seasonsOf } from './stl.ts';

const schema = z.object({
  seasons: z
    .number()
    .int()
    .min(1)
    .max(4)
    .default(2)
    .describe('How many of the seasons found are taken apart, shortest first.'),
});

type MstlSettings = z.infer<typeof schema>;

/** augurs' search wants seven values. */
const LEAST = 7;
/** Older values say little of the season and trend of now: so many are looked at, or three of the longest season. */
const MOST = 1_000;
const SEASONS = 3;

/** Seasons that are taken apart; none where the past has none. */
function seasonsIn({ values, periods }: Past, { seasons }: MstlSettings): readonly number[] {
  return periods.filter((period) => values.length >= 2 * period).slice(0, seasons);
}

/** What is looked at of a past. */
function recentOf({ values }: Past, periods: readonly number[]): Float64Array {
  return newest(values, Math.max(MOST, SEASONS * (periods.at(-1) ?? 0)));
}

function courseOf(past: Past, horizon: number, settings: MstlSettings): Course {
  const { values } = past;
  const periods = seasonsIn(past, settings);
  if (values.length < LEAST) {
    return asBefore(past, horizon, `A decomposition wants ${LEAST} values and there are ${values.length}.`);
  }
  if (isConstant(values)) {
    return {
      components: [{ kind: 'level', name: 'Level', values: new Float64Array(horizon).fill(values[0]) }],
      notes: [],
    };
  }
  if (periods.length === 0) {
    const course = exponentialSmoothing(recentOf(past, periods), horizon);
    return {
      components: [{ kind: 'trend', name: 'Trend', values: course }],
      notes: ['No season was found: the series goes on by exponential smoothing alone.'],
    };
  }
  const longest = periods[periods.length - 1];
  // The parts are told from one full turn of the longest season and the one after.
  const course = decomposed(recentOf(past, periods), periods, Math.max(horizon, 2 * longest));
  return { components: partsOf(course, periods, past.step, horizon), notes: [] };
}

/** The same without the library. */
function smoothedOf(
  past: Past,
  horizon: number,
  settings: MstlSettings,
  law: SmoothingLaw | null
): SmoothedCourse | null {
  if (past.values.length < LEAST || isConstant(past.values)) {
    return null;
  }
  const periods = seasonsIn(past, settings);
  const recent = recentOf(past, periods);
  const seasons = seasonsOf(recent, periods);
  const left = recent.map((value, i) => seasons.reduce((rest, season) => rest - season[i], value));
  const course = smoothingOf(left, horizon, law);
  const at = (season: Float64Array, period: number, h: number) => season[season.length - period + (h % period)];
  return {
    law: course.law,
    values: course.values.map((value, h) => seasons.reduce((sum, season, k) => sum + at(season, periods[k], h), value)),
  };
}

/** Several seasons by repeated LOESS and exponential smoothing of the rest (MSTL: Bandara, Hyndman and Bergmeir 2021), by augurs. */
export const mstl: Forecaster<MstlSettings> = {
  id: 'mstl',
  name: 'Seasons and trend (MSTL)',
  summary:
    'Takes the day and the week apart and lets the trend go on. Take it for metrics with a clear rhythm that changes slowly.',
  runs: 'wasm',
  exports: false,
  schema,
  ...byCourse('mstl', courseOf),
  rolling: rollCourses(smoothedOf),
};
