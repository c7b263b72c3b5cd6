import { z } from 'zod';
import type { Plain } from '../../detectors/detector.ts';
import { asBefore, forecastOf, isConstant, within } from '../augurs/courses.ts';
import { prefixOf } from '../backtest/prefix.ts';
import type { Component, FittedForecaster, Forecaster, Past, PointForecast } from '../forecaster.ts';
import { seasonName } from '../season-name.ts';
import { columnsFor, courseAfter, learn, rangeOf, startRegression } from './regression.ts';
import type { RobustModel } from './regression.ts';

const schema = z.object({
  seasons: z
    .number()
    .int()
    .min(0)
    .max(2)
    .default(2)
    .describe('How many of the seasons found take part: the shortest, and the longest too at 2; 0 leaves them out.'),
});

type RobustSettings = z.infer<typeof schema>;

/** Steps that are learned where nobody said how many will be asked for. */
const AHEAD = 48;
/** Origins of a back-test that one set of weights serves: the first of them and those that follow it. */
const ORIGINS_A_FIT = 6;
const TOO_FEW = 'There are too few values for a regression.';
const CONSTANT = 'All values are the same.';

const modelIn = ({ parameters }: FittedForecaster): RobustModel | null => parameters as unknown as RobustModel | null;

function periodsOf({ periods, values }: Past, { seasons }: RobustSettings): readonly number[] {
  const usable = periods.filter((period) => values.length >= 2 * period);
  return [usable[0], usable.length > 1 ? usable[usable.length - 1] : undefined]
    .slice(0, seasons)
    .filter((period) => period !== undefined);
}

function fitOne(past: Past, settings: RobustSettings, horizon: number): FittedForecaster {
  const { values } = past;
  const start = startRegression(values, values.length, periodsOf(past, settings), horizon);
  if (!start) {
    const why = isConstant(values) ? CONSTANT : TOO_FEW;
    return { forecaster: 'robust', points: values.length, parameters: null, notes: asBefore(past, 1, why).notes };
  }
  const { told, columns } = columnsFor(values, start);
  const model: RobustModel = { ...start, weights: learn(start, told, columns, values.length) };
  return { forecaster: 'robust', points: values.length, parameters: model as unknown as Plain, notes: [] };
}

function predictOne(model: RobustModel | null, past: Past, horizon: number): PointForecast {
  if (!model) {
    return forecastOf(asBefore(past, horizon, TOO_FEW).components, past);
  }
  const { usual, mean } = courseAfter(model, columnsFor(past.values, model).columns, past.values.length, horizon);
  const level = usual.reduce((sum, value) => sum + value / horizon, 0);
  const components: Component[] = [{ kind: 'level', name: 'Level', values: new Float64Array(horizon).fill(level) }];
  const [season] = model.design.periods;
  if (season !== undefined) {
    const name = seasonName(season, past.step);
    components.push({ kind: 'season', name, values: usual.map((value) => value - level) });
  }
  components.push({ kind: 'other', name: 'Unusual of late', values: mean.map((value, h) => value - usual[h]) });
  return forecastOf(components, past);
}

function roll(past: Past, origins: readonly number[], horizon: number, settings: RobustSettings): Float64Array[] {
  const start = startRegression(past.values, origins[0], periodsOf(past, settings), horizon);
  if (!start) {
    return origins.map((known) => within(asBefore(prefixOf(past, known), horizon, TOO_FEW).components[0].values, past));
  }
  const { told, columns } = columnsFor(past.values, start);
  let model: RobustModel = { ...start, weights: new Float64Array() };
  return origins.map((known, i) => {
    if (i % ORIGINS_A_FIT === 0) {
      const weights = learn(start, told, columns, known);
      model = { ...start, ...rangeOf(told, known), weights };
    }
    return within(courseAfter(model, columns, known, horizon).mean, past);
  });
}

/**
 * Direct regression by least absolute errors on few columns: how far the last minutes, hours and cycle lay from what is usual at their place in the season, and what the last cycles had at the
 * place of the step that is told. Means over growing stretches in place of every lag are those of Corsi (2009, the HAR model); absolute errors make it a forecast of the median, which
 * single peaks hardly move.
 */
export const robust: Forecaster<RobustSettings> = {
  id: 'robust',
  name: 'Usual values and recent levels',
  summary:
    'Starts from the usual value of the time of day and learns how far recent deviations go on, with no heed to single peaks. Take it for noisy metrics of servers.',
  runs: 'typescript',
  exports: false,
  schema,
  fit: (pasts, settings, _seed, horizon = AHEAD) =>
    Promise.resolve(pasts.map((past) => fitOne(past, settings, horizon))),
  predict: (models, pasts, horizon) =>
    Promise.resolve(pasts.map((past, i) => predictOne(modelIn(models[i]), past, horizon))),
  rolling: (past, origins, horizon, settings) => Promise.resolve(roll(past, origins, horizon, settings)),
};
