import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { fitColumn, groupRows, layoutOf } from '../feature-columns.ts';
import { NO_CALIBRATION } from '../feature-scores.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import type { Features } from '../../features/features.ts';
import { seededRandom } from '../../features/random.ts';
import { rowsAt, stratified } from '../../features/stratified-rows.ts';
import { reachingEpisodes } from '../episode-tail.ts';
import { calibrationOf, fitTail } from '../rarity.ts';
import { softened } from '../softened.ts';
import { trainedOf } from '../trained.ts';
import { CORRECTION } from './calibrated.ts';
import type { OneClassSvmSettings } from './settings.ts';
import { fitSvm, scaleGamma } from './svm.ts';
import type { Svm } from './svm.ts';
import { totalWeight, unusualness, unusualnessOf } from './unusualness.ts';

/** What a fitted one-class SVM knows; plain data. `svm` is null where the training window held too few points. */
export type SvmParameters = FeatureParameters & {
  readonly svm: Svm | null;
  readonly contamination: number;
};

/** Gap in sums of kernels at which the solver stops; a hundredth of LIBSVM's costs little. */
const TOLERANCE = 1e-5;
/** Features that hardly ever move would make a kernel so narrow that every move looked alike. */
const LEAST_VARIANCE = 0.1;
/** Rows scored to calibrate beside those the SVM was fitted on. */
const HELD_OUT_ROWS = 20_000;

export function parametersOf(model: FittedModel): SvmParameters {
  return model.parameters as unknown as SvmParameters;
}

export async function fitGroup(group: SeriesGroup, settings: OneClassSvmSettings, seed: number): Promise<FittedModel> {
  const layout = layoutOf(settings);
  const columns = group.series.map((series) => fitColumn(series, group.step, layout));
  const training = groupRows(group, columns, layout);
  const isEnough = training.count >= settings.minTrainingSamples;
  const { svm, raw } = isEnough ? await fitRows(training, settings, seed) : { svm: null, raw: null };
  const parameters: SvmParameters = {
    layout,
    columns,
    svm,
    calibration: raw ? { ...calibrationOf(reachingEpisodes(fitTail(raw), raw), CORRECTION) } : { ...NO_CALIBRATION },
    contamination: settings.contamination,
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return { detector: 'one-class-svm', trained: trainedOf(group), parameters: parameters as Plain, state: null };
}

/** The SVM of evenly drawn rows, and the unusualness of training rows as if the SVM had not seen them (NaN: not asked for). */
async function fitRows(
  { rows, count, names }: Features,
  settings: OneClassSvmSettings,
  seed: number
): Promise<{ svm: Svm; raw: Float64Array }> {
  const features = names.length;
  const random = seededRandom(seed);
  const picked = stratified(count, settings.maxTrainingSamples, random);
  const seen = rowsAt(rows, features, picked);
  const soft = softened(seen);
  const gamma = Math.min(scaleGamma(soft, features), 1 / (features * LEAST_VARIANCE)) / settings.smoothness ** 2;
  const { svm, solution } = fitSvm(soft, picked.length, features, {
    nu: settings.contamination,
    gamma,
    tolerance: TOLERANCE,
  });
  // A support vector is near itself: without its own part it is as unusual as a new row at its place.
  const total = totalWeight(svm);
  const own = solution.sums.map((sum, i) =>
    unusualnessOf(Math.max(0, sum - solution.alpha[i]), total - solution.alpha[i])
  );
  const raw = new Float64Array(count).fill(Number.NaN);
  picked.forEach((i, k) => (raw[i] = own[k]));
  const unseen = Int32Array.from(raw.keys()).filter((i) => Number.isNaN(raw[i]));
  const judged = stratified(unseen.length, HELD_OUT_ROWS, random).map((k) => unseen[k]);
  const others = await unusualness(svm, rowsAt(rows, features, judged), judged.length);
  judged.forEach((i, k) => (raw[i] = others[k]));
  return { svm, raw };
}
