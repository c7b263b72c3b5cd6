import type { Random } from '../../features/random.ts';
import type { BackTest } from '../backtest/errors.ts';
import { adaptLevels, takenLevel } from './adaptive.ts';
import type { Adaptation } from './adaptive.ts';
import { chanceOffset, fitErrorLaw, lawQuantile, orderStatistic, scalesTo } from './error-law.ts';
import type { ErrorLaw } from './error-law.ts';
import { pathRanks } from './paths.ts';
import type { Ranks } from './paths.ts';
import { phaseScale, withoutPhase } from './phase-scale.ts';

/** Levels that are adapted beside those asked for, so that every quantile is near an adapted one. */
const LEVELS = [0.5, 0.8, 0.9, 0.95, 0.98];

/** The law of what comes around a forecast's mean: conformal by step, its levels adapted along the back-test. */
export interface PredictiveLaw {
  readonly law: ErrorLaw;
  readonly adaptation: Adaptation;
  /** Scale of each step asked for, in the series' unit. */
  readonly scale: Float64Array;
  /** What errors over their scale are off by on average, as far as that may be chance. */
  readonly chance: number;
}

/** What the law is made for: steps ahead of a past with so many points, a season (in points, 1: none) that the scale follows, and levels (0..1). */
export interface LawRequest {
  readonly horizon: number;
  readonly points: number;
  readonly season: number;
  readonly levels: readonly number[];
  /** Mean absolute change from one value to the next, from which the scale comes where nothing could be back-tested. */
  readonly change: number;
}

export function predictiveLaw(given: BackTest, { horizon, points, season, levels, change }: LawRequest): PredictiveLaw {
  const phase = phaseScale(given, season);
  const test = withoutPhase(given, phase);
  const law = fitErrorLaw(test);
  const adaptation = adaptLevels(test, [...new Set([...LEVELS, ...levels])]);
  const scale =
    law.sorted.length > 0
      ? scalesTo(law, horizon).map((one, step) => one * phase(points + step))
      : Float64Array.from({ length: horizon }, (_, step) => change * Math.sqrt(step + 1));
  return { law, adaptation, scale, chance: chanceOffset(test, law) };
}

/** What an error over its step's scale is below with probability `p`, as adapted. */
export function adaptedQuantile({ law, adaptation }: PredictiveLaw, p: number): number {
  const level = takenLevel(adaptation, Math.abs(2 * p - 1));
  return lawQuantile(law, p < 0.5 ? (1 - level) / 2 : (1 + level) / 2);
}

/** Bounds (errors, to be added to the mean) that hold a share `level` of what comes; each on its side of the mean. */
export function boundsOf(predictive: PredictiveLaw, level: number): { lower: Float64Array; upper: Float64Array } {
  const [low, high] = [adaptedQuantile(predictive, (1 - level) / 2), adaptedQuantile(predictive, (1 + level) / 2)];
  return {
    lower: predictive.scale.map((scale) => Math.min(0, low) * scale),
    upper: predictive.scale.map((scale) => Math.max(0, high) * scale),
  };
}

/**
 * Simulated courses of errors, row-major [count, horizon]. They are as far off as the back-test's were, less what may be chance, and so a little narrower than the
 * intervals: what is made to hold at each step is too wide for the farthest of many, and limits would be hit too early.
 */
export function simulate(
  { law, scale, chance }: PredictiveLaw,
  test: BackTest,
  count: number,
  random: Random
): { readonly ranks: Ranks; readonly errors: Float32Array } {
  const quantiles = Float64Array.from({ length: count }, (_, i) => orderStatistic(law, (i + 0.5) / count) - chance);
  const ranks = pathRanks(test, scale, count, random);
  const { ranks: order, horizon } = ranks;
  const errors = new Float32Array(order.length);
  for (let from = 0; from < errors.length; from += horizon) {
    for (let step = 0; step < horizon; step++) {
      errors[from + step] = quantiles[order[from + step]] * scale[step];
    }
  }
  return { ranks, errors };
}
