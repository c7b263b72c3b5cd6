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

/** The weighted sum of rows; those of weight 0 are left out. */
export function combine(rows: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(rows[0].length);
  for (const [i, row] of rows.entries()) {
    if (weights[i] > 0) {
      for (let step = 0; step < sum.length; step++) {
        sum[step] += weights[i] * row[step];
      }
    }
  }
  return sum;
}
