import { z } from 'zod';
import type { Plain } from '../../detectors/detector.ts';
import { asBefore, forecastOf, isConstant, within } from '../augurs/courses.ts';
import { prefixOf } from '../backtest/prefix.ts';
import type { Component, FittedForecaster, Forecaster, Past, PointForecast } from '../forecaster.ts';
import { repeatSeason } from '../seasonal-naive/seasonal-naive.ts';
import { seasonName } from '../season-name.ts';
import { chooseDesign } from './design.ts';
import { effectAt } from './effects.ts';
import { weighted } from './inference.ts';
import { ridgeToOnnx } from './to-onnx.ts';
import { addSteps, columnsOf, fitPart, kindsOf, rollPart, startCourse } from './part.ts';
import type { RidgeModel, RidgePart, Underway } from './part.ts';
import { turnBack } from './transform.ts';

const schema = z.object({
  ridge: z
    .number()
    .min(1e-6)
    .max(10)
    .default(0.05)
    .describe(
      'How strongly weights are drawn to zero, where the forecast is what was one season ago; in variances of the values.'
    ),
});

type RidgeSettings = z.infer<typeof schema>;

/** Steps with weights of their own where nobody said how many will be asked for. */
const AHEAD = 48;
const TOO_FEW = 'There are too few values for a regression.';
const CONSTANT = 'All values are the same.';

function modelIn({ parameters }: FittedForecaster): RidgeModel {
  return parameters as unknown as RidgeModel;
}

function fitOne(past: Past, { ridge }: RidgeSettings, horizon: number): FittedForecaster {
  const { values, periods, start, step, floor, ceiling } = past;
  const fitted = (parts: readonly RidgePart[], notes: readonly string[]): FittedForecaster => ({
    forecaster: 'ridge',
    points: values.length,
    parameters: { start, step, floor, ceiling, parts } as unknown as Plain,
    notes,
  });
  const design = isConstant(values) ? null : chooseDesign(values.length, periods, horizon);
  if (!design) {
    return fitted([], asBefore(past, 1, isConstant(values) ? CONSTANT : TOO_FEW).notes);
  }
  return fitted(
    kindsOf(past).map((kind) => fitPart(kind, past, design, ridge)),
    []
  );
}

/** Forecasts of the parts of all pasts, block by block of steps, each block of all of them in one run. */
async function courses(all: readonly Underway[]): Promise<void> {
  const blocksOf = ({ part, course, known }: Underway) => (course.length - known) / part.design.ahead;
  for (let block = 0; ; block++) {
    const open = all.filter((one) => blocksOf(one) > block);
    if (open.length === 0) {
      return;
    }
    const differences = await weighted(
      open.map((one) => ({ columns: columnsOf(one, block), weights: one.part.weights }))
    );
    open.forEach(({ part, course, known }, i) =>
      addSteps(course, known + block * part.design.ahead, part.design, part.transform, differences[i])
    );
  }
}

function partsForecast(past: Past, own: readonly Underway[], horizon: number): PointForecast {
  const { season } = own[0].part.design;
  const before = repeatSeason(past.values, season, horizon);
  const level = before.reduce((sum, value) => sum + value, 0) / horizon;
  const change = before.map((value) => -value);
  const components: Component[] = [{ kind: 'level', name: 'Level', values: new Float64Array(horizon).fill(level) }];
  if (season > 1) {
    const name = seasonName(season, past.step);
    components.push({ kind: 'season', name, values: before.map((value) => value - level) });
  }
  components.push({ kind: 'other', name: 'Change since', values: change });
  const effects = new Map<string, Component>();
  for (const underway of own) {
    addPart(underway, past, own.length, change, effects);
  }
  return forecastOf([...components, ...effects.values()], past);
}

/** Adds one part's share: what it says without effects to `change`, and what each effect then adds, one after the other, to that effect's component. */
function addPart(
  { part, course, known }: Underway,
  past: Past,
  parts: number,
  change: Float64Array,
  components: Map<string, Component>
): void {
  for (let h = 0; h < change.length; h++) {
    let turned = course[known + h];
    let value = turnBack(part.transform, turned);
    change[h] += value / parts;
    for (const effect of part.effects) {
      const { kind, name } = effect;
      const component = components.get(name) ?? { kind, name, values: new Float64Array(change.length) };
      components.set(name, component);
      turned += effectAt([effect], past, known + h, known, part.design.season);
      const next = turnBack(part.transform, turned);
      component.values[h] += (next - value) / parts;
      value = next;
    }
  }
}

async function predict(
  models: readonly FittedForecaster[],
  pasts: readonly Past[],
  horizon: number
): Promise<PointForecast[]> {
  const underway = pasts.map((past, i) => modelIn(models[i]).parts.map((part) => startCourse(part, past, horizon)));
  await courses(underway.flat());
  return pasts.map((past, i) => {
    if (underway[i].length === 0) {
      return forecastOf(asBefore(past, horizon, TOO_FEW).components, past);
    }
    return partsForecast(past, underway[i], horizon);
  });
}

function roll(past: Past, origins: readonly number[], horizon: number, { ridge }: RidgeSettings): Float64Array[] {
  const first = prefixOf(past, origins[0]);
  const parts = isConstant(first.values)
    ? []
    : kindsOf(first).flatMap((kind) => {
        const rows = rollPart(kind, past, origins, horizon, ridge);
        return rows ? [rows] : [];
      });
  return origins.map((known, i) => {
    const prefix = prefixOf(past, known);
    const values =
      parts.length === 0
        ? asBefore(prefix, horizon, TOO_FEW).components[0].values
        : averaged(parts.map((rows) => rows[i]));
    return within(values, past);
  });
}

function averaged(rows: readonly Float64Array[]): Float64Array {
  return rows[0].map((_, h) => rows.reduce((sum, row) => sum + row[h] / rows.length, 0));
}

/**
 * Direct multi-step ridge regression: for every step ahead one set of weights on the newest values (a whole season or several), less the mean of the last season;
 * the target is the difference from one season ago. What holidays and other series add is told beforehand and taken out. Windows slide, so that the normal equations of a series and of each origin of its back-test come from
 * running sums, and all steps share one Cholesky factor.
 */
export const ridge: Forecaster<RidgeSettings> = {
  id: 'ridge',
  name: 'Regression on the last values',
  summary:
    'Learns for every step ahead what the last days or weeks tell of it. Makes use of holidays and of other series. Take it for metrics with a strong rhythm and weeks of history.',
  runs: 'onnx',
  exports: true,
  takesExogenous: true,
  schema,
  fit: (pasts, settings, _seed, horizon = AHEAD) =>
    Promise.resolve(pasts.map((past) => fitOne(past, settings, horizon))),
  predict,
  toOnnx: (model) => ridgeToOnnx(modelIn(model), { forecaster: 'ridge', points: String(model.points) }),
  rolling: (past, origins, horizon, settings) => Promise.resolve(roll(past, origins, horizon, settings)),
};
