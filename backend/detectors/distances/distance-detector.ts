import type { z } from 'zod';
import type { Detector } from '../detector.ts';
import { fitModel } from './distance-model.ts';
import type { DistanceSettings, Measure } from './distance-model.ts';
import { distancesToOnnx } from './distances-to-onnx.ts';
import { explainWindow } from './explain-windows.ts';
import { scoreRange } from './score-range.ts';
import { scoreWindows } from './score-windows.ts';

/** A detector that compares windows with training windows by distance, and what it makes of the nearest. */
export function distanceDetector(
  measure: Measure,
  { name, summary, schema }: { name: string; summary: string; schema: z.ZodType<DistanceSettings> }
): Detector<DistanceSettings> {
  return {
    id: measure.id,
    name,
    summary,
    runs: 'onnx',
    exports: true,
    schema,
    isJoint: (settings) => settings.joint,
    lookback: (settings) => settings.window - 1,
    fit: async (groups, settings, seed) =>
      await Promise.all(groups.map((group) => fitModel(measure, group, settings, seed))),
    score: async (models, _states, windows) =>
      await Promise.all(windows.map((window, w) => scoreWindows(measure, models[w], window))),
    scoreRange: async (windows, settings, seed) =>
      await Promise.all(windows.map((window) => scoreRange(measure, window, settings, seed))),
    explain: (model, window, scores, seriesIndex, index) =>
      explainWindow(measure, model, window, scores, seriesIndex, index),
    toOnnx: (model) => distancesToOnnx(measure, model),
  };
}
