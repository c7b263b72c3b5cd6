import { ets } from '../ets/ets.ts';
import type { Forecaster, Past } from '../forecaster.ts';
import { mstl } from '../mstl/mstl.ts';
import { ridge } from '../ridge/ridge.ts';
import { robust } from '../robust/robust.ts';
import { seasonalNaive } from '../seasonal-naive/seasonal-naive.ts';

/** A forecaster with settings of its own, as a member of another. */
export interface Member {
  readonly forecaster: Forecaster;
  readonly name: string;
  readonly settings: unknown;
}

function member<S>(forecaster: Forecaster<S>, settings: object = {}, name = forecaster.name): Member {
  // A forecaster is handed no settings but those its own schema gives.
  return { forecaster: forecaster as Forecaster, name, settings: forecaster.schema.parse(settings) };
}

/** Every member there is; models name them by their place. */
export const MEMBERS = {
  last: member(seasonalNaive, { season: 'none' }, 'Last value'),
  short: member(seasonalNaive, { season: 'shortest' }, 'Shortest season repeated'),
  long: member(seasonalNaive, { season: 'longest' }, 'Longest season repeated'),
  recent: member(seasonalNaive, { season: 'none', cycles: 24 }, 'Median of the last values'),
  usual: member(seasonalNaive, { season: 'shortest', cycles: 8 }, 'Median of the last seasons'),
  robust: member(robust),
  ridge: member(ridge),
  ets: member(ets),
  mstl: member(mstl),
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
    return ['last', 'recent', 'usual', 'robust', 'ridge', 'ets'];
  }
  // A single season that is repeated carries its noise on, where the median of several does not; of two lengths the back-test tells which to repeat.
  return [
    ...(periods.length > 1 ? (['short', 'long'] as const) : []),
    'recent',
    'usual',
    'robust',
    'ridge',
    'mstl',
    'ets',
  ];
}

const DAY_MS = 86_400_000;
/** Weeks that a past with a daily season must hold for the week to be tried too. */
const LEAST_WEEKS = 3;

/** The past with the week among its seasons where it has a day and weeks enough: what shows too weakly for it to be found may still help, and the back-test tells. */
export function withWeek(past: Past): Past {
  const [day, week] = [DAY_MS / past.step, (7 * DAY_MS) / past.step];
  const isTried =
    past.periods.includes(day) && !past.periods.includes(week) && past.values.length >= LEAST_WEEKS * week;
  return isTried ? { ...past, periods: [...past.periods, week].sort((a, b) => a - b) } : past;
}
