import type { Correction } from '../../../backend/detectors/rarity.ts';
import { claimedAt } from './rarity-curve.ts';
import type { RarityCurve } from './rarity-curve.ts';

/** Nominal rarities lie at least this far apart from decade to decade, so that scores ascend. */
const LEAST_STEP = 0.05;
/**
 * ... and at most this far: where many clean points share the highest claim (a raw score that saturates, a series whose kind changed), no correction can
 * tell them apart, and a tail drawn on for tens of decades would leave the range of numbers.
 */
const MOST_STEP = 2.5;

/**
 * The correction under which claimed rarities would have been the actual ones: what `present` made of the claims is undone, the claims are set to
 * where each decade really lies, and the result ascends.
 */
export function fitCorrection(curve: RarityCurve, present: Correction): Correction {
  let before = 0;
  return present.map((_, k) => {
    const nominal = nominalOf(claimedAt(curve, k + 1), present);
    before = Math.min(before + MOST_STEP, Math.max(before + LEAST_STEP, nominal));
    return before;
  });
}

/** Nominal rarity behind a claimed one: linear between the decades of the correction, the outermost pieces drawn on. */
function nominalOf(claimed: number, correction: Correction): number {
  const knots = [0, ...correction];
  const left = Math.min(knots.length - 2, Math.max(0, Math.floor(claimed)));
  return knots[left] + (claimed - left) * (knots[left + 1] - knots[left]);
}
