import { baselineDetector } from '../online-statistics/baseline.ts';
import { CORRECTION } from './calibrated.ts';
import { ewmaSettings } from './settings.ts';
import { controlChart } from './statistic.ts';

/** `ewma`: an EWMA control chart (Roberts 1959). */
export const ewma = baselineDetector({
  id: 'ewma',
  name: 'EWMA control chart',
  summary:
    'Marks when the running average leaves its usual range, at the same time of the day or week. Take it for small shifts that last, which single points do not show.',
  schema: ewmaSettings,
  statistic: ({ smoothing }) => controlChart(smoothing),
  correction: CORRECTION,
  wording: {
    measure: 'by the average of the last points',
    deviationLabel: 'Distance of the charted average in its own standard deviations',
  },
});
