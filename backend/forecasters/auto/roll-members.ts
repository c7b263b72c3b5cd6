import { fitWithRolls } from '../backtest/rolling.ts';
import type { FittedForecaster, Past } from '../forecaster.ts';
import { MEMBERS } from './choose-members.ts';
import type { MemberName } from './choose-members.ts';

/** A member's model of one past, and what it would have said at the origins it was tried at (their places among the past's). */
export interface TriedMember {
  readonly name: MemberName;
  readonly model: FittedForecaster;
  readonly places: readonly number[];
  readonly rolls: readonly Float64Array[];
}

/** Origins a dear member is tried at. */
const DEAR_ORIGINS = 3;

/** Places of the origins that dear members are tried at: evenly over all, the last one among them. */
export function dearPlaces(count: number): number[] {
  const some = Math.min(DEAR_ORIGINS, count);
  return Array.from({ length: some }, (_, i) => count - 1 - Math.round(((some - 1 - i) * count) / some));
}

/** Fits and tries the members of each past; pasts that share a member are handed to it together. */
export async function rollMembers(
  pasts: readonly Past[],
  chosen: readonly (readonly MemberName[])[],
  origins: readonly (readonly number[])[],
  horizon: number,
  seed: number
): Promise<TriedMember[][]> {
  const tried: TriedMember[][] = pasts.map(() => []);
  for (const name of Object.keys(MEMBERS) as MemberName[]) {
    const indices = pasts.flatMap((_, i) => (chosen[i].includes(name) ? [i] : []));
    if (indices.length === 0) {
      continue;
    }
    const { forecaster, settings, isDear } = MEMBERS[name];
    const places = indices.map((i) => (isDear ? dearPlaces(origins[i].length) : [...origins[i].keys()]));
    const known = indices.map((i, k) => places[k].map((place) => origins[i][place]));
    const own = indices.map((i) => pasts[i]);
    const { models, rolls } = await fitWithRolls(forecaster, own, known, horizon, settings, seed);
    for (const [k, i] of indices.entries()) {
      tried[i].push({ name, model: models[k], places: places[k], rolls: rolls[k] });
    }
  }
  return tried;
}
