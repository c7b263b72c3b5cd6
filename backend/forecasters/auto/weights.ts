/** A member whose error is so many times the best one's counts for nothing. */
const FAR_OFF = 3;

/**
 * What members count for by the errors of their back-tests (any measure, the same for all; NaN where one could not be tried): as the inverse of the error to the power
 * of `sharpness`, which at 2 is best for errors that are independent (Bates and Granger 1969).
 */
export function memberWeights(errors: readonly number[], sharpness: number): number[] {
  const best = errors.reduce((least, error) => (error < least ? error : least), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(best)) {
    return errors.map(() => 1 / errors.length);
  }
  const raw = errors.map((error) => {
    if (best === 0) {
      return error === 0 ? 1 : 0;
    }
    return error <= FAR_OFF * best ? (best / error) ** sharpness : 0;
  });
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((weight) => weight / sum);
}

/** Part of the weight, at either end, that does not count. */
const OUTER = 0.25;

/**
 * What the middle half of the weight says, step by step: the weighted interquartile mean of the rows. One that goes astray does not count where it does; rows of weight 0 are left out.
 */
export function combineMiddle(rows: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const order = weights.flatMap((weight, i) => (weight > 0 ? [i] : []));
  const total = order.reduce((sum, i) => sum + weights[i], 0);
  const [from, to] = [OUTER * total, (1 - OUTER) * total];
  return Float64Array.from({ length: rows[0].length }, (_, step) => {
    order.sort((a, b) => rows[a][step] - rows[b][step]);
    let [passed, sum] = [0, 0];
    for (const i of order) {
      const within = Math.min(to, passed + weights[i]) - Math.max(from, passed);
      sum += Math.max(0, within / (to - from)) * rows[i][step];
      passed += weights[i];
    }
    return sum;
  });
}
