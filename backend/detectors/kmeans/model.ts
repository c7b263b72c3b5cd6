import { seededRandom } from '../../features/random.ts';
import { rowsAt, stratified } from '../../features/stratified-rows.ts';
import { NO_CALIBRATION } from '../calibration.ts';
import type { FittedModel, SeriesGroup } from '../detector.ts';
import { episodeCalibration } from '../episode-tail.ts';
import { layoutOf } from '../feature-columns.ts';
import { fitFeatures } from '../feature-model.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import { softened } from '../softened.ts';
import { measureUnseen } from '../unseen-rows.ts';
import { CORRECTION } from './calibrated.ts';
import { fitClusters } from './clusters.ts';
import type { Clusters } from './clusters.ts';
import { runDistances } from './distance-graph.ts';
import type { KmeansSettings } from './settings.ts';

/** What a fitted `kmeans` knows; plain data. `clusters` is null where the training window held too few points. */
export type KmeansParameters = FeatureParameters & {
  readonly clusters: Clusters | null;
  readonly contamination: number;
};

export function parametersOf(model: FittedModel): KmeansParameters {
  return model.parameters as unknown as KmeansParameters;
}

/** Distance of scaled rows from the nearest group. */
export function measureRows(clusters: Clusters, rows: Float32Array): Promise<Float64Array> {
  return runDistances(clusters, softened(rows));
}

export function fitGroup(group: SeriesGroup, settings: KmeansSettings, seed: number): Promise<FittedModel> {
  return fitFeatures<KmeansParameters>('kmeans', group, layoutOf(settings), settings, async (training) => {
    const { contamination } = settings;
    if (!training) {
      return { clusters: null, contamination, calibration: { ...NO_CALIBRATION } };
    }
    const { rows, names } = training;
    const raw = await measureUnseen(rows, names.length, async (others, part, fold) =>
      measureRows(await clustersOf(others, names.length, settings, seed + 1 + fold), part)
    );
    return {
      clusters: await clustersOf(rows, names.length, settings, seed),
      contamination,
      calibration: episodeCalibration(raw, CORRECTION),
    };
  });
}

async function clustersOf(
  rows: Float32Array,
  width: number,
  settings: KmeansSettings,
  seed: number
): Promise<Clusters> {
  const random = seededRandom(seed);
  const picked = stratified(rows.length / width, settings.maxTrainingSamples, random);
  return fitClusters(softened(rowsAt(rows, width, picked)), width, settings, random);
}
