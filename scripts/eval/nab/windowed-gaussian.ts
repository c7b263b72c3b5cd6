/** Standard deviations beyond which the normal tail (below 5e-13) rounds to a score of 1 in NAB's twelve printed digits. */
const CERTAIN = 7.13;

/**
 * NAB's `windowedGaussian` baseline: how many standard deviations a value lies from the mean of all values before it (NAB's window of
 * 6,400 points holds every shared file), as a score that reaches 1 where the published tail probability rounds to 1.
 */
export function windowedGaussian(values: Float64Array): Float64Array {
  let sum = 0;
  let squares = 0;
  return values.map((value, i) => {
    const first = values[0];
    const mean = i > 0 ? sum / i : 0;
    const deviation = i > 0 ? Math.sqrt(Math.max(0, squares / i - mean * mean)) || 1e-6 : 1;
    const sigmas = i > 0 ? Math.abs(value - first - mean) / deviation : 0;
    sum += value - first;
    squares += (value - first) ** 2;
    return Math.min(1, sigmas / CERTAIN);
  });
}
