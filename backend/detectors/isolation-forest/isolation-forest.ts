import type { Detector, FittedModel } from '../detector.ts';
import { explainPoint } from './explain.ts';
import { fitGroup } from './model.ts';
import { scoreGroup } from './score.ts';
import { isolationForestSettings } from './settings.ts';
import type { IsolationForestSettings } from './settings.ts';
import { forestToOnnx } from './to-onnx.ts';

/**
 * `isolation-forest` (Liu, Ting & Zhou 2008, 2012): points that random splits set apart quickly are anomalies. Works on windows of one series
 * (season, change, shift, level, spread) or jointly over the series of a query.
 */
export const isolationForest: Detector<IsolationForestSettings> = {
  id: 'isolation-forest',
  name: 'Isolation forest',
  summary:
    'Marks points whose value, change and recent course are together unlike the training data. Take it for several series at once, or where rhythm matters less than shape.',
  runs: 'typescript',
  exports: true,
  schema: isolationForestSettings,
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
    return await Promise.all(windows.map((window, w) => scoreGroup(models[w], window)));
  },

  explain: explainPoint,
  toOnnx: forestToOnnx,
};
