import { baselineDetector } from '../online-statistics/baseline.ts';
import { baselineSettings } from '../online-statistics/settings.ts';
import { CORRECTION } from './calibrated.ts';
import { meanAndVariance } from './statistic.ts';

/** `zscore`: distance from the mean in standard deviations, both with forgetting. */
export const zscore = baselineDetector({
  id: 'zscore',
  name: 'Z-score',
  summary:
    'Marks values many standard deviations from the mean, at the same time of the day or week. The plainest baseline: take it for noise around a level or a rhythm.',
  schema: baselineSettings,
  statistic: () => meanAndVariance,
  correction: CORRECTION,
  wording: { measure: 'by mean and standard deviation', deviationLabel: 'Z-score' },
});
