import type { SeriesGroup } from '../detector.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** The epoch was a Thursday; weeks begin on Monday, 00:00 UTC. */
const MONDAY_MS = 4 * DAY_MS;

/** Points a choice is made on; of more, every second, third, ... is taken. */
const MOST_POINTS = 2_100;

/** The history a choice is made on, and until when it stands. */
export interface ChoiceWindow {
  readonly group: SeriesGroup;
  /** In ms; the choice is made on `from` to `at` (exclusive) and stands until `until`. */
  readonly from: number;
  readonly at: number;
  readonly until: number;
}

/**
 * The part of a training group that a detector is chosen on: what came before the UTC week (day, hour) the group ends in. It is as long as the
 * group less a week (day, hour), so that every group of one length that ends in that week holds it whole, and all make the same choice. Weeks where
 * two of them fit into the group, days or hours where not.
 */
export function choiceWindow({ step, series }: SeriesGroup): ChoiceWindow {
  const { times, values, labels } = series[0];
  const end = times.length > 0 ? times[times.length - 1] + step : 0;
  const span = times.length * step;
  const block = [WEEK_MS, DAY_MS].find((one) => span >= 2 * one) ?? HOUR_MS;
  const at = Math.floor((end - MONDAY_MS) / block) * block + MONDAY_MS;
  const from = at - (span - block);
  const stride = Math.max(1, Math.ceil((at - from) / step / MOST_POINTS));
  const kept: number[] = [];
  for (let i = 0; i < times.length; i++) {
    if (times[i] >= from && times[i] < at && Math.round(times[i] / step) % stride === 0) {
      kept.push(i);
    }
  }
  const begun = kept.slice(
    Math.max(
      0,
      kept.findIndex((i) => Number.isFinite(values[i]))
    )
  );
  const picked = (column: Float64Array): Float64Array => Float64Array.from(begun, (i) => column[i]);
  return {
    group: { step: step * stride, series: [{ labels, times: picked(times), values: picked(values) }] },
    from,
    at,
    until: at + block,
  };
}
