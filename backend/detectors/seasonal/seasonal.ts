import type { Detector, FittedModel, GroupScores, Plain, SeriesGroup } from '../detector.ts';
import { clockTimes } from '../../series/wall-clock.ts';
import { trainedOf } from '../trained.ts';
import { explainPoint } from './explain.ts';
import { seasonalSettings } from './settings.ts';
import type { SeasonalSettings } from './settings.ts';
import { emptyStream, learnStream, rewindStream, runStream } from './stream.ts';
import type { StreamState } from './stream.ts';

/**
 * `seasonal`: a strictly causal streaming detector for one series. The expected value and band come from level, trend, daily and weekly
 * season; the score from how far the value, and its difference from the expected one, lie from everything seen recently.
 */
export const seasonal: Detector<SeasonalSettings> = {
  id: 'seasonal',
  name: 'Seasonal',
  summary:
    'Learns level, trend, daily and weekly rhythm of each series and marks values unlike any before. Take it first.',
  runs: 'typescript',
  exports: false,
  schema: seasonalSettings,
  streams: true,
  isJoint: () => false,
  lookback: () => 0,

  async fit(groups, settings): Promise<FittedModel[]> {
    return groups.map((group) => {
      const states = group.series.map((series) => {
        const state = emptyStream(group.step);
        learnStream(state, series.times, series.values, settings, clockTimes(series));
        return state;
      });
      return {
        detector: 'seasonal',
        trained: trainedOf(group),
        parameters: { minTrainingSamples: settings.minTrainingSamples, bandWidth: settings.bandWidth },
        state: states as unknown as Plain,
      };
    });
  },

  async score(models, states, windows, isHandedOver): Promise<GroupScores[]> {
    return windows.map((window, w) => scoreGroup(models[w], states[w], window, isHandedOver));
  },

  /** Looks twice: the rhythm learnt from the whole window is known from its first point on; what is new counts in order, as ever. */
  async scoreRange(windows, settings): Promise<GroupScores[]> {
    return windows.map((window) => {
      const states = window.series.map((one) => {
        const first = emptyStream(window.step);
        learnStream(first, one.times, one.values, settings, clockTimes(one));
        return rewindStream(first);
      });
      const series = window.series.map((one, i) =>
        runStream(states[i], one.times, one.values, settings, clockTimes(one))
      );
      return { series, state: states as unknown as Plain };
    });
  },

  explain(_model, window, scores, seriesIndex, index) {
    const { times, values } = window.series[seriesIndex];
    return explainPoint(times, values, scores.series[seriesIndex], index);
  },
};

function scoreGroup(model: FittedModel, from: Plain | null, window: SeriesGroup, isHandedOver = false): GroupScores {
  const settings = model.parameters as unknown as SeasonalSettings;
  const states = (isHandedOver && from ? from : structuredClone(from ?? model.state)) as unknown as StreamState[];
  const series = window.series.map((one, i) => runStream(states[i], one.times, one.values, settings, clockTimes(one)));
  return { series, state: states as unknown as Plain };
}
