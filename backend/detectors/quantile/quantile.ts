import { baselineDetector } from '../online-statistics/baseline.ts';
import { baselineSettings } from '../online-statistics/settings.ts';
import { CORRECTION } from './calibrated.ts';
import { twoSidedQuantiles } from './statistic.ts';

/** `quantile`: streaming quantiles of both sides with extrapolated tails. */
export const quantile = baselineDetector({
  id: 'quantile',
  name: 'Streaming quantiles',
  summary:
    'Marks values beyond the rarest quantiles of their side, at the same time of the day or week. Take it for skewed series, such as latencies, that are steady below and restless above.',
  schema: baselineSettings,
  statistic: () => twoSidedQuantiles,
  correction: CORRECTION,
  wording: { measure: 'by the quantiles of its side', deviationLabel: 'Difference in spreads of its side' },
});
