import type { Detector, FittedModel } from '../detector.ts';
import { explainFeatures, rowAt } from '../feature-explanation.ts';
import { rounded } from '../explanation.ts';
import { scoreFeatures } from '../feature-scores.ts';
import { fitGroup, parametersOf } from './model.ts';
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
  isJoint: (settings) => settings.joint,
  lookback: (settings) => (settings.features === 'values' ? 0 : settings.window),

  async fit(groups, settings, seed): Promise<FittedModel[]> {
    const models: FittedModel[] = [];
    for (const group of groups) {
      models.push(await fitGroup(group, settings, seed));
    }
    return models;
  },

  async score(models, _states, windows) {
    return await Promise.all(
      windows.map((window, w) => {
        const parameters = parametersOf(models[w]);
        const { svm } = parameters;
        const measure = svm && {
          measure: (rows: Float32Array, count: number) => unusualness(svm, rows, count),
          attribute: (row: Float32Array) => explainUnusualness(svm, row).attributions,
        };
        return scoreFeatures(models[w], parameters, window, 'unusualness', measure);
      })
    );
  },

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
