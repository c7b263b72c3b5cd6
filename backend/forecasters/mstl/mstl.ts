import { z } from 'zod';
import { decomposed, exponentialSmoothing } from '../augurs/augurs.ts';
import { asBefore, byCourse, isConstant, newest } from '../augurs/courses.ts';
import type { Course } from '../augurs/courses.ts';
import type { Forecaster, Past } from '../forecaster.ts';
import { partsOf } from './parts.ts';

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

function courseOf(past: Past, horizon: number, settings: MstlSettings): Course {
  const { values } = past;
  const periods = past.periods.filter((period) => values.length >= 2 * period).slice(0, settings.seasons);
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
    const course = exponentialSmoothing(newest(values, MOST), horizon);
    return {
      components: [{ kind: 'trend', name: 'Trend', values: course }],
      notes: ['No season was found: the series goes on by exponential smoothing alone.'],
    };
  }
  const longest = periods[periods.length - 1];
  const recent = newest(values, Math.max(MOST, SEASONS * longest));
  // The parts are told from one full turn of the longest season and the one after.
  const course = decomposed(recent, periods, Math.max(horizon, 2 * longest));
  return { components: partsOf(course, periods, past.step, horizon), notes: [] };
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
};
