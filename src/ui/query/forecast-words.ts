import { t } from '../translate.ts';
import type { ForecastOutput, LimitSide, PredictionKind } from '../../../contract/forecast.ts';

export const forecastQueryWords = {
  forecaster: () => t('query.forecaster', 'Forecaster'),
  forecasterHelp: () => t('query.forecaster-help', 'The kind of model that says what comes next.'),
  forecastersFailed: (reason: string) =>
    t('query.forecasters-failed', 'The list of forecasters could not be loaded: {{reason}}', { reason }),
  unknownForecaster: (id: string) =>
    t('query.unknown-forecaster', 'This datasource has no forecaster called {{id}}. Choose another one.', { id }),
  output: () => t('query.forecast-output', 'Output'),
  outputHelp: () =>
    t(
      'query.forecast-output-help',
      'Forecast draws lines beyond now. Time to limit and Probability are numbers that alert rules take. Accuracy is how forecasts would have done in the past.'
    ),
  prediction: () => t('query.prediction', 'Prediction'),
  predictionHelp: () => t('query.prediction-help', 'Which of the six predictions is made of every series.'),
  horizon: () => t('query.horizon', 'Horizon'),
  horizonHelp: () => t('query.horizon-help', 'How far it looks ahead: a duration such as 60m or 4d.'),
  level: () => t('query.level', 'Level'),
  levelHelp: () => t('query.level-help', 'Percent of values that will lie between lower and upper.'),
  notALevel: () => t('query.not-a-level', 'Write a number between 0 and 100.'),
  levels: () => t('query.levels', 'Further levels'),
  levelsHelp: () => t('query.levels-help', 'More intervals, for a fan: percentages such as 50, 80.'),
  limit: () => t('query.limit', 'Limit'),
  limitHelp: () =>
    t(
      'query.limit-help',
      'What the series must not go past: a number, or PromQL that gives one value or one a series with equal labels.'
    ),
  limitPlaceholder: () => t('query.limit-placeholder', 'a number or PromQL'),
  limitMissing: () =>
    t('query.limit-missing', 'This output needs a limit: write the number, or the PromQL, that must not be passed.'),
  side: () => t('query.limit-side', 'Bad side'),
  sideHelp: () => t('query.limit-side-help', 'Which side of the limit is the bad one.'),
  settingsOf: (forecaster: string) => t('query.forecast-settings-of', 'Settings of {{forecaster}}', { forecaster }),
  floor: () => t('query.floor', 'Floor'),
  floorHelp: () =>
    t('query.floor-help', 'No forecast lies below it: auto (0 where the series never was below), none, or a number.'),
  notAFloor: () => t('query.not-a-floor', 'Write auto, none or a number.'),
  ceiling: () => t('query.ceiling', 'Ceiling'),
  ceilingHelp: () => t('query.ceiling-help', 'No forecast lies above it: none or a number.'),
  notACeiling: () => t('query.not-a-ceiling', 'Write none or a number.'),
  timeZone: () => t('query.time-zone', 'Time zone'),
  timeZoneHelp: () => t('query.time-zone-help', 'Whose clock days and weeks are told by, such as Europe/Berlin.'),
  exogenous: () => t('query.exogenous', 'Explained by'),
  exogenousHelp: () =>
    t(
      'query.exogenous-help',
      'PromQL of a series that may explain this one, such as a plan or what drives it. Forecasters that take none ignore it.'
    ),
  earlier: () => t('query.earlier', 'Earlier forecasts'),
  earlierHelp: () => t('query.earlier-help', 'How many forecasts from before are shown beside the newest.'),
  notACount: () => t('query.not-a-count', 'Write a whole number from 0 to 20.'),
  alertForecast: () =>
    t(
      'query.alert-forecast',
      'Alert rules work on numbers: set the output to Probability or Time to limit, so that every series gives one.'
    ),
  useProbability: () => t('query.use-probability', 'Use probability'),
  none: () => t('query.forecast-none', 'none'),
};

export const forecastOutputWords: Record<ForecastOutput, () => string> = {
  forecast: () => t('query.output-forecast', 'Forecast'),
  'time-to-threshold': () => t('query.output-time-to-threshold', 'Time to limit'),
  probability: () => t('query.output-probability', 'Probability'),
  accuracy: () => t('query.output-accuracy', 'Accuracy'),
  prediction: () => t('query.output-prediction', 'Prediction'),
};

export const predictionWords: Record<PredictionKind, () => string> = {
  performance_forecast: () => t('query.prediction-performance-forecast', 'Performance forecast'),
  resource_usage: () => t('query.prediction-resource-usage', 'Resource usage'),
  error_probability: () => t('query.prediction-error-probability', 'Error probability'),
  capacity_planning: () => t('query.prediction-capacity-planning', 'Capacity planning'),
  performance_trend: () => t('query.prediction-performance-trend', 'Performance trend'),
  anomaly_risk: () => t('query.prediction-anomaly-risk', 'Anomaly risk'),
};

export const sideWords: Record<LimitSide, () => string> = {
  above: () => t('query.side-above', 'Above'),
  below: () => t('query.side-below', 'Below'),
};

export const forecastSummaryWords = {
  training: (value: string) => t('query.summary-training', 'Training: {{value}}', { value }),
  step: (value: string) => t('query.summary-step', 'Step: {{value}}', { value }),
  level: (value: string) => t('query.summary-levels', 'Further levels: {{value}}', { value }),
  timeZone: (value: string) => t('query.summary-time-zone', 'Time zone: {{value}}', { value }),
  floor: (value: string) => t('query.summary-floor', 'Floor: {{value}}', { value }),
  ceiling: (value: string) => t('query.summary-ceiling', 'Ceiling: {{value}}', { value }),
  earlier: (value: number) => t('query.summary-earlier', 'Earlier forecasts: {{value}}', { value }),
  exogenous: (value: string) => t('query.summary-exogenous', 'Explained by: {{value}}', { value }),
  legend: (value: string) => t('query.summary-legend', 'Legend: {{value}}', { value }),
};
