import type { Detector, GroupScores, SeriesGroup } from './detector.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * Scores for looking back over a group, of which every entry may depend on the whole: the detector's own `scoreRange`; else a model fitted on the group
 * judges it. A streaming detector without one, whose state stands after its last point, first learns the same course whole weeks earlier, so that hours and
 * days of the week fall together, and then judges it as what comes next.
 */
export async function lookBack(
  detector: Detector,
  group: SeriesGroup,
  settings: unknown,
  seed: number
): Promise<GroupScores> {
  if (detector.scoreRange) {
    return (await detector.scoreRange([group], settings, seed))[0];
  }
  const [model] = await detector.fit([detector.streams ? weeksBefore(group) : group], settings, seed);
  return (await detector.score([model], [null], [group]))[0];
}

/** The group's points so many whole weeks earlier that all lie before it. */
function weeksBefore({ step, series }: SeriesGroup): SeriesGroup {
  const { times } = series[0];
  const span = times.length === 0 ? 0 : times[times.length - 1] - times[0] + step;
  const shift = Math.ceil(span / WEEK_MS) * WEEK_MS;
  return { step, series: series.map((one) => ({ ...one, times: one.times.map((time) => time - shift) })) };
}
