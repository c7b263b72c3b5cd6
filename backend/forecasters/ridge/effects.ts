import type { Past } from '../forecaster.ts';
import { factorise, solve } from './cholesky.ts';

/** What a holiday or another series adds to the turned values: `weight` x (its value - `mean`). */
export interface Effect {
  readonly kind: 'holiday' | 'exogenous';
  readonly name: string;
  readonly mean: number;
  readonly weight: number;
  /** A holiday's second effect: how far it flattens the season, whose usual course this is; null for every other one. */
  readonly profile: Float64Array | null;
}

type Source = Pick<Effect, 'kind' | 'name' | 'profile'>;

/** Differences that an effect must explain of the values' own, so that chance is not taken for one. */
const LEAST_SHARE = 0.02;
const LEAST_OVER_POINTS = 30;
const PENALTY = 0.01;

/** What a source shows at point `i` of a past of which `known` values are known; what nobody knows of the future is what was a season before. */
export function valueAt({ kind, name, profile }: Source, past: Past, i: number, known: number, season: number): number {
  if (kind === 'holiday') {
    const isHoliday = past.calendar.holiday(past.start + i * past.step) !== null;
    return isHoliday ? (profile ? profile[i % profile.length] : 1) : 0;
  }
  const other = past.exogenous.find((one) => one.name === name);
  if (!other) {
    return 0;
  }
  if (i < known || (other.future && i < other.past.length)) {
    return other.past[i];
  }
  const after = i - other.past.length;
  return other.future && after < other.future.length
    ? other.future[after]
    : other.past[Math.max(0, known - season + ((i - known) % season))];
}

/** The sum of all effects at a point. */
export function effectAt(effects: readonly Effect[], past: Past, i: number, known: number, season: number): number {
  return effects.reduce(
    (sum, effect) => sum + effect.weight * (valueAt(effect, past, i, known, season) - effect.mean),
    0
  );
}

/**
 * Effects by least squares on differences over one season (1: from point to point), which season and level have left, with a small penalty. Only sources that explain
 * some of the differences count.
 *
 * @param turned The values known.
 */
export function fitEffects(past: Past, turned: Float64Array, season: number): Effect[] {
  const known = turned.length;
  const targets = differences(turned, season);
  const columns = sourcesOf(past, turned, season)
    .map((source) => ({ source, values: turned.map((_, i) => valueAt(source, past, i, known, season)) }))
    .map((column) => ({ ...column, changes: differences(column.values, season) }))
    .filter(({ changes }) => shareOf(changes, targets) > Math.max(LEAST_SHARE, LEAST_OVER_POINTS / targets.length));
  const size = columns.length;
  const left = new Float64Array(size * size);
  const right = new Float64Array(size);
  // Columns are brought to one size, so that one penalty suits all.
  const sizes = columns.map(({ changes }) => Math.sqrt(product(changes, changes)));
  columns.forEach(({ changes }, a) => {
    right[a] = product(changes, targets) / sizes[a];
    for (let b = 0; b <= a; b++) {
      left[a * size + b] = product(changes, columns[b].changes) / sizes[a] / sizes[b] + (a === b ? PENALTY : 0);
    }
  });
  factorise(left, size, PENALTY * 1e-6);
  solve(left, size, right, 1);
  return columns.map(({ source, values }, a) => ({
    ...source,
    mean: values.reduce((sum, value) => sum + value / known, 0),
    weight: right[a] / sizes[a],
  }));
}

function sourcesOf(past: Past, turned: Float64Array, season: number): Source[] {
  const holidays: Source[] = [{ kind: 'holiday', name: 'Holidays', profile: null }];
  if (season > 1) {
    holidays.push({ kind: 'holiday', name: 'Holidays', profile: profileOf(turned, season) });
  }
  return [...holidays, ...past.exogenous.map(({ name }): Source => ({ kind: 'exogenous', name, profile: null }))];
}

/** The usual course of a season around its mean. */
function profileOf(turned: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  turned.forEach((value, i) => {
    sums[i % season] += value;
    counts[i % season]++;
  });
  const means = sums.map((sum, place) => sum / counts[place]);
  const middle = means.reduce((sum, value) => sum + value / season, 0);
  return means.map((value) => value - middle);
}

function differences(values: Float64Array, season: number): Float64Array {
  return values.subarray(season).map((value, i) => value - values[i]);
}

/** Share of the targets' squares that a column alone explains. */
function shareOf(changes: Float64Array, targets: Float64Array): number {
  const size = product(changes, changes) * product(targets, targets);
  return size > 0 ? product(changes, targets) ** 2 / size : 0;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += a[i] * b[i];
  }
  return sum;
}
