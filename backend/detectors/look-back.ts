import type { Detector, GroupScores, SeriesGroup } from './detector.ts';

const WEEK_MS = 7 * 86_400_000;

/**
 * Scores for looking back over a group, of which every entry may depend on the whole: the detector's own `scoreRange`; else a model judges it that learnt
 * the same course whole weeks earlier. Hours and days of the week fall together there, and a model with a state, its own or its members', stands before
 * the group and judges it as what comes next.
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
  const [model] = await detector.fit([weeksBefore(group)], settings, seed);
  return (await detector.score([model], [null], [group]))[0];
}

/** The group's points so many whole weeks earlier that all lie before it. */
function weeksBefore({ step, series }: SeriesGroup): SeriesGroup {
  const { times } = series[0];
  const span = times.length === 0 ? 0 : times[times.length - 1] - times[0] + step;
  const shift = Math.ceil(span / WEEK_MS) * WEEK_MS;
  return { step, series: series.map((one) => ({ ...one, times: one.times.map((time) => time - shift) })) };
}
