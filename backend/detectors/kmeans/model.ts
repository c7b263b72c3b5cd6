import { seededRandom } from '../../features/random.ts';
import { rowsAt, stratified } from '../../features/stratified-rows.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { reachingEpisodes } from '../episode-tail.ts';
import { fitColumn, groupRows, layoutOf } from '../feature-columns.ts';
import { NO_CALIBRATION } from '../feature-scores.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import { calibrationOf, fitTail } from '../rarity.ts';
import { softened } from '../softened.ts';
import { trainedOf } from '../trained.ts';
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

/** The training part is calibrated in so many stretches, each by the groups of the others. */
const FOLDS = 2;

export function parametersOf(model: FittedModel): KmeansParameters {
  return model.parameters as unknown as KmeansParameters;
}

/** Distance of scaled rows from the nearest group. */
export function measureRows(clusters: Clusters, rows: Float32Array): Promise<Float64Array> {
  return runDistances(clusters, softened(rows));
}

export async function fitGroup(group: SeriesGroup, settings: KmeansSettings, seed: number): Promise<FittedModel> {
  const layout = layoutOf(settings);
  const columns = group.series.map((series) => fitColumn(series, group.step, layout));
  const { rows, count, names } = groupRows(group, columns, layout);
  const isEnough = count >= settings.minTrainingSamples;
  const raw = isEnough ? await unseenDistances(rows, names.length, settings, seed) : null;
  const parameters: KmeansParameters = {
    layout,
    columns,
    clusters: isEnough ? await clustersOf(rows, names.length, settings, seed) : null,
    contamination: settings.contamination,
    calibration: raw ? { ...calibrationOf(reachingEpisodes(fitTail(raw), raw), CORRECTION) } : { ...NO_CALIBRATION },
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return { detector: 'kmeans', trained: trainedOf(group), parameters: parameters as Plain, state: null };
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

/**
 * Distances of the training rows, in the order of time, each from groups of rows that lie days away, as those of new rows will: a series that wanders gets the
 * longer tail it has.
 */
async function unseenDistances(
  rows: Float32Array,
  width: number,
  settings: KmeansSettings,
  seed: number
): Promise<Float64Array> {
  const count = rows.length / width;
  const edge = (fold: number) => Math.floor((fold * count) / FOLDS) * width;
  const distances = new Float64Array(count);
  for (let fold = 0; fold < FOLDS; fold++) {
    const [from, to] = [edge(fold), edge(fold + 1)];
    const others = new Float32Array(rows.length - (to - from));
    others.set(rows.subarray(0, from));
    others.set(rows.subarray(to), from);
    const clusters = await clustersOf(others, width, settings, seed + 1 + fold);
    distances.set(await measureRows(clusters, rows.subarray(from, to)), from / width);
  }
  return distances;
}
