import type { Detector, FittedModel } from '../detector.ts';
import { explainPoint } from './explain.ts';
import { fitGroup, membersOf } from './model.ts';
import { scoreGroup } from './score.ts';
import { ensembleSettings } from './settings.ts';
import type { EnsembleSettings } from './settings.ts';

/**
 * `ensemble`: scores of several of the detectors `known` made into one (Aggarwal & Sathe 2017): as every score says how rare a point is, they
 * can be averaged; weights are learned without labels, on held-out history into which anomalies are put. One model a series.
 */
export function ensembleOf(known: readonly Detector[], usual: readonly string[]): Detector<EnsembleSettings> {
  const lookback = ({ members }: EnsembleSettings): number =>
    Math.max(0, ...membersOf(known, members).map(({ detector, settings }) => detector.lookback(settings)));
  return {
    id: 'ensemble',
    name: 'Ensemble',
    summary:
      'Combines several detectors into one score, weighted by how well each finds anomalies put into the series’ own history. Take it where no single view is enough.',
    runs: 'typescript',
    exports: false,
    schema: ensembleSettings(
      known.map(({ id }) => id),
      usual
    ),
    isJoint: () => false,
    lookback,

    async fit(groups, settings, seed): Promise<FittedModel[]> {
      return await Promise.all(groups.map((group) => fitGroup(known, group, settings, seed)));
    },

    async score(models, states, windows) {
      return await Promise.all(windows.map((window, w) => scoreGroup(known, models[w], states[w], window)));
    },

    explain: (model, window, scores, seriesIndex, index) =>
      explainPoint(known, model, window, scores, seriesIndex, index),
  };
}
