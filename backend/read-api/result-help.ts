import { FORECAST_METRICS, RESULT_METRICS } from '../../contract/monitor.ts';

/** What the metrics of results are, by name. All are gauges. */
export const RESULT_HELP: Readonly<Record<string, string>> = {
  [RESULT_METRICS.score]: 'Anomaly score of a watched series, 0 to 1; 0.7, 0.8 and 0.9 are low, medium and high.',
  [RESULT_METRICS.expected]: 'Value that the monitor expected of a watched series.',
  [RESULT_METRICS.lower]: 'Lower edge of the band that the monitor expected a watched series in.',
  [RESULT_METRICS.upper]: 'Upper edge of the band that the monitor expected a watched series in.',
  [RESULT_METRICS.anomaly]: 'Whether the newest point of a watched series is marked as an anomaly.',
  [FORECAST_METRICS.forecast]: 'Value foretold of a watched series for this instant, by the newest forecast before it.',
  [FORECAST_METRICS.forecastLower]: "Lower edge of the forecast's interval.",
  [FORECAST_METRICS.forecastUpper]: "Upper edge of the forecast's interval.",
  [FORECAST_METRICS.timeToThreshold]:
    'Seconds from the forecast on by which a share (quantile) of its courses has gone past the limit; +Inf: not within its horizon.',
  [FORECAST_METRICS.thresholdProbability]: 'Probability that a watched series goes past its limit within the horizon.',
};
