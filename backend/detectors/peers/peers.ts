import { calibrate } from '../calibration.ts';
import type { Detector, FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { explainPoint } from './explain.ts';
import { measure } from './measure.ts';
import { fitPeers, parametersOf } from './model.ts';
import { LEAST_OTHERS } from './others-median.ts';
import { peersSettings } from './settings.ts';
import type { PeersSettings } from './settings.ts';

/**
 * `peers`: which of several series that should behave alike does not. Each is compared at every instant with the median of the others, or with the nearest
 * dense group of them, and over a window too, so that a small difference that lasts counts.
 */
export const peers: Detector<PeersSettings> = {
  id: 'peers',
  name: 'Peers',
  summary:
    'Marks the one series of several alike (pods, replicas, shards) that differs from the others. Take it for three series or more that share their load.',
  runs: 'typescript',
  exports: false,
  schema: peersSettings,
  leastSeries: LEAST_OTHERS + 1,
  isJoint: () => true,
  lookback: ({ window }) => window - 1,

  async fit(groups, settings): Promise<FittedModel[]> {
    return groups.map((group) => fitPeers(group, settings));
  },

  async score(models, _states, windows) {
    return windows.map((window, w) => scoreGroup(models[w], window));
  },

  explain: explainPoint,
};

function scoreGroup(model: FittedModel, window: SeriesGroup): GroupScores {
  const parameters = parametersOf(model);
  const { calibration } = parameters;
  const series = measure(parameters, window).map(({ raw, expected, lower, upper, ...evidence }) => ({
    score: raw.map((one) => (calibration && !Number.isNaN(one) ? calibrate(calibration, one) : Number.NaN)),
    expected,
    lower,
    upper,
    evidence: { ...evidence, raw },
  }));
  return { series, state: null };
}
