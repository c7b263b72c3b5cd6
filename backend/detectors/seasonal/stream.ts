import type { Scored } from '../detector.ts';
import { calibrate } from '../calibration.ts';
import { SEASONAL_CALIBRATION } from './calibrated.ts';
import { emptyNovelty, observeNovelty } from './novelty.ts';
import type { NoveltyReading, NoveltyState } from './novelty.ts';
import { emptyRhythm, learnRhythm, predictRhythm } from './rhythm.ts';
import type { RhythmReading, RhythmState } from './rhythm.ts';
import type { SeasonalSettings } from './settings.ts';

/** Everything `seasonal` remembers of one series: plain typed arrays, under 40 KB. */
export interface StreamState {
  readonly rhythm: RhythmState;
  readonly values: NoveltyState;
  readonly residuals: NoveltyState;
  readonly scalars: Float64Array;
}

/** Slots of `scalars`: points seen; variances of values and residuals with the values' mean; the level that is held and since when. */
const POINTS = 0;
const MEAN = 1;
const VALUE_VARIANCE = 2;
const RESIDUAL_VARIANCE = 3;
const LATEST = 4;
/** Raw novelty is kept for this many points, and only what exceeds all of it counts anew. */
const REFRACTORY = 100;
const RECENT = 5;

const VARIANCE_SPAN = 2000;

export function emptyStream(step: number): StreamState {
  return {
    rhythm: emptyRhythm(step),
    values: emptyNovelty(),
    residuals: emptyNovelty(),
    scalars: new Float64Array(RECENT + REFRACTORY),
  };
}

/** The columns `explain` speaks from, beside those of every detector. */
export const EVIDENCE = ['level', 'daily', 'weekly', 'sigma', 'raw', 'valueNovelty', 'residualNovelty'] as const;
export type Evidence = Record<(typeof EVIDENCE)[number], Float64Array>;

/** Runs the stream over points in order, changing `state`; returns one entry a point. Missing values leave the state as it is. */
export function runStream(
  state: StreamState,
  times: Float64Array,
  values: Float64Array,
  settings: SeasonalSettings
): Scored & { readonly evidence: Evidence } {
  const n = values.length;
  const column = (): Float64Array => new Float64Array(n).fill(Number.NaN);
  const score = column();
  const expected = column();
  const lower = column();
  const upper = column();
  const evidence = Object.fromEntries(EVIDENCE.map((name) => [name, column()])) as Evidence;
  const { scalars } = state;
  const rhythm: RhythmReading = { expected: 0, level: 0, trend: 0, daily: 0, weekly: 0, sigma: 0 };
  const ofValue: NoveltyReading = { novelty: 0, nearest: 0, range: 0 };
  const ofResidual: NoveltyReading = { novelty: 0, nearest: 0, range: 0 };
  for (let i = 0; i < n; i++) {
    const value = values[i];
    const points = scalars[POINTS];
    if (points > 0) {
      predictRhythm(state.rhythm, times[i], rhythm);
      expected[i] = rhythm.expected;
      lower[i] = rhythm.expected - settings.bandWidth * rhythm.sigma;
      upper[i] = rhythm.expected + settings.bandWidth * rhythm.sigma;
      evidence.level[i] = rhythm.level + rhythm.trend;
      evidence.daily[i] = rhythm.daily;
      evidence.weekly[i] = rhythm.weekly;
      evidence.sigma[i] = rhythm.sigma;
    }
    if (!Number.isFinite(value)) {
      continue;
    }
    observeNovelty(state.values, value, ofValue);
    const residual = points > 0 ? value - rhythm.expected : 0;
    observeNovelty(state.residuals, residual, ofResidual);
    const predictability = learnVariance(scalars, value, residual);
    learnRhythm(state.rhythm, times[i], value, rhythm);
    scalars[POINTS] = points + 1;
    if (points < settings.minTrainingSamples) {
      continue;
    }
    const novelty = Math.max(ofValue.novelty, predictability * ofResidual.novelty);
    const raw = fresh(scalars, points, novelty);
    evidence.valueNovelty[i] = ofValue.novelty;
    evidence.residualNovelty[i] = predictability * ofResidual.novelty;
    evidence.raw[i] = raw;
    score[i] = calibrate(SEASONAL_CALIBRATION, raw);
  }
  return { score, expected, lower, upper, evidence };
}

/** 1 - variance of the residuals / variance of the values, at least 0: how much of the movement the rhythm foresees. */
function learnVariance(scalars: Float64Array, value: number, residual: number): number {
  const rate = Math.max(1 / VARIANCE_SPAN, 1 / (scalars[POINTS] + 1));
  const off = value - scalars[MEAN];
  scalars[MEAN] += rate * off;
  scalars[VALUE_VARIANCE] += rate * (off * (value - scalars[MEAN]) - scalars[VALUE_VARIANCE]);
  scalars[RESIDUAL_VARIANCE] += rate * (residual * residual - scalars[RESIDUAL_VARIANCE]);
  const share = scalars[VALUE_VARIANCE] > 0 ? scalars[RESIDUAL_VARIANCE] / scalars[VALUE_VARIANCE] : 1;
  return Math.max(0, 1 - share);
}

/** The novelty where it exceeds that of the last 100 points, else a tenth of it. */
function fresh(scalars: Float64Array, points: number, novelty: number): number {
  let highest = 0;
  for (let i = 0; i < REFRACTORY; i++) {
    highest = Math.max(highest, scalars[RECENT + i]);
  }
  scalars[RECENT + (points % REFRACTORY)] = novelty;
  scalars[LATEST] = novelty;
  return novelty > highest ? novelty : 0.1 * novelty;
}
