import type { Calibration } from '../calibration.ts';

/** Stretches the fitted tail, since the days after training differ from it; found on generated and development data, see the evaluation. */
const CAUTION = 1.35;
/** The least mean excess: training data that all score alike say nothing about rarer ones. */
const LEAST_EXCESS = 0.01;

/** Score of a point as rare as one in 1 / `rarity`. */
function scoreOfRarity(rarity: number): number {
  return 0.4 - 0.1 * Math.log10(rarity);
}

/**
 * Calibrates isolation scores (0..1) on those of the training data by peaks over a threshold: above the (1 - contamination) quantile u their
 * excesses are taken as exponential (a generalized Pareto tail of shape 0; Pickands 1975), so that a score s is reached with the
 * probability contamination x exp(-(s - u) / mean excess), and 0.7 / 0.8 / 0.9 stand for 1e-3 / 1e-4 / 1e-5. Few excesses and the
 * difference between training data and the days after it make the tail longer.
 */
export function fitTail(isolation: Float64Array, contamination: number): Calibration {
  const sorted = isolation.slice().sort();
  const from = Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - contamination)));
  const offset = sorted[from];
  const tail = sorted.subarray(from);
  const excess = tail.reduce((sum, score) => sum + score - offset, 0) / tail.length;
  const cautious = CAUTION * (1 + 1 / Math.sqrt(tail.length)) * Math.max(LEAST_EXCESS, excess);
  const rarest = Math.min(1e-5, contamination * 1e-2);
  return {
    raw: [offset, offset + cautious * Math.log(contamination / rarest)],
    scores: [scoreOfRarity(contamination), scoreOfRarity(rarest)],
  };
}
