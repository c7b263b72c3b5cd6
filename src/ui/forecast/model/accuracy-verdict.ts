import type { ForecastAccuracy } from '../../../../contract/forecast.ts';

/** JSON has no NaN: a figure of a reply may be null instead. */
type Figures = Pick<ForecastAccuracy, 'origins' | 'isWorseThanNaive'> & {
  readonly mase: number | null;
  readonly naiveMase: number | null;
};

export type AccuracyVerdict =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'better' | 'equal' | 'worse';
      readonly mase: number;
      readonly naiveMase: number;
      /** Share (0..1) by which its errors are smaller than the naive forecast's; below 0 where they are larger. */
      readonly gain: number;
    };

/** Within this share of the naive forecast's error it is neither better nor worse. */
const SAME = 0.02;

/** How a forecast did beside the seasonal naive one, from the same origins. */
export function verdictOf(accuracy: Figures | null): AccuracyVerdict {
  if (!accuracy || accuracy.origins === 0) {
    return { kind: 'unknown' };
  }
  const { mase, naiveMase, isWorseThanNaive } = accuracy;
  if (mase === null || naiveMase === null || !Number.isFinite(mase) || !Number.isFinite(naiveMase)) {
    return { kind: 'unknown' };
  }
  const gain = naiveMase > 0 ? 1 - mase / naiveMase : 0;
  const kind = isWorseThanNaive ? 'worse' : gain > SAME ? 'better' : 'equal';
  return { kind, mase, naiveMase, gain };
}
