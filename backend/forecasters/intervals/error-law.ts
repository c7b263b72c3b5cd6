import type { BackTest } from '../backtest/errors.ts';
import { normalQuantile } from './normal-quantile.ts';

/** How far off forecasts are: the scale of each step, and the law of errors over that scale, which all steps share. */
export interface ErrorLaw {
  /** One entry a step that was back-tested; positive, or 0 where every error was 0. */
  readonly scale: Float64Array;
  /** Errors over their step's scale, ascending. */
  readonly sorted: Float64Array;
  /** Courses they come from that do not overlap; errors of one course are far from independent. */
  readonly courses: number;
}

/** Steps of a course that are pooled: more tell little new. */
const MOST_STEPS = 48;
/** Part of the steps on either side that a step's scale is averaged with. */
const SMOOTHING = 0.08;

/** The law of the errors of a back-test, by the rows of its origins from `first` to `last` (exclusive). */
export function fitErrorLaw({ known, errors, horizon }: BackTest, first = 0, last = errors.length): ErrorLaw {
  const scale = scalesOf(errors, horizon, first, last);
  const courses = last > first ? 1 + (known[last - 1] - known[first]) / horizon : 0;
  const stride = Math.max(1, Math.floor(horizon / MOST_STEPS));
  const pooled: number[] = [];
  for (let i = first; i < last; i++) {
    // Another step to begin with at each origin, so that every one is looked at.
    for (let step = i % stride; step < horizon; step += stride) {
      const error = errors[i][step];
      if (Number.isFinite(error)) {
        pooled.push(scale[step] > 0 ? error / scale[step] : 0);
      }
    }
  }
  return { scale, sorted: Float64Array.from(pooled).sort(), courses };
}

/** Mean absolute error of each step, averaged with its neighbours'. */
function scalesOf(errors: readonly Float64Array[], horizon: number, first: number, last: number): Float64Array {
  const sums = new Float64Array(horizon + 1);
  const counts = new Float64Array(horizon + 1);
  for (let step = 0; step < horizon; step++) {
    let [sum, count] = [0, 0];
    for (let i = first; i < last; i++) {
      if (Number.isFinite(errors[i][step])) {
        sum += Math.abs(errors[i][step]);
        count++;
      }
    }
    sums[step + 1] = sums[step] + sum;
    counts[step + 1] = counts[step] + count;
  }
  const all = counts[horizon] > 0 ? sums[horizon] / counts[horizon] : 0;
  const reach = Math.ceil(SMOOTHING * horizon);
  return Float64Array.from({ length: horizon }, (_, step) => {
    // Fewer neighbours near the ends, evenly on both sides, so that a growing scale stays unbiased.
    const near = Math.min(reach, step, horizon - 1 - step);
    const [sum, count] = [sums[step + near + 1] - sums[step - near], counts[step + near + 1] - counts[step - near]];
    return count > 0 ? sum / count : all;
  });
}

/**
 * How far the errors are off on average, over their scale, as far as that may be chance. The mean of a few courses is uncertain itself, and its squared standard
 * error over its square says how much of it to leave out (James and Stein 1961).
 */
export function chanceOffset({ errors }: BackTest, { scale, courses }: ErrorLaw): number {
  const means = errors.flatMap((row) => {
    const scaled = row.map((error, step) => (scale[step] > 0 ? error / scale[step] : 0)).filter(Number.isFinite);
    return scaled.length > 0 ? [mean(scaled)] : [];
  });
  if (means.length === 0) {
    return 0;
  }
  const offset = mean(means);
  const variance = mean(means.map((one) => (one - offset) ** 2));
  const doubt = variance / Math.max(1, courses);
  return doubt < offset * offset ? doubt / offset : offset;
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

/** What few courses tell of the next one's law is uncertain itself: Student's quantile over the normal one, at most this. */
const MOST_WIDENING = 1.6;

/** Student's quantile over the normal one for the mean and scale of so many courses, to first order (Fisher and Cornish 1960). */
function widening(p: number, courses: number): number {
  const z = normalQuantile(Math.min(Math.max(p, 1e-4), 1 - 1e-4));
  const student = courses > 1 ? 1 + (z * z + 1) / (4 * (courses - 1)) : MOST_WIDENING;
  return Math.min(MOST_WIDENING, student * Math.sqrt(1 + 1 / Math.max(1, courses)));
}

/**
 * What an error over its scale is below with probability `p` (0..1): the order statistic of split conformal prediction, `p (n + 1)`, as far off again as few courses leave
 * it uncertain. Beyond what `n` errors can tell it grows on as a normal law's tail does.
 */
export function lawQuantile(law: ErrorLaw, p: number): number {
  return law.sorted.length === 0 ? orderStatistic(law, p) : orderStatistic(law, p) * widening(p, law.courses);
}

/** The same without being farther off for the doubt that few courses leave: the likeliest, not one to rely on. */
export function orderStatistic({ sorted }: ErrorLaw, p: number): number {
  const n = sorted.length;
  if (n === 0) {
    return normalQuantile(Math.min(Math.max(p, 1e-6), 1 - 1e-6)) * MAD_TO_SIGMA;
  }
  const edge = 1 / (n + 1);
  if (p < edge || p > 1 - edge) {
    const end = p < edge ? sorted[0] : sorted[n - 1];
    const outward = p < edge ? Math.min(end, 0) : Math.max(end, 0);
    const growth = normalQuantile(Math.min(Math.max(p, 1e-9), 1 - 1e-9)) / normalQuantile(p < edge ? edge : 1 - edge);
    return n < 2 ? outward : end + outward * (growth - 1);
  }
  const position = p * (n + 1) - 1;
  const below = Math.floor(position);
  return sorted[below] + (sorted[Math.min(below + 1, n - 1)] - sorted[below]) * (position - below);
}

/** Standard deviation of a normal law over its mean magnitude. */
const MAD_TO_SIGMA = Math.sqrt(Math.PI / 2);

/** The scales continued to `horizon` steps: beyond those back-tested they grow as they grew before, between not at all and like a random walk's. */
export function scalesTo({ scale }: Pick<ErrorLaw, 'scale'>, horizon: number): Float64Array {
  const tried = scale.length;
  if (horizon <= tried) {
    return scale.slice(0, horizon);
  }
  const growth = tried === 1 ? 0.5 : growthOf(scale);
  return Float64Array.from({ length: horizon }, (_, step) =>
    step < tried ? scale[step] : scale[tried - 1] * ((step + 1) / tried) ** growth
  );
}

/** Slope of the logarithm of the scale over that of the step, within 0..0.5. */
function growthOf(scale: Float64Array): number {
  let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const [step, one] of scale.entries()) {
    if (one > 0) {
      const [x, y] = [Math.log(step + 1), Math.log(one)];
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
  }
  const spread = n * sxx - sx * sx;
  return spread > 0 ? Math.min(0.5, Math.max(0, (n * sxy - sx * sy) / spread)) : 0.5;
}
