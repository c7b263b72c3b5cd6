import { z } from 'zod';
import { exponentialSmoothing } from '../augurs/augurs.ts';
import { asBefore, byCourse, isConstant, newest } from '../augurs/courses.ts';
import type { Course } from '../augurs/courses.ts';
import type { Component, Forecaster, Past } from '../forecaster.ts';
import { seasonName } from '../season-name.ts';
import { classicalSeason, seasonOn, withoutSeason } from './classical-season.ts';

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

function courseOf(past: Past, horizon: number, settings: EtsSettings): Course {
  const { values, periods, step } = past;
  if (values.length < LEAST) {
    return asBefore(past, horizon, `Exponential smoothing wants ${LEAST} values and there are ${values.length}.`);
  }
  if (isConstant(values)) {
    return {
      components: [{ kind: 'level', name: 'Level', values: new Float64Array(horizon).fill(values[0]) }],
      notes: [],
    };
  }
  const period = settings.season === 'none' ? 1 : ((settings.season === 'longest' ? periods.at(-1) : periods[0]) ?? 1);
  const recent = newest(values, Math.max(MOST, 2 * period));
  if (period === 1 || recent.length < 2 * period) {
    return { components: [trend(exponentialSmoothing(recent, horizon))], notes: [] };
  }
  const shaping = newest(recent, SEASONS * period);
  const season = classicalSeason(shaping, period);
  // Places in the season are counted from the first value that shaped it.
  const lead = recent.length - shaping.length;
  const course = exponentialSmoothing(withoutSeason(recent, season, (period - (lead % period)) % period), horizon);
  const added = seasonOn(course, season, shaping.length % period);
  return {
    components: [trend(course), { kind: 'season', name: seasonName(period, step), values: added }],
    notes: [],
  };
}

const trend = (values: Float64Array): Component => ({ kind: 'trend', name: 'Trend', values });

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
};
