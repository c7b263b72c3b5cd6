import type { Detector, FittedModel, GroupScores, Plain, SeriesGroup } from '../detector.ts';
import { rounded } from '../explanation.ts';
import { explainFeatures, rowAt } from '../feature-explanation.ts';
import { scoreFeatures } from '../feature-scores.ts';
import { asDelegated, delegateOf, delegatedOf } from './delegates.ts';
import { fitGroup, held, measureRows, parametersOf } from './model.ts';
import { multivariateSettings } from './settings.ts';
import type { MultivariateSettings } from './settings.ts';
import { contributionsOf } from './subspace.ts';
import { multivariateToOnnx } from './to-onnx.ts';

/**
 * `multivariate`: all series of a query together. Learns how they move with each other (a robust covariance of value, change, level and spread of each) and marks
 * instants that do not fit, even where every series by itself looks usual.
 */
export const multivariate: Detector<MultivariateSettings> = {
  id: 'multivariate',
  name: 'Multivariate',
  summary:
    'Learns how the series of a query move together and marks instants that do not fit, though each alone may look usual. Take it for the signals of one service or machine.',
  runs: 'onnx',
  exports: true,
  schema: multivariateSettings,
  isJoint: () => true,
  lookback(settings) {
    const delegate = delegateOf(settings.method);
    return delegate ? delegate.detector.lookback(delegate.settingsOf(settings)) : settings.window;
  },

  async fit(groups, settings, seed): Promise<FittedModel[]> {
    const delegate = delegateOf(settings.method);
    if (delegate) {
      const fitted = await delegate.detector.fit(groups, delegate.settingsOf(settings), seed);
      return fitted.map((model) => asDelegated(settings.method, model));
    }
    const models: FittedModel[] = [];
    for (const group of groups) {
      models.push(await fitGroup(group, settings));
    }
    return models;
  },

  score: (models, states, windows) => Promise.all(models.map((model, m) => scoreGroup(model, states[m], windows[m]))),

  explain(model, window, scores, seriesIndex, index) {
    const delegated = delegatedOf(model);
    if (delegated) {
      return delegated.detector.explain(delegated.model, window, scores, seriesIndex, index);
    }
    const parameters = parametersOf(model);
    const { subspace } = parameters;
    const attributions = subspace && contributionsOf(subspace, held(rowAt(parameters, scores, index)));
    const explained = attributions && {
      label: 'squared distance from the usual',
      direction: 1 as const,
      value: attributions.reduce((sum, one) => sum + one, 0),
      usual: 0,
      attributions,
    };
    return explainFeatures(model, parameters, { window, scores, seriesIndex, index }, explained, [
      { key: 'together', label: 'Series looked at together', value: window.series.length },
      {
        key: 'shaping',
        label: 'Share of the training points that shape the model',
        value: `${rounded(100 * (1 - parameters.contamination))} %`,
      },
    ]);
  },

  toOnnx: multivariateToOnnx,
};

async function scoreGroup(model: FittedModel, state: Plain | null, window: SeriesGroup): Promise<GroupScores> {
  const delegated = delegatedOf(model);
  if (delegated) {
    return (await delegated.detector.score([delegated.model], [state], [window]))[0];
  }
  const parameters = parametersOf(model);
  const { subspace } = parameters;
  const measure = subspace && {
    measure: (rows: Float32Array) => measureRows(subspace, rows),
    attribute: (row: Float32Array) => contributionsOf(subspace, held(row)),
  };
  return scoreFeatures(model, parameters, window, 'distance', measure);
}
