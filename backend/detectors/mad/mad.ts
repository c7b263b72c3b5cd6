import { baselineDetector } from '../online-statistics/baseline.ts';
import { baselineSettings } from '../online-statistics/settings.ts';
import { CORRECTION } from './calibrated.ts';
import { medianAndDeviation } from './statistic.ts';

/** `mad`: distance from the median in median absolute deviations (Iglewicz & Hoaglin 1993), both streaming. */
export const mad = baselineDetector({
  id: 'mad',
  name: 'Median and MAD',
  summary:
    'Marks values many median absolute deviations from the median, at the same time of the day or week. Take it where outliers are common: they hardly move it.',
  schema: baselineSettings,
  statistic: () => medianAndDeviation,
  correction: CORRECTION,
  wording: { measure: 'by median and median absolute deviation', deviationLabel: 'Modified z-score' },
});
