import { fitSeason, seasonAt } from '../../features/season-profile.ts';
import type { SeasonProfile } from '../../features/season-profile.ts';
import { fitRobustScale } from '../../features/robust-scale.ts';
import { seededRandom } from '../../features/random.ts';
import type { Random } from '../../features/random.ts';
import type { Series } from '../../series/series.ts';

/** The anomalies a back-test puts into clean history. */
export const INJECTED = ['spike', 'dip', 'shift', 'drift', 'restless', 'flat', 'stuck', 'missing-rhythm'] as const;
export type InjectedKind = (typeof INJECTED)[number];

/** Where an injected anomaly lies: points `start` to `end`, exclusive. */
export interface InjectedEvent {
  readonly kind: InjectedKind;
  readonly start: number;
  readonly end: number;
}

export interface Injected {
  /** The series with the events in it. */
  readonly series: Series;
  readonly events: readonly InjectedEvent[];
}

/** What an anomaly is measured in. */
export interface Yardstick {
  readonly season: SeasonProfile;
  /** Robust standard deviation of what the season leaves. */
  readonly spread: number;
  readonly isWhole: boolean;
  readonly isNonNegative: boolean;
}

/** Points each kind lasts: at least, at most. */
const LENGTHS: Readonly<Record<InjectedKind, readonly [number, number]>> = {
  spike: [1, 3],
  dip: [1, 4],
  shift: [18, 36],
  drift: [36, 60],
  restless: [24, 40],
  flat: [24, 40],
  stuck: [24, 40],
  'missing-rhythm': [36, 60],
};
/** Sizes in spreads: at least, at most. */
const SIZES: Readonly<Record<InjectedKind, readonly [number, number]>> = {
  spike: [5, 12],
  dip: [5, 12],
  shift: [4, 8],
  drift: [5, 9],
  restless: [3, 6],
  flat: [0, 0],
  stuck: [0, 0],
  'missing-rhythm': [0, 0],
};
/** Events of a copy lie at least so many points apart, so that one is over before the next begins. */
const APART = 110;
/** A season is worth missing when its slots vary by so many spreads. */
const RHYTHM_SPREADS = 3;

/** Measures a series on points `step` ms apart; anomalies in it hardly move the measure. */
export function yardstickOf(series: Series, step: number): Yardstick {
  const season = fitSeason(series.times, series.values, step);
  const residuals = series.values.map((value, i) =>
    Number.isFinite(value) ? value - seasonAt(season, series.times[i]) : Number.NaN
  );
  const { scale } = fitRobustScale(residuals);
  const finite = series.values.filter(Number.isFinite);
  const isConstant = finite.every((value) => value === finite[0]);
  return {
    season,
    spread: isConstant ? Math.abs(finite[0] ?? 0) * 0.05 || 1 : scale,
    isWhole: finite.every(Number.isInteger),
    isNonNegative: finite.every((value) => value >= 0),
  };
}

/** The kinds that change a series at all: nothing can be stuck that never moves, no rhythm be missing where there is none. */
export function kindsFor(series: Series, { season, spread }: Yardstick): InjectedKind[] {
  const isMoving = changesOf(series.values) >= 0.5;
  const low = season.slots.reduce((least, slot) => Math.min(least, slot), Infinity);
  const high = season.slots.reduce((most, slot) => Math.max(most, slot), -Infinity);
  const isRhythmic = season.period > 0 && high - low >= RHYTHM_SPREADS * spread;
  return INJECTED.filter((kind) =>
    kind === 'missing-rhythm' ? isRhythmic : kind === 'flat' || kind === 'stuck' ? isMoving : true
  );
}

/** Share of the steps at which the value changes. */
function changesOf(values: Float64Array): number {
  let changed = 0;
  let steps = 0;
  for (let i = 1; i < values.length; i++) {
    if (Number.isFinite(values[i]) && Number.isFinite(values[i - 1])) {
      changed += Number(values[i] !== values[i - 1]);
      steps++;
    }
  }
  return steps === 0 ? 0 : changed / steps;
}

/**
 * Copies of a series with anomalies from point `from` on: kinds in turn until each of `kinds` came `rounds` times, as many a copy as lie
 * `APART` points apart. Sizes follow the yardstick alone, places and sizes the seed: equal arguments give equal copies. Points before `from`
 * and missing ones stay as they are.
 */
export function injectAnomalies(
  series: Series,
  yardstick: Yardstick,
  kinds: readonly InjectedKind[],
  from: number,
  rounds: number,
  seed: number
): Injected[] {
  const random = seededRandom(seed, 41);
  const wanted = Array.from({ length: rounds }, () => kinds).flat();
  const room = series.values.length - from;
  const each = Math.max(1, Math.floor(room / (APART + 40)));
  const copies: Injected[] = [];
  for (let first = 0; first < wanted.length; first += each) {
    const part = wanted.slice(first, first + each);
    const values = series.values.slice();
    const slot = room / part.length;
    const events = part.flatMap((kind, i) => {
      const length = Math.min(between(random, LENGTHS[kind]) | 0, Math.floor(slot / 2));
      const start = Math.floor(from + i * slot + random() * Math.max(1, Math.min(slot - APART, slot - length)));
      const event = { kind, start, end: Math.min(values.length, start + Math.max(1, length)) };
      change(values, series.times, event, yardstick, random);
      return isChanged(values, series.values, event) ? [event] : [];
    });
    copies.push({ series: { ...series, values }, events });
  }
  return copies;
}

function between(random: Random, [least, most]: readonly [number, number]): number {
  return least + random() * (most - least + (Number.isInteger(least) && most > 1 ? 0.999 : 0));
}

function isChanged(after: Float64Array, before: Float64Array, { start, end }: InjectedEvent): boolean {
  for (let i = start; i < end; i++) {
    if (Number.isFinite(before[i]) && after[i] !== before[i]) {
      return true;
    }
  }
  return false;
}

function change(
  values: Float64Array,
  times: Float64Array,
  { kind, start, end }: InjectedEvent,
  { season, spread, isWhole, isNonNegative }: Yardstick,
  random: Random
): void {
  const [least, most] = SIZES[kind];
  const size = (least + random() * (most - least)) * spread;
  const sign = kind === 'dip' ? -1 : kind === 'spike' || random() < 0.5 ? 1 : -1;
  const held = lastBefore(values, start);
  const middle = season.slots.reduce((sum, slot) => sum + slot, 0) / season.slots.length;
  for (let i = start; i < end; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) {
      continue;
    }
    const usual = seasonAt(season, times[i]);
    const changed = {
      spike: () => value + size,
      dip: () => value - size,
      shift: () => value + sign * size,
      drift: () => value + (sign * size * (i - start + 1)) / (end - start),
      restless: () => usual + (value - usual) * 2 + size * (2 * random() - 1),
      flat: () => usual,
      stuck: () => held,
      'missing-rhythm': () => value - usual + middle,
    }[kind]();
    const bounded = isNonNegative ? Math.max(0, changed) : changed;
    values[i] = isWhole ? Math.round(bounded) : bounded;
  }
}

function lastBefore(values: Float64Array, index: number): number {
  for (let i = index - 1; i >= 0; i--) {
    if (Number.isFinite(values[i])) {
      return values[i];
    }
  }
  return 0;
}
