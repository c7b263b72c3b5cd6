import type { Detector } from '../detector.ts';
import { explainStretch } from './explain.ts';
import { fitGroup, parametersOf } from './model.ts';
import { scoreRange } from './score-range.ts';
import { scoreStretches } from './score-stretches.ts';
import { LONGEST, subsequenceSettings } from './settings.ts';
import type { SubsequenceSettings } from './settings.ts';
import { subsequenceToOnnx } from './to-onnx.ts';

/**
 * `subsequence`: left discords of the matrix profile, as in DAMP (Lu et al. 2022). A stretch whose shape, whatever its level and size, no earlier stretch of the
 * training window had is an anomaly, by how far the most alike one differs.
 */
export const subsequence: Detector<SubsequenceSettings> = {
  id: 'subsequence',
  name: 'Subsequences',
  summary:
    'Marks stretches whose shape has not been seen before, whatever their level and size. Take it for series that repeat a course, such as heartbeats, batches and days.',
  runs: 'typescript',
  exports: true,
  schema: subsequenceSettings,
  isJoint: () => false,
  lookback: ({ window }) => (window > 0 ? Math.max(4, window) : LONGEST) - 1,
  fit: (groups, settings) => Promise.all(groups.map((group) => fitGroup(group, settings))),
  score: (models, _states, windows) =>
    Promise.all(
      windows.map(async ({ series }, w) => {
        const { series: known, step, bandWidth } = parametersOf(models[w]);
        const reach = models[w].trained.points > 0 ? bandWidth : Number.NaN;
        const scored = series.map((one, s) => scoreStretches(known[s], one, step, reach));
        return { series: await Promise.all(scored), state: null };
      })
    ),
  scoreRange: (windows, settings) =>
    Promise.all(
      windows.map(async ({ series, step }) => ({
        series: await Promise.all(series.map((one) => scoreRange(one, step, settings))),
        state: null,
      }))
    ),
  explain(model, { series }, scores, seriesIndex, index) {
    const { series: known, step } = parametersOf(model);
    return explainStretch(model, known[seriesIndex], series[seriesIndex], scores.series[seriesIndex], index, step);
  },
  toOnnx: subsequenceToOnnx,
};
