import type { PredictionKind } from '../../../../contract/forecast.ts';
import { t } from '../../../ui/translate.ts';

export const forecastDetailWords = {
  loading: () => t('forecast-page.loading', 'Forecasting: the first time, models are fitted and tried on the past'),
  failed: () => t('forecast-page.failed', 'The forecast failed'),
  retry: () => t('forecast-page.retry', 'Try again'),
  back: () => t('forecast-page.back', 'All forecasts'),
  none: () => t('forecast-page.none', 'No series to forecast'),
  noneHelp: () =>
    t('forecast-page.none-help', 'The query answers with no series that has values. Check the metric name and labels.'),
  notForecast: () => t('forecast-page.not-forecast', 'This monitor does not forecast'),
  notForecastHelp: () =>
    t(
      'forecast-page.not-forecast-help',
      'It detects anomalies. Give it a forecast in its settings, or forecast its query here.'
    ),
  monitor: () => t('forecast-page.monitor', 'Monitor'),
  series: () => t('forecast-page.series', 'Series'),
  chart: () => t('forecast-page.chart', 'Forecast'),
  whole: () => t('forecast-page.whole', 'Show all of it'),
  notYet: () => t('forecast-page.not-yet', 'Nothing is foretold yet'),
  notYetHelp: () =>
    t('forecast-page.not-yet-help', 'The monitor makes its first forecast as soon as it has read its history.'),
  newest: (at: string) => t('forecast-page.newest', 'Newest: {{at}}', { at }),
  asOfHelp: () => t('forecast-page.as-of-help', 'What was foretold then.'),
  asOf: () => t('forecast-page.as-of', 'As of'),
};

export const whatIfWords = {
  title: () => t('forecast-what-if.title', 'What if the limit were another'),
  limit: () => t('forecast-what-if.limit', 'Limit'),
  limitHelp: () =>
    t('forecast-what-if.limit-help', 'In the unit of the series. The same simulated courses are held against it.'),
  notNumber: () => t('forecast-what-if.not-number', 'Must be a number'),
  side: () => t('forecast-what-if.side', 'Bad side'),
  above: () => t('forecast-what-if.above', 'Above'),
  below: () => t('forecast-what-if.below', 'Below'),
  change: (percent: string) => t('forecast-what-if.change', '{{percent}} %', { percent }),
  changeHelp: (percent: string) => t('forecast-what-if.change-help', 'Limit changed by {{percent}} %', { percent }),
  reset: () => t('forecast-what-if.reset', 'Back to the real limit'),
  table: () => t('forecast-what-if.table', 'The limit as it is and as it might be'),
  case: () => t('forecast-what-if.case', 'Case'),
  real: () => t('forecast-what-if.real', 'As it is'),
  changed: () => t('forecast-what-if.changed', 'What if'),
  probability: () => t('forecast-what-if.probability', 'Probability'),
  none: () => t('forecast-what-if.none', 'No limit is set: type one to see when the series would hit it.'),
  failed: (reason: string) => t('forecast-what-if.failed', 'That limit could not be tried: {{reason}}', { reason }),
  trying: () => t('forecast-what-if.trying', 'Trying the limit'),
  past: () => t('forecast-what-if.past', 'past it now'),
};

export const predictionWords = {
  title: () => t('forecast-predictions.title', 'Predictions'),
  lead: () =>
    t(
      'forecast-predictions.lead',
      'Each of them is a number that an alert rule or a stat panel can take from the datasource, too.'
    ),
  loading: () => t('forecast-predictions.loading', 'Predicting'),
  unknown: () => t('forecast-predictions.unknown', 'Cannot be said'),
  span: (lower: string, upper: string, level: number) =>
    t('forecast-predictions.span', '{{lower}} to {{upper}} ({{level}} %)', { lower, upper, level }),
  madeWith: (horizon: string, model: string) =>
    t('forecast-predictions.made-with', 'Horizon {{horizon}}, {{model}}', { horizon, model }),
  significant: (pValue: string) => t('forecast-predictions.significant', 'A real trend (p {{pValue}})', { pValue }),
  insignificant: (pValue: string) =>
    t('forecast-predictions.insignificant', 'May be chance (p {{pValue}})', { pValue }),
  names: {
    performance_forecast: () => t('forecast-predictions.performance-forecast', 'Performance'),
    resource_usage: () => t('forecast-predictions.resource-usage', 'Resource usage'),
    error_probability: () => t('forecast-predictions.error-probability', 'Probability of breaking the limit'),
    capacity_planning: () => t('forecast-predictions.capacity-planning', 'Time to the limit'),
    performance_trend: () => t('forecast-predictions.performance-trend', 'Trend a week'),
    anomaly_risk: () => t('forecast-predictions.anomaly-risk', 'Risk of an anomaly'),
  } satisfies Record<PredictionKind, () => string>,
};
