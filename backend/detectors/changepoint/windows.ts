const { abs, floor, log, max, min, sqrt } = Math;

/** Residuals of the latest points, oldest first, in spreads; far ones are held, so that a spike is no change of level. */
export type Recent = Float64Array;

/** What is compared before and after: levels over a short and a long window, spread, slope. */
export const COMPARISONS = ['shortLevel', 'level', 'spread', 'trend'] as const;

/** Windows per `window` points: the short one is a quarter, slopes take twice as many. */
const SHORT = 4;
const TREND = 2;
/** Points that must be kept for all comparisons. */
export function pointsKept(window: number): number {
  return 2 * TREND * window;
}

/** Added to mean changes from point to point, in spreads, so that series that stand still have a finite ratio. */
const STILL = 0.05;
/** Changes from point to point count up to so many spreads: a step is one large change, not a larger spread. */
const LARGEST_CHANGE = 10;

function meanOf(recent: Recent, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += recent[i];
  }
  return sum / (to - from);
}

function meanChange(recent: Recent, from: number, to: number): number {
  let sum = 0;
  for (let i = from + 1; i < to; i++) {
    sum += min(LARGEST_CHANGE, abs(recent[i] - recent[i - 1]));
  }
  return sum / (to - from - 1);
}

/** Least-squares slope a point. */
function slopeOf(recent: Recent, from: number, to: number): number {
  const middle = (from + to - 1) / 2;
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += (i - middle) * recent[i];
  }
  const n = to - from;
  return (12 * sum) / (n * (n * n - 1));
}

/** The comparisons at the newest point, in the order of `COMPARISONS`, into `out`. `recent` holds `pointsKept(window)` points. */
export function compare(recent: Recent, window: number, out: Float64Array): void {
  const end = recent.length;
  const short = max(2, floor(window / SHORT));
  out[0] = meanOf(recent, end - short, end) - meanOf(recent, end - short - window, end - short);
  out[1] = meanOf(recent, end - window, end) - meanOf(recent, end - 2 * window, end - window);
  out[2] = log(
    (STILL + meanChange(recent, end - window, end)) / (STILL + meanChange(recent, end - 4 * window, end - window))
  );
  out[3] = slopeOf(recent, end - TREND * window, end) - slopeOf(recent, end - 2 * TREND * window, end - TREND * window);
}

/** Standard deviations of the comparisons for independent normal points, in the same order. */
export function whiteNoise(window: number): readonly number[] {
  const short = max(2, floor(window / SHORT));
  const long = TREND * window;
  return [
    sqrt(1 / short + 1 / window),
    sqrt(2 / window),
    // Variance of the logarithm of a mean of n changes, which are correlated by pairs: 0.83 / n.
    sqrt((0.83 * (4 / 3)) / window),
    sqrt((2 * 12) / long ** 3),
  ];
}
