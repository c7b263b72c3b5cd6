/** Least squares: the straight line through values at 0, 1, 2, ...; NaN are left out. */
export function straightLine(values: Float64Array): { level: number; slope: number } {
  let [count, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) {
      count++;
      sumX += i;
      sumY += value;
      sumXX += i * i;
      sumXY += i * value;
    }
  });
  const spread = count * sumXX - sumX * sumX;
  const slope = spread > 0 ? (count * sumXY - sumX * sumY) / spread : 0;
  return { level: (sumY - slope * sumX) / count, slope };
}

/**
 * The values less the mean course of each season (lengths in points, shortest first). Seasons are read from what the straight line leaves over, so that a trend is not taken for
 * part of one; a season seen less than twice is left in.
 */
export function removeSeasons(values: Float64Array, periods: readonly number[]): Float64Array {
  let rest = values.slice();
  for (const period of periods) {
    if (period < 2 || values.length < 2 * period) {
      continue;
    }
    const { level, slope } = straightLine(rest);
    const [sums, counts] = [new Float64Array(period), new Float64Array(period)];
    rest.forEach((value, i) => {
      if (!Number.isNaN(value)) {
        sums[i % period] += value - level - slope * i;
        counts[i % period]++;
      }
    });
    rest = rest.map((value, i) => value - (counts[i % period] > 0 ? sums[i % period] / counts[i % period] : 0));
  }
  return rest;
}
