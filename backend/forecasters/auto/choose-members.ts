import { ets } from '../ets/ets.ts';
import type { Forecaster, Past } from '../forecaster.ts';
import { mstl } from '../mstl/mstl.ts';
import { seasonalNaive } from '../seasonal-naive/seasonal-naive.ts';

/** A forecaster with settings of its own, as a member of another. */
export interface Member {
  readonly forecaster: Forecaster;
  readonly name: string;
  readonly settings: unknown;
  /** Its fits are dear: it is tried at few origins. */
  readonly isDear: boolean;
}

function member<S>(forecaster: Forecaster<S>, settings: object = {}, name = forecaster.name, isDear = false): Member {
  // A forecaster is handed no settings but those its own schema gives.
  return { forecaster: forecaster as Forecaster, name, settings: forecaster.schema.parse(settings), isDear };
}

/** Every member there is; models name them by their place. */
export const MEMBERS = {
  last: member(seasonalNaive, { season: 'none' }, 'Last value'),
  short: member(seasonalNaive, { season: 'shortest' }, 'Shortest season repeated'),
  long: member(seasonalNaive, { season: 'longest' }, 'Longest season repeated'),
  ets: member(ets, {}, ets.name, true),
  mstl: member(mstl, {}, mstl.name, true),
} as const satisfies Record<string, Member>;

export type MemberName = keyof typeof MEMBERS;

/** Values below which nothing can be tried. */
const LEAST_VALUES = 8;

/** Which members a past is tried with: by its seasons and length alone. */
export function chooseMembers({ periods, values }: Pick<Past, 'periods' | 'values'>): readonly MemberName[] {
  if (values.length < LEAST_VALUES) {
    return ['last'];
  }
  if (periods.length === 0) {
    return ['last', 'ets'];
  }
  return periods.length === 1 ? ['short', 'mstl'] : ['short', 'long', 'mstl'];
}
