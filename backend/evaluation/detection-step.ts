import { STEP_LADDER_MS, TRAINING_POINTS } from '../../contract/query.ts';

/**
 * The detection step of a query that says `auto`, in ms: the larger of the scrape interval and the training window / 5,000,
 * rounded up to 15 s, 30 s, 1 m, 5 m, 15 m or 1 h; above an hour, to whole hours.
 */
export function autoStep(scrapeInterval: number, trainingWindow: number): number {
  const least = Math.max(scrapeInterval, trainingWindow / TRAINING_POINTS);
  const hour = STEP_LADDER_MS[STEP_LADDER_MS.length - 1];
  return STEP_LADDER_MS.find((step) => step >= least) ?? Math.ceil(least / hour) * hour;
}
