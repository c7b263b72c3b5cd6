import type { Detector } from '../detector.ts';
import { featureDetector } from '../feature-detector.ts';
import { explainPoint } from './explain.ts';
import { measureOf } from './measure.ts';
import { fitGroup } from './model.ts';
import type { ForestParameters } from './model.ts';
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
  ...featureDetector<IsolationForestSettings, ForestParameters>({ evidence: 'isolation', fitGroup, measureOf }),

  explain: explainPoint,
  toOnnx: forestToOnnx,
};
