import { sortedFinite, sortedQuantile } from '../features/order-statistics.ts';
import type { Calibration } from './calibration.ts';

/**
 * What a detector's tails turned out to be on clean data: at nominal rarity `correction[k - 1]` really lies one clean point in 10^k, k = 1..6.
 * Ascending. Found by `npm run -s eval -- calibration`.
 */
export type Correction = readonly number[];

/** Tails that are what they are fitted to be. */
export const UNCORRECTED: Correction = [1, 2, 3, 4, 5, 6];

/** Decades of rarity a sample of `points` tells of itself: beyond, fewer than some twenty points speak. */
function decadesSeen(points: number): number {
  return Math.max(0, Math.log10(points / 20));
}

/** Where reading the tail ends unless told otherwise: before the points among which anomalies may hide. */
const LAST_READ = 2.5;
/** The tail's shape lies between that of an exponential and of a heavy one; a sample of a few thousand points cannot tell more. */
const HEAVIEST = 0.35;
/** The least stretch a decade adds, as a share of the last value read: training data that all score alike say nothing of rarer ones. */
const LEAST_STRETCH = 0.02;

/** Raw values at nominal rarities (-log10 of the share of clean points this unusual). */
export interface Tail {
  rawAt(rarity: number): number;
}

/**
 * Fits the upper tail of raw scores (>= 0; NaN left out) of a model's clean training points. Up to the decades the sample tells of, the tail
 * is its own quantiles; beyond, a generalized Pareto tail (Pickands 1975) whose scale is the last decade's stretch and whose shape, read from
 * the last two decades, is held to 0 .. 0.35. `lastRead` is the rarity at which reading ends at the latest. Quantiles, not moments: a handful of anomalies within the training data moves neither.
 */
export function fitTail(raw: ArrayLike<number>, lastRead = LAST_READ): Tail {
  const sorted = sortedFinite(raw);
  const last = Math.min(lastRead, decadesSeen(sorted.length));
  const read = (rarity: number) => (sorted.length === 0 ? 0 : sortedQuantile(sorted, 1 - 10 ** -rarity));
  const end = read(last);
  const stretch = end - read(Math.max(0, last - 1));
  const before = read(Math.max(0, last - 1)) - read(Math.max(0, last - 2));
  const grown = before > 0 && last >= 2 ? Math.log10(stretch / before) : 0;
  const shape = Math.max(0, Math.min(HEAVIEST, Number.isFinite(grown) ? grown : 0));
  const decade = Math.max(stretch, LEAST_STRETCH * Math.abs(end), Number.MIN_VALUE);
  return {
    rawAt(rarity) {
      if (rarity <= last) {
        return read(rarity);
      }
      const beyond = rarity - last;
      return end + decade * (shape > 0 ? (10 ** (shape * beyond) - 1) / (10 ** shape - 1) : beyond) * 10 ** shape;
    },
  };
}

/** The score of a point as rare as one in 10^`rarity`: 0.7 / 0.8 / 0.9 at 3 / 4 / 5, and less by a straight line below 3. */
export function scoreOfRarity(rarity: number): number {
  return rarity < 3 ? (0.7 * rarity) / 3 : (4 + rarity) / 10;
}

/** Actual rarities that become knots. */
const DECADES = [1, 2, 3, 4, 5] as const;

/**
 * The calibration (./calibration.ts) of a model whose raw scores have this tail on clean points, put right by what such tails turned out to be. Knots ascend
 * strictly, whatever the tail.
 */
export function calibrationOf(tail: Tail, correction: Correction): Calibration {
  const knots: number[] = [];
  const scores: number[] = [];
  let below = 0;
  for (const decade of DECADES) {
    const least = below + Math.max(Math.abs(below) * 1e-6, 1e-12);
    below = Math.max(least, tail.rawAt(correction[decade - 1]));
    knots.push(below);
    scores.push(scoreOfRarity(decade));
  }
  return { raw: knots, scores };
}

/** The calibration of a model from the raw scores of its clean training points. */
export function fitCalibration(
  raw: ArrayLike<number>,
  correction: Correction = UNCORRECTED,
  lastRead = LAST_READ
): Calibration {
  return calibrationOf(fitTail(raw, lastRead), correction);
}
