import type { Features } from '../../features/features.ts';
import { seededRandom } from '../../features/random.ts';
import { rowsAt, stratified } from '../../features/stratified-rows.ts';
import { NO_CALIBRATION } from '../calibration.ts';
import type { FittedModel, SeriesGroup } from '../detector.ts';
import { episodeCalibration } from '../episode-tail.ts';
import { layoutOf } from '../feature-columns.ts';
import { fitFeatures } from '../feature-model.ts';
import type { FeatureParameters } from '../feature-scores.ts';
import { softened } from '../softened.ts';
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

export function fitGroup(group: SeriesGroup, settings: OneClassSvmSettings, seed: number): Promise<FittedModel> {
  return fitFeatures<SvmParameters>('one-class-svm', group, layoutOf(settings), settings, async (training) => {
    const fitted = training && (await fitRows(training, settings, seed));
    return {
      svm: fitted && fitted.svm,
      calibration: fitted ? episodeCalibration(fitted.raw, CORRECTION) : { ...NO_CALIBRATION },
      contamination: settings.contamination,
    };
  });
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
