import { fitWithRolls } from '../backtest/rolling.ts';
import type { FittedForecaster, Past } from '../forecaster.ts';
import { MEMBERS } from './choose-members.ts';
import type { MemberName } from './choose-members.ts';

/** A member's model of one past, and what it would have said at each origin of that past. */
export interface TriedMember {
  readonly name: MemberName;
  readonly model: FittedForecaster;
  readonly rolls: readonly Float64Array[];
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
    const { forecaster, settings } = MEMBERS[name];
    const known = indices.map((i) => origins[i]);
    const own = indices.map((i) => pasts[i]);
    const { models, rolls } = await fitWithRolls(forecaster, own, known, horizon, settings, seed);
    for (const [k, i] of indices.entries()) {
      tried[i].push({ name, model: models[k], rolls: rolls[k] });
    }
  }
  return tried;
}
