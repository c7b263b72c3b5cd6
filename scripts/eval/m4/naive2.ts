/** Normal quantile of the competition's test of a season, 90 % on both sides. */
const CRITICAL = 1.645;

/** The mark of the M4 competition: the last value of the series without its season, and the season put back (as in the competition's benchmarks, in R). */
export function naive2(train: Float64Array, season: number, horizon: number): Float64Array {
  const factors = isSeasonal(train, season) ? seasonFactors(train, season) : new Float64Array(season).fill(1);
  const last = train.length - 1;
  const level = train[last] / factors[last % season];
  return Float64Array.from({ length: horizon }, (_, h) => level * factors[(train.length + h) % season]);
}

/** Whether the autocorrelation at the season stands out of what those at shorter lags allow. */
export function isSeasonal(values: Float64Array, season: number): boolean {
  if (season === 1 || values.length < 3 * season) {
    return false;
  }
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const products = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i - lag] - mean);
    }
    return sum;
  };
  const variance = products(0);
  const at = Array.from({ length: season }, (_, lag) => products(lag + 1) / variance);
  const before = at.slice(0, -1).reduce((sum, r) => sum + 2 * r * r, 1);
  return Math.abs(at[season - 1]) > (CRITICAL / Math.sqrt(values.length)) * Math.sqrt(before);
}

/** Factors of an even season by classical multiplicative decomposition, mean 1. */
function seasonFactors(values: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  const half = season >> 1;
  for (let i = half; i < values.length - half; i++) {
    let around = (values[i - half] + values[i + half]) / 2;
    for (let k = 1 - half; k < half; k++) {
      around += values[i + k];
    }
    sums[i % season] += values[i] / (around / season);
    counts[i % season]++;
  }
  const means = sums.map((sum, i) => sum / counts[i]);
  const mean = means.reduce((a, b) => a + b, 0) / season;
  return means.map((value) => value / mean);
}
