import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import type { Calibration } from '../calibration.ts';
import { scoreOfRarity } from '../rarity.ts';

/** Decades of rarity between the median and what one point in ten exceeds. */
const BODY = 1 - Math.log10(2);
/** How much longer each decade is than the one before: a generalized Pareto tail of this shape. Ordinary metrics' lie below it. */
const SHAPE = 0.2;
/** The least stretch of a decade, as a share of what one point in ten exceeds: a range that hardly moves says nothing of rarer points. */
const LEAST_STRETCH = 0.05;

/**
 * The scale of scores for looking back, from the raw scores (>= 0) of a range that holds its anomalies too. Only its usual nine tenths are read, so
 * that anomalies, up to a tenth of all points, do not make themselves usual: from the median and what one point in ten exceeds the tail is drawn on.
 */
export function rangeCalibration(raw: ArrayLike<number>): Calibration {
  const sorted = sortedFinite(raw);
  const [median, upper] = sorted.length === 0 ? [0, 0] : [sortedQuantile(sorted, 0.5), sortedQuantile(sorted, 0.9)];
  const decade = Math.max((upper - median) / BODY, LEAST_STRETCH * upper, 1e-12);
  const beyond = [0, 1, 2, 3, 4];
  return {
    raw: beyond.map((d) => Math.max(upper, 1e-12) + (decade * (10 ** (SHAPE * d) - 1)) / (10 ** SHAPE - 1)),
    scores: beyond.map((d) => scoreOfRarity(1 + d)),
  };
}
