import { calibrate } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import { scoreOfRarity } from '../rarity.ts';

export const COMBINATIONS = ['learned', 'mean', 'max', 'rank'] as const;
export type Combination = (typeof COMBINATIONS)[number];

/** How members' scores become one; plain data. */
export type Mixture = {
  readonly combine: Combination;
  /** One a member, at least 0, together 1. */
  readonly weights: readonly number[];
  /** For `rank`: each member's scores against those it gave the clean held-out points; empty otherwise. */
  readonly ranks: readonly { readonly raw: readonly number[]; readonly scores: readonly number[] }[];
};

/** Where scores' straight lines meet (../rarity.ts): rarity 3 has score 0.7. */
const KNEE = { rarity: 3, score: 0.7 };
const MOST = 6;

/** The rarity (-log10 of the share of clean points this unusual) a score says: the inverse of `scoreOfRarity`, within 0..6. */
export function rarityOf(score: number): number {
  return score < KNEE.score ? (KNEE.rarity * score) / KNEE.score : Math.min(MOST, 10 * score - 4);
}

/** A straight line up to the rarities it is given: what a mixture's rarity says where no held-out points tell better. */
export const AS_SAID: Calibration = { raw: [1, 2, 3, 4, 5], scores: [1, 2, 3, 4, 5].map(scoreOfRarity) };

/** What one member says of a point, as a rarity; NaN where it says nothing. */
export function opinionOf({ combine, ranks }: Mixture, member: number, score: number): number {
  return combine === 'rank' && ranks.length > 0 ? rarityOf(calibrate(ranks[member], rarityOf(score))) : rarityOf(score);
}

/**
 * The mixture's raw measure from what its members say of one point: the weighted mean of rarities, or the largest. Members that say nothing
 * (NaN) leave their weight to the others; NaN where none speaks.
 */
export function mixed({ combine, weights }: Mixture, opinions: ArrayLike<number>): number {
  let sum = 0;
  let weight = 0;
  let largest = Number.NaN;
  for (let m = 0; m < weights.length; m++) {
    const opinion = opinions[m];
    if (Number.isNaN(opinion)) {
      continue;
    }
    sum += weights[m] * opinion;
    weight += weights[m];
    largest = largest >= opinion ? largest : opinion;
  }
  return combine === 'max' || weight === 0 ? largest : sum / weight;
}
