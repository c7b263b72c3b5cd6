import { BIN } from '../clean-corpus/clean-run.ts';
import type { CleanResult } from '../clean-corpus/clean-run.ts';

/** How many instants of clean series reach each claimed rarity. */
export interface RarityCurve {
  readonly points: number;
  /** `reaching[b]`: instants whose claimed rarity is at least `b` bins. */
  readonly reaching: Float64Array;
}

export function curveOf(results: readonly CleanResult[]): RarityCurve {
  const reaching = new Float64Array(results[0].histogram.length);
  let points = 0;
  for (const { histogram, points: own } of results) {
    points += own;
    let sum = 0;
    for (let b = histogram.length - 1; b >= 0; b--) {
      sum += histogram[b];
      reaching[b] += sum;
    }
  }
  return { points, reaching };
}

/** Share of the points that claim at least this rarity. */
export function shareAt({ points, reaching }: RarityCurve, rarity: number): number {
  return reaching[Math.round(rarity / BIN)] / points;
}

/** Fewer points than this in the tail say nothing. */
const LEAST_SEEN = 10;
/** Decades around the wanted one that the line through the tail is fitted to. */
const REACH = 0.4;

/**
 * Claimed rarity at which one point in 10^`decade` really lies: a line fitted to (actual, claimed) in the neighbourhood of that decade, weighted by how many
 * points each claim rests on; where fewer than ten points are left, the line through the last decade seen, drawn on.
 */
export function claimedAt({ points, reaching }: RarityCurve, decade: number): number {
  const rarest = Math.log10(points / LEAST_SEEN);
  const centre = Math.min(decade, rarest - REACH);
  const reach = centre < decade ? 2 * REACH : REACH;
  const sums = { weight: 0, x: 0, y: 0, xx: 0, xy: 0 };
  for (let b = 0; b < reaching.length; b++) {
    const actual = -Math.log10(reaching[b] / points);
    if (reaching[b] >= LEAST_SEEN && Math.abs(actual - centre) <= reach) {
      const x = actual - centre;
      const weight = Math.sqrt(reaching[b]);
      sums.weight += weight;
      sums.x += weight * x;
      sums.y += weight * b * BIN;
      sums.xx += weight * x * x;
      sums.xy += weight * x * b * BIN;
    }
  }
  if (sums.weight === 0) {
    return decade;
  }
  const mean = { x: sums.x / sums.weight, y: sums.y / sums.weight };
  const spread = sums.xx / sums.weight - mean.x ** 2;
  const slope = spread > 1e-6 ? Math.max(0, (sums.xy / sums.weight - mean.x * mean.y) / spread) : 1;
  return mean.y + slope * (decade - centre - mean.x);
}
