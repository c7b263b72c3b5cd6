import type { z } from 'zod';
import { scoreOfRarity } from '../rarity.ts';
import type { Correction } from '../rarity.ts';
import type { Calibration } from '../calibration.ts';
import type { Detector, FittedModel, GroupScores, Plain, SeriesGroup } from '../detector.ts';
import { clockTimes } from '../../series/wall-clock.ts';
import { trainedOf } from '../trained.ts';
import type { StreamState } from './arithmetic.ts';
import { explainPoint } from './explain.ts';
import type { Wording } from './explain.ts';
import { planStream } from './plan.ts';
import type { Plan } from './plan.ts';
import type { BaselineSettings } from './settings.ts';
import type { Statistic } from './statistic.ts';
import { learnStream, runStream } from './stream.ts';
import { streamToOnnx } from './to-onnx.ts';

/** What makes one statistical baseline. */
export interface Baseline<S extends BaselineSettings> {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly schema: z.ZodType<S>;
  statistic(settings: S): Statistic;
  readonly correction: Correction;
  readonly wording: Wording;
}

type Parameters<S> = { readonly step: number; readonly settings: S };

/** The knots of a correction: nominal rarity in, score out. */
export function calibrationOf(correction: Correction): Calibration {
  const knots = correction.slice(0, 5);
  return { raw: knots, scores: knots.map((_, k) => scoreOfRarity(k + 1)) };
}

/** A streaming detector from an online statistic: each series on its own, state in, state out. */
export function baselineDetector<S extends BaselineSettings>(baseline: Baseline<S>): Detector<S> {
  const calibration = calibrationOf(baseline.correction);
  const planOf = (model: FittedModel): Plan => {
    const { step, settings } = model.parameters as unknown as Parameters<S>;
    return planStream(baseline.statistic(settings), settings, step);
  };
  const scoreGroup = (
    model: FittedModel,
    from: Plain | null,
    window: SeriesGroup,
    isHandedOver = false
  ): GroupScores => {
    const states = (isHandedOver && from ? from : structuredClone(from ?? model.state)) as unknown as StreamState[];
    const plan = planOf(model);
    const series = window.series.map((one, i) =>
      runStream(states[i], plan, calibration, one.times, one.values, clockTimes(one))
    );
    return { series, state: states as unknown as Plain };
  };
  return {
    id: baseline.id,
    name: baseline.name,
    summary: baseline.summary,
    runs: 'typescript',
    exports: true,
    schema: baseline.schema,
    isJoint: () => false,
    streams: true,
    lookback: () => 0,

    async fit(groups, settings): Promise<FittedModel[]> {
      return groups.map((group) => {
        const plan = planStream(baseline.statistic(settings), settings, group.step);
        const states = group.series.map((one) => learnStream(plan, one.times, one.values, clockTimes(one)));
        return {
          detector: baseline.id,
          trained: trainedOf(group),
          parameters: { step: group.step, settings: settings as unknown as Plain },
          state: states as unknown as Plain,
        };
      });
    },

    async score(models, states, windows, isHandedOver): Promise<GroupScores[]> {
      return windows.map((window, w) => scoreGroup(models[w], states[w], window, isHandedOver));
    },

    explain: (_model, window, scores, seriesIndex, index) =>
      explainPoint(window, scores.series[seriesIndex], seriesIndex, index, baseline.wording),

    toOnnx(model) {
      const [state] = model.state as unknown as StreamState[];
      return streamToOnnx(model, planOf(model), calibration, state);
    },
  };
}
