import { seededRandom } from '../../features/random.ts';
import { calibrate } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { fitColumn, groupRows, layoutOf } from '../feature-columns.ts';
import type { FittedColumn, Layout } from '../feature-columns.ts';
import { fitForest, isolationScore, pathSums } from './forest.ts';
import type { Forest } from './forest.ts';
import { packForest } from './packed-forest.ts';
import type { PackedForest } from './packed-forest.ts';
import type { IsolationForestSettings } from './settings.ts';
import { fitCalibration } from '../rarity.ts';
import { CORRECTION } from './calibrated.ts';
import { trainedOf } from '../trained.ts';

/** What a fitted isolation forest knows; plain data. `forest` is null where the training window held too few points. */
export type ForestParameters = {
  readonly layout: Layout;
  readonly columns: readonly FittedColumn[];
  readonly forest: PackedForest | null;
  readonly calibration: { readonly raw: readonly number[]; readonly scores: readonly number[] };
  readonly contamination: number;
  readonly bandWidth: number;
  readonly step: number;
};

/** Rows that are scored to calibrate; more would not move the tail. */
const CALIBRATION_ROWS = 2048;
/** Breadth of the noise on the rows trees are grown from, in robust standard deviations: constant columns get a range that way. */
const DITHER = 0.1;

export function parametersOf(model: FittedModel): ForestParameters {
  return model.parameters as unknown as ForestParameters;
}

export function fitGroup(group: SeriesGroup, settings: IsolationForestSettings, seed: number): FittedModel {
  const layout = layoutOf(settings);
  const columns = group.series.map((series) => fitColumn(series, group.step, layout));
  const training = groupRows(group, columns, layout);
  const isEnough = training.count >= settings.minTrainingSamples;
  const { forest, calibration } = isEnough ? grow(training, settings, seed) : { forest: null, calibration: NONE };
  const parameters: ForestParameters = {
    layout,
    columns,
    forest: forest && packForest(forest),
    calibration: { raw: calibration.raw, scores: calibration.scores },
    contamination: settings.contamination,
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return {
    detector: 'isolation-forest',
    trained: trainedOf(group),
    parameters: parameters as Plain,
    state: null,
  };
}

const NONE: Calibration = { raw: [], scores: [] };

function grow(
  training: { readonly rows: Float32Array; readonly count: number; readonly names: readonly string[] },
  settings: IsolationForestSettings,
  seed: number
): { forest: Forest; calibration: Calibration } {
  const { rows, count, names } = training;
  const random = seededRandom(seed);
  const dithered = rows.map((value) => value + DITHER * (random() - 0.5));
  const forest = fitForest(dithered, count, names.length, settings, random);
  const stride = Math.ceil(count / CALIBRATION_ROWS);
  const picked = Math.ceil(count / stride);
  const judged = stride === 1 ? rows : new Float32Array(picked * names.length);
  for (let i = 0; stride > 1 && i < picked; i++) {
    const at = i * stride * names.length;
    judged.set(rows.subarray(at, at + names.length), i * names.length);
  }
  const sums = new Float64Array(picked);
  pathSums(forest, judged, picked, sums);
  return { forest, calibration: fitCalibration(isolationOf(forest, sums), CORRECTION, lastReadOf(settings)) };
}

/** Rarity to which the tail of training scores is read: a thirtieth of the contamination, so that anomalies in the training data hide beyond. */
const lastReadOf = ({ contamination }: IsolationForestSettings): number => -Math.log10(contamination / 30);

/** Isolation scores of sums of path lengths. */
export function isolationOf(forest: Pick<Forest, 'trees' | 'subsample'>, sums: Float64Array): Float64Array {
  return sums.map((sum) => isolationScore(forest, sum));
}

/** The calibrated score of a sum of path lengths. */
export function scoreOf(parameters: ForestParameters, forest: Forest, sum: number): number {
  return calibrate(parameters.calibration, isolationScore(forest, sum));
}
