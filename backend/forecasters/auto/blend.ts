import { errorsOf, meanMagnitude } from '../backtest/errors.ts';
import type { Past } from '../forecaster.ts';
import type { TriedMember } from './roll-members.ts';
import { combineMiddle, memberWeights } from './weights.ts';

/** What the members of one past come to together. */
export interface Blend {
  readonly weights: readonly number[];
  /** Mean absolute error of each member; NaN where it could not be tried. */
  readonly errors: readonly number[];
  /** What all would have said together at each origin. */
  readonly rolls: readonly Float64Array[];
}

/** Weights by what the members said at `origins`, `ahead` steps from each. */
export function blend(
  past: Past,
  members: readonly TriedMember[],
  origins: readonly number[],
  ahead: number,
  sharpness: number
): Blend {
  const errors = members.map(({ rolls }) => meanMagnitude(errorsOf(past, origins, ahead, rolls).errors));
  const weights = memberWeights(errors, sharpness);
  const said = (place: number): Float64Array =>
    combineMiddle(
      members.map(({ rolls }) => rolls[place]),
      weights
    );
  return { weights, errors, rolls: origins.map((_, place) => said(place)) };
}
