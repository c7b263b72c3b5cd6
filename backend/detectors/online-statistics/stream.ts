import { calibrate } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { Scored } from '../detector.ts';
import { Numbers } from './arithmetic.ts';
import type { StreamState } from './arithmetic.ts';
import { LAST_TIME, POINTS, emptyStream } from './plan.ts';
import type { Plan } from './plan.ts';
import { foretell, judge, learn } from './point.ts';
import { periodInUse } from './season.ts';

/**
 * Columns `explain` speaks from: the usual spread at the time, in the series' unit; the deviation in spreads as the score takes it; nominal
 * -log10 of the share of points this far out; ms of the season in use (0: none); points learnt from.
 */
export const EVIDENCE = ['sigma', 'deviation', 'rarity', 'period', 'points'] as const;
export type Evidence = Record<(typeof EVIDENCE)[number], Float64Array>;
export type Run = Scored & { readonly evidence: Evidence };

/**
 * Runs a stream over points in order, changing `state`. Missing values have an expected value and no score; points that are not later than the
 * last one have neither. Both leave the state as it is.
 */
export function runStream(
  state: StreamState,
  plan: Plan,
  calibration: Calibration,
  times: Float64Array,
  values: Float64Array,
  clock = times
): Run {
  const column = (): Float64Array => new Float64Array(values.length).fill(Number.NaN);
  const evidence: Evidence = {
    sigma: column(),
    deviation: column(),
    rarity: column(),
    period: column(),
    points: column(),
  };
  const out: Run = { score: column(), expected: column(), lower: column(), upper: column(), evidence };
  const m = new Numbers(state);
  const { cells } = state;
  for (let i = 0; i < values.length; i++) {
    if (!(times[i] > cells[LAST_TIME])) {
      continue;
    }
    const foretold = foretell(m, plan, times[i], clock[i]);
    if (cells[POINTS] > 0) {
      out.expected[i] = foretold.expected;
      out.lower[i] = foretold.lower;
      out.upper[i] = foretold.upper;
    }
    if (!Number.isFinite(values[i])) {
      continue;
    }
    const judged = judge(m, plan, foretold, values[i]);
    if (cells[POINTS] >= plan.settings.minTrainingSamples) {
      out.score[i] = calibrate(calibration, judged.rarity);
      evidence.sigma[i] = foretold.spread * judged.unit;
      evidence.deviation[i] = judged.deviation;
      evidence.rarity[i] = judged.rarity;
      evidence.period[i] = periodInUse(cells, plan.season, plan.seasonCells);
      evidence.points[i] = cells[POINTS];
    }
    learn(m, plan, times[i], values[i], foretold, judged);
  }
  return out;
}

/** The state after a history, from nothing on. */
export function learnStream(plan: Plan, times: Float64Array, values: Float64Array, clock = times): StreamState {
  const state = emptyStream(plan);
  const m = new Numbers(state);
  for (let i = 0; i < values.length; i++) {
    if (times[i] > state.cells[LAST_TIME] && Number.isFinite(values[i])) {
      const foretold = foretell(m, plan, times[i], clock[i]);
      learn(m, plan, times[i], values[i], foretold, judge(m, plan, foretold, values[i]));
    }
  }
  return state;
}
