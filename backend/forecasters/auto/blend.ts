import { errorsOf, meanMagnitude } from '../backtest/errors.ts';
import type { Past } from '../forecaster.ts';
import type { TriedMember } from './roll-members.ts';
import { combine, memberWeights } from './weights.ts';

/** What the members of one past come to together. */
export interface Blend {
  readonly weights: readonly number[];
  /** Mean absolute error of each member where all were tried; NaN where none was. */
  readonly errors: readonly number[];
  readonly rolls: readonly Float64Array[];
  readonly errorScales: readonly number[];
}

/** Within which the whole is taken to be nearer than its cheap members by themselves. */
const [LEAST_SCALE, MOST_SCALE] = [0.4, 1.25];

/** Weights by the origins at which every member was tried; where dear ones were not, the others speak, and their errors count for what the whole would have made of them. */
export function blend(
  past: Past,
  members: readonly TriedMember[],
  origins: readonly number[],
  ahead: number,
  sharpness: number
): Blend {
  const common = [...origins.keys()].filter((place) => members.every(({ places }) => places.includes(place)));
  const known = common.map((place) => origins[place]);
  const at = ({ places, rolls }: TriedMember, place: number): Float64Array => rolls[places.indexOf(place)];
  const errorOf = (rows: readonly Float64Array[]): number => meanMagnitude(errorsOf(past, known, ahead, rows).errors);
  const errors = members.map((one) => errorOf(common.map((place) => at(one, place))));
  const weights = memberWeights(errors, sharpness);
  const said = (place: number, who: readonly TriedMember[]): Float64Array => {
    const shares = who.map((one) => weights[members.indexOf(one)]);
    const sum = shares.reduce((a, b) => a + b, 0);
    // Cheap members that count for nothing share evenly.
    const even = shares.map((share) => (sum > 0 ? share / sum : 1 / who.length));
    return combine(
      who.map((one) => at(one, place)),
      even
    );
  };
  const everywhere = members.filter(({ places }) => places.length === origins.length);
  const whole = errorOf(common.map((place) => said(place, members)));
  const cheap = everywhere.length > 0 ? errorOf(common.map((place) => said(place, everywhere))) : whole;
  const scale = cheap > 0 ? Math.min(MOST_SCALE, Math.max(LEAST_SCALE, whole / cheap)) : 1;
  const isCommon = (place: number): boolean => common.includes(place);
  return {
    weights,
    errors,
    rolls: origins.map((_, place) => said(place, isCommon(place) ? members : everywhere)),
    errorScales: origins.map((_, place) => (isCommon(place) ? 1 : scale)),
  };
}
