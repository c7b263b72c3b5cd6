import type { Past } from '../forecaster.ts';

/** What came less what was said, by origin: row i belongs to known[i]; NaN where nothing was measured. In the series' unit. */
export interface BackTest {
  readonly known: readonly number[];
  readonly horizon: number;
  readonly errors: readonly Float64Array[];
}

/** The errors of forecasts from several origins of a past. */
export function errorsOf(
  { values, measured }: Pick<Past, 'values' | 'measured'>,
  known: readonly number[],
  horizon: number,
  means: readonly Float64Array[]
): BackTest {
  const errors = means.map((mean, i) =>
    Float64Array.from({ length: horizon }, (_, step) => {
      const at = known[i] + step;
      return at < values.length && measured[at] === 1 ? values[at] - mean[step] : Number.NaN;
    })
  );
  return { known, horizon, errors };
}

/** Mean of the finite magnitudes; NaN where there are none. */
export function meanMagnitude(rows: readonly Float64Array[], from = 0, to = Number.POSITIVE_INFINITY): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    const end = Math.min(to, row.length);
    for (let i = from; i < end; i++) {
      if (Number.isFinite(row[i])) {
        sum += Math.abs(row[i]);
        count++;
      }
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Mean absolute difference to the value `season` points before, over the values measured; NaN where there are none. */
export function naiveScale({ values, measured }: Pick<Past, 'values' | 'measured'>, season: number): number {
  let [sum, count] = [0, 0];
  for (let i = season; i < values.length; i++) {
    if (measured[i] === 1 && measured[i - season] === 1) {
      sum += Math.abs(values[i] - values[i - season]);
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** The season whose repetition fits the past best, in points; 1 where it has none. The mark that forecasts are measured by. */
export function markSeason(past: Past): number {
  let [best, least] = [1, Number.POSITIVE_INFINITY];
  for (const period of past.periods) {
    const scale = naiveScale(past, period);
    if (scale < least) {
      [best, least] = [period, scale];
    }
  }
  return best;
}
