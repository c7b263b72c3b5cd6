import type { Detector, FittedModel, GroupScores, Plain, SeriesGroup } from '../detector.ts';
import { calibrationOf } from '../online-statistics/baseline.ts';
import { clockTimes } from '../../series/wall-clock.ts';
import { trainedOf } from '../trained.ts';
import { CORRECTION } from './calibrated.ts';
import { explainChange } from './explain.ts';
import { changepointSettings } from './settings.ts';
import type { ChangepointSettings } from './settings.ts';
import { emptyChanges, planChanges, runChanges } from './stream.ts';
import type { ChangeState } from './stream.ts';

type Parameters = { readonly step: number; readonly settings: ChangepointSettings };

const calibration = calibrationOf(CORRECTION);

/**
 * `changepoint`: online comparison of the latest points with those before, as generalised likelihood ratios for a change of mean, slope and variance
 * in neighbouring windows (Basseville & Nikiforov 1993, chapter 2), each judged by how large it usually is on this very series.
 */
export const changepoint: Detector<ChangepointSettings> = {
  id: 'changepoint',
  name: 'Change points',
  summary:
    'Marks where level, trend or variance of a series change for longer than a moment, and says which. Take it for releases, leaks and creeping unrest, not for spikes.',
  runs: 'typescript',
  exports: false,
  schema: changepointSettings,
  isJoint: () => false,
  streams: true,
  lookback: () => 0,

  async fit(groups, settings): Promise<FittedModel[]> {
    return groups.map((group) => {
      const plan = planChanges(settings, group.step);
      const states = group.series.map((one) => {
        const state = emptyChanges(plan);
        runChanges(state, plan, calibration, one.times, one.values, clockTimes(one), false);
        return state;
      });
      return {
        detector: 'changepoint',
        trained: trainedOf(group),
        parameters: { step: group.step, settings } as Plain,
        state: states as unknown as Plain,
      };
    });
  },

  async score(models, states, windows, isHandedOver): Promise<GroupScores[]> {
    return windows.map((window, w) => scoreGroup(models[w], states[w], window, isHandedOver));
  },

  explain: (_model, window, scores, seriesIndex, index) =>
    explainChange(window, scores.series[seriesIndex], seriesIndex, index),
};

function scoreGroup(model: FittedModel, from: Plain | null, window: SeriesGroup, isHandedOver = false): GroupScores {
  const { step, settings } = model.parameters as unknown as Parameters;
  const plan = planChanges(settings, step);
  const states = (isHandedOver && from ? from : structuredClone(from ?? model.state)) as unknown as ChangeState[];
  const series = window.series.map((one, i) =>
    runChanges(states[i], plan, calibration, one.times, one.values, clockTimes(one))
  );
  return { series, state: states as unknown as Plain };
}
