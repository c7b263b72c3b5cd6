import { NightjarError } from '../../errors.ts';
import { WINDOW_FEATURES } from '../../features/window-features.ts';
import { NO_CALIBRATION } from '../calibration.ts';
import type { FittedModel, SeriesGroup } from '../detector.ts';
import { episodeCalibration } from '../episode-tail.ts';
import type { Layout } from '../feature-columns.ts';
import { fitFeatures } from '../feature-model.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import { measureUnseen } from '../unseen-rows.ts';
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

export function fitGroup(group: SeriesGroup, settings: MultivariateSettings): Promise<FittedModel> {
  const layout = layoutOf(group.series.length, settings.window);
  return fitFeatures<MultivariateParameters>('multivariate', group, layout, settings, async (training) => {
    const { method, contamination } = settings;
    if (!training) {
      return { subspace: null, method, contamination, calibration: { ...NO_CALIBRATION } };
    }
    const { rows, names } = training;
    // With as many features as a joint model has, a model fits its own rows much better than new ones.
    const raw = await measureUnseen(rows, names.length, (others, part) =>
      measureRows(fitSubspace(others, names.length, settings), part)
    );
    return {
      subspace: fitSubspace(held(rows), names.length, settings),
      method,
      contamination,
      calibration: episodeCalibration(raw, CORRECTION),
    };
  });
}
