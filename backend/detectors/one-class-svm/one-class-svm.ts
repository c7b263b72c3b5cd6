import type { Detector } from '../detector.ts';
import { rounded } from '../explanation.ts';
import { featureDetector } from '../feature-detector.ts';
import { explainFeatures, rowAt } from '../feature-explanation.ts';
import { fitGroup, parametersOf } from './model.ts';
import type { SvmParameters } from './model.ts';
import { oneClassSvmSettings } from './settings.ts';
import type { OneClassSvmSettings } from './settings.ts';
import { svmToOnnx, svmToRegressor } from './to-onnx.ts';
import { explainUnusualness, totalWeight, unusualness, unusualnessOf } from './unusualness.ts';

/**
 * `one-class-svm` (Schoelkopf et al. 2001): learns a smooth region that holds all but a share of the training points; what lies outside is an anomaly, by
 * how far. Works on windows of one series (season, change, shift, level, spread) or jointly over the series of a query.
 */
export const oneClassSvm: Detector<OneClassSvmSettings> = {
  id: 'one-class-svm',
  name: 'One-class SVM',
  summary:
    'Marks points outside the smooth region that usual values, changes and recent courses fill together. Take it where what is usual has a shape of its own, such as two modes or values that go together.',
  runs: 'onnx',
  exports: true,
  schema: oneClassSvmSettings,
  ...featureDetector<OneClassSvmSettings, SvmParameters>({
    evidence: 'unusualness',
    fitGroup,
    measureOf: ({ svm }) =>
      svm && {
        measure: (rows, count) => unusualness(svm, rows, count),
        attribute: (row) => explainUnusualness(svm, row).attributions,
      },
  }),

  explain(model, window, scores, seriesIndex, index) {
    const parameters = parametersOf(model);
    const { svm } = parameters;
    const explained = svm && {
      label: 'unusualness (nats)',
      direction: 1 as const,
      ...explainUnusualness(svm, rowAt(parameters, scores, index)),
    };
    const bound = svm ? unusualnessOf(svm.rho, totalWeight(svm)) : Number.NaN;
    return explainFeatures(model, parameters, { window, scores, seriesIndex, index }, explained, [
      {
        key: 'boundary',
        label: `Unusualness that ${rounded(100 * (1 - parameters.contamination))} % of training points stay under`,
        value: bound,
      },
    ]);
  },

  toOnnx: svmToOnnx,
  forms: { 'svm-regressor': svmToRegressor },
};
