import type { Features } from '../../features/features.ts';
import { seededRandom } from '../../features/random.ts';
import { rowsAt, stratified } from '../../features/stratified-rows.ts';
import { NO_CALIBRATION } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, SeriesGroup } from '../detector.ts';
import { layoutOf } from '../feature-columns.ts';
import { fitFeatures } from '../feature-model.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import { fitCalibration } from '../rarity.ts';
import { CORRECTION } from './calibrated.ts';
import { fitForest, isolationScore, pathSums } from './forest.ts';
import type { Forest } from './forest.ts';
import { packForest } from './packed-forest.ts';
import type { PackedForest } from './packed-forest.ts';
import { fitReach, shortening } from './reach.ts';
import type { Reach } from './reach.ts';
import type { IsolationForestSettings } from './settings.ts';

/** What a fitted isolation forest knows; plain data. `forest` and `reach` are null where the training window held too few points. */
export type ForestParameters = FeatureParameters & {
  readonly forest: PackedForest | null;
  readonly reach: Reach | null;
  readonly margin: number;
  readonly contamination: number;
};

/** Rows that are scored to calibrate; more would not move the tail. */
const CALIBRATION_ROWS = 2048;
/** Breadth of the noise on the rows trees are grown from, in robust standard deviations: constant columns get a range that way. */
const DITHER = 0.1;

export function parametersOf(model: FittedModel): ForestParameters {
  return model.parameters as unknown as ForestParameters;
}

export function fitGroup(group: SeriesGroup, settings: IsolationForestSettings, seed: number): Promise<FittedModel> {
  return fitFeatures<ForestParameters>('isolation-forest', group, layoutOf(settings), settings, (training) => {
    const grown = training && grow(training, settings, seed);
    return {
      forest: grown && packForest(grown.forest),
      reach: grown && grown.reach,
      margin: settings.margin,
      calibration: { ...(grown?.calibration ?? NO_CALIBRATION) },
      contamination: settings.contamination,
    };
  });
}

function grow(
  { rows, count, names }: Features,
  settings: IsolationForestSettings,
  seed: number
): { forest: Forest; reach: Reach; calibration: Calibration } {
  const random = seededRandom(seed);
  const dithered = rows.map((value) => value + DITHER * (random() - 0.5));
  const forest = fitForest(dithered, count, names.length, settings, random);
  const judged = rowsAt(rows, names.length, stratified(count, CALIBRATION_ROWS, random));
  const picked = judged.length / names.length;
  const reach = fitReach(judged, picked, names.length, DITHER);
  const sums = pathSums(forest, judged, picked);
  const isolation = isolationOf(forest, sums, shortening(reach, settings.margin, judged, picked));
  return { forest, reach, calibration: fitCalibration(isolation, CORRECTION, lastReadOf(settings)) };
}

/** Rarity to which the tail of training scores is read: a thirtieth of the contamination, so that anomalies in the training data hide beyond. */
const lastReadOf = ({ contamination }: IsolationForestSettings): number => -Math.log10(contamination / 30);

/** Isolation scores (equation 2 of the paper) of sums of path lengths, each path divided by its row's factor (./reach.ts). */
export function isolationOf(
  forest: Pick<Forest, 'trees' | 'subsample'>,
  sums: Float64Array,
  factors: Float64Array
): Float64Array {
  return sums.map((sum, i) => isolationScore(forest, sum / factors[i]));
}
