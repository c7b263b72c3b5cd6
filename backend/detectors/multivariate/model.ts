import { WINDOW_FEATURES } from '../../features/window-features.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { NightjarError } from '../../errors.ts';
import { fitColumn, groupRows } from '../feature-columns.ts';
import type { Layout } from '../feature-columns.ts';
import { NO_CALIBRATION } from '../feature-scores.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import { reachingEpisodes } from '../episode-tail.ts';
import { calibrationOf, fitTail } from '../rarity.ts';
import { trainedOf } from '../trained.ts';
import { CORRECTION } from './calibrated.ts';
import { runDistances } from './distance-graph.ts';
import type { MultivariateSettings } from './settings.ts';
import { fitSubspace } from './subspace.ts';
import type { Subspace } from './subspace.ts';

/** What a fitted `multivariate` knows; plain data. `subspace` is null where the training window held too few points. */
export type MultivariateParameters = FeatureParameters & {
  readonly subspace: Subspace | null;
  readonly method: MultivariateSettings['method'];
  readonly contamination: number;
};

/** Numbers a row may have: a model of so many takes a second to fit and a quarter of a megabyte to keep. */
const WIDEST = 256;
/** Which features of a series count most, where there are too many series for all five. */
const BY_WORTH: readonly (typeof WINDOW_FEATURES)[number][] = ['deviation', 'level', 'spread', 'change', 'shift'];
/** Scaled features are held within this, so that squares in float32 stay finite. */
export const LARGEST = 1e6;
/** Training rows are fitted on in so many stretches, each calibrated by the model of the others. */
const FOLDS = 2;

export function parametersOf(model: FittedModel): MultivariateParameters {
  return model.parameters as unknown as MultivariateParameters;
}

function layoutOf(series: number, window: number): Layout {
  const features = Math.min(BY_WORTH.length, Math.floor(WIDEST / series));
  if (features === 0) {
    throw new NightjarError(
      'bad-query',
      `The detector multivariate takes at most ${WIDEST} series at once, and the query gives ${series}: narrow it, or split it.`
    );
  }
  return { features: WINDOW_FEATURES.filter((feature) => BY_WORTH.indexOf(feature) < features), window };
}

/** Rows as the model takes them: held within bounds. Changes `rows` in place. */
export function held(rows: Float32Array): Float32Array {
  for (let i = 0; i < rows.length; i++) {
    rows[i] = Math.max(-LARGEST, Math.min(LARGEST, rows[i]));
  }
  return rows;
}

/** Distance of rows from the usual: the root of the squared one over the number of features. */
export async function measureRows(subspace: Subspace, rows: Float32Array): Promise<Float64Array> {
  const squares = await runDistances(subspace, held(rows));
  return squares.map((square) => Math.sqrt(square / subspace.width));
}

export async function fitGroup(group: SeriesGroup, settings: MultivariateSettings): Promise<FittedModel> {
  const layout = layoutOf(group.series.length, settings.window);
  const columns = group.series.map((series) => fitColumn(series, group.step, layout));
  const { rows, count, names } = groupRows(group, columns, layout);
  const isEnough = count >= settings.minTrainingSamples;
  const raw = isEnough ? await unseenDistances(rows, names.length, settings) : null;
  const parameters: MultivariateParameters = {
    layout,
    columns,
    subspace: isEnough ? fitSubspace(held(rows), names.length, settings) : null,
    method: settings.method,
    contamination: settings.contamination,
    calibration: raw ? { ...calibrationOf(reachingEpisodes(fitTail(raw), raw), CORRECTION) } : { ...NO_CALIBRATION },
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return { detector: 'multivariate', trained: trainedOf(group), parameters: parameters as Plain, state: null };
}

/**
 * Distances of the training rows, each by a model that has not seen it: with as many features as a joint model has, a model fits its own rows much better
 * than new ones. In the order of time.
 */
async function unseenDistances(
  rows: Float32Array,
  width: number,
  settings: MultivariateSettings
): Promise<Float64Array> {
  const count = rows.length / width;
  const edge = (fold: number) => Math.floor((fold * count) / FOLDS) * width;
  const parts: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const [from, to] = [edge(fold), edge(fold + 1)];
    const others = new Float32Array(rows.length - (to - from));
    others.set(rows.subarray(0, from));
    others.set(rows.subarray(to), from);
    parts.push(...(await measureRows(fitSubspace(others, width, settings), rows.slice(from, to))));
  }
  return Float64Array.from(parts);
}
