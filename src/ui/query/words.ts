import { t } from '../translate.ts';
import type { Direction, MissingPolicy, Selection } from '../../../contract/query.ts';

export const queryWords = {
  detector: () => t('query.detector', 'Detector'),
  detectorHelp: () => t('query.detector-help', 'The kind of model that finds anomalies.'),
  choosing: () => t('query.choosing', 'Still choosing: Seasonal answers until the next refresh.'),
  chose: (name: string) => t('query.chose', 'Chose {{name}}.', { name }),
  choseFor: (name: string, series: number) =>
    t('query.chose-for', 'Chose {{name}} for {{series}} series.', { name, series: String(series) }),
  pin: (name: string) => t('query.pin', 'Pin {{name}}', { name }),
  pinHelp: () => t('query.pin-help', 'Makes this query keep the detector, whatever would be chosen next week.'),
  output: () => t('query.output', 'Output'),
  outputHelp: () =>
    t(
      'query.output-help',
      'Anomalies for the panel, scores for alert rules, bands for any time series panel, intervals for annotations and tables.'
    ),
  options: () => t('query.options', 'Options'),
  settingsOf: (detector: string) => t('query.settings-of', 'Settings of {{detector}}', { detector }),
  builtIn: () => t('query.built-in-model', 'Built in'),
  modelsFailed: (reason: string) =>
    t('query.models-failed', 'The uploaded models could not be listed: {{reason}}', { reason }),
  noSettings: () => t('query.no-settings', 'This detector has no settings.'),
  detectorsFailed: (reason: string) =>
    t('query.detectors-failed', 'The list of detectors could not be loaded: {{reason}}', { reason }),
  unknownDetector: (id: string) =>
    t('query.unknown-detector', 'This datasource has no detector called {{id}}. Choose another one.', { id }),
  sensitivity: () => t('query.sensitivity', 'Sensitivity'),
  sensitivityHelp: () =>
    t(
      'query.sensitivity-help',
      'Moves the threshold from which a score is an anomaly, never the model: 0.5 is neutral, higher marks more.'
    ),
  direction: () => t('query.direction', 'Direction'),
  directionHelp: () => t('query.direction-help', 'Which side of the expected value counts as anomalous.'),
  minDeviation: () => t('query.min-deviation', 'Minimum deviation'),
  minDeviationHelp: () =>
    t(
      'query.min-deviation-help',
      'Points nearer to the expected value than this, in the unit of the series, are never marked.'
    ),
  minRelativeDeviation: () => t('query.min-relative-deviation', 'Minimum deviation, %'),
  minRelativeDeviationHelp: () =>
    t(
      'query.min-relative-deviation-help',
      'Points nearer to the expected value than this share of its size are never marked. Counts beside the minimum deviation.'
    ),
  missing: () => t('query.missing', 'Missing values'),
  missingHelp: () =>
    t(
      'query.missing-help',
      'Ignored: they have no score. Zero: they count as 0, as where a counter of errors is absent while there are none. Anomaly: once a series has been seen, every instant it lacks is an anomaly, for a day.'
    ),
  trainingWindow: () => t('query.training-window', 'Training window'),
  trainingWindowHelp: () =>
    t(
      'query.training-window-help',
      'How much history a model is fitted on, or what there is of it. The weekly rhythm is used from two weeks on.'
    ),
  step: () => t('query.step', 'Step'),
  stepHelp: () =>
    t(
      'query.step-help',
      'Distance of the points that are looked at: auto, or a duration such as 1m. It is also what $__interval means here.'
    ),
  minSeverity: () => t('query.min-severity', 'Minimum severity'),
  minSeverityHelp: () => t('query.min-severity-help', 'Anomalies below it are not marked.'),
  legend: () => t('query.legend', 'Legend'),
  legendHelp: () =>
    t('query.legend-help', 'Name of the series: text with labels in double braces. Empty shows all labels.'),
  legendPlaceholder: () => '{{label}}',
  notADuration: () => t('query.not-a-duration', 'Write a duration such as 30s, 5m, 14d or 1d12h.'),
  notAStep: () => t('query.not-a-step', 'Write auto, or a duration such as 30s or 5m.'),
  notPositive: () => t('query.not-positive', 'Write a number from 0 on.'),
  alertOutput: () =>
    t(
      'query.alert-output',
      'Alert rules work on scores: set the output to Scores, so that every series gives one number.'
    ),
  useScores: () => t('query.use-scores', 'Use scores'),
  annotationOutput: () =>
    t('query.annotation-output', 'Annotations show the intervals of this query, at least of the minimum severity.'),
};

export const monitorQueryWords = {
  from: () => t('query.from', 'Answer from'),
  fromHelp: () =>
    t(
      'query.from-help',
      'A query is detected anew whenever it is asked. A monitor’s results are what was detected then, as it was kept. A forecast is what comes next. Alerts are what is known of alerts, incidents, health and recommendations.'
    ),
  fromQuery: () => t('query.from-query', 'Query'),
  fromMonitor: () => t('query.from-monitor', 'Monitor'),
  fromForecast: () => t('query.from-forecast', 'Forecast'),
  fromAlerts: () => t('query.from-alerts', 'Alerts'),
  monitor: () => t('query.monitor', 'Monitor'),
  monitorHelp: () =>
    t('query.monitor-help', 'Its detector, settings and sensitivity hold; they are changed on the page Monitors.'),
  choose: () => t('query.monitor-choose', 'Choose a monitor'),
  none: () => t('query.monitor-none', 'This datasource has no monitors yet. Create one on the page Monitors.'),
  unknown: (id: string) =>
    t('query.monitor-unknown', 'This datasource has no monitor {{id}}, or it was deleted. Choose another one.', { id }),
  listFailed: (reason: string) =>
    t('query.monitors-failed', 'The list of monitors could not be loaded: {{reason}}', { reason }),
};

export const outputWords: Record<Selection, () => string> = {
  anomalies: () => t('query.output-anomalies', 'Anomalies'),
  scores: () => t('query.output-scores', 'Scores'),
  bands: () => t('query.output-bands', 'Bands'),
  intervals: () => t('query.output-intervals', 'Intervals'),
};

export const directionWords: Record<Direction, () => string> = {
  both: () => t('query.direction-both', 'Both'),
  above: () => t('query.direction-above', 'Above'),
  below: () => t('query.direction-below', 'Below'),
};

export const missingWords: Record<MissingPolicy, () => string> = {
  ignore: () => t('query.missing-ignore', 'Ignore'),
  zero: () => t('query.missing-zero', 'Zero'),
  anomaly: () => t('query.missing-anomaly', 'Anomaly'),
};

export const misfitWords = {
  notANumber: () => t('query.misfit-number', 'Write a number.'),
  notWhole: () => t('query.misfit-whole', 'Write a whole number.'),
  atLeast: (limit: number) => t('query.misfit-at-least', 'At least {{limit}}.', { limit }),
  above: (limit: number) => t('query.misfit-above', 'Above {{limit}}.', { limit }),
  atMost: (limit: number) => t('query.misfit-at-most', 'At most {{limit}}.', { limit }),
  below: (limit: number) => t('query.misfit-below', 'Below {{limit}}.', { limit }),
  choice: () => t('query.misfit-choice', 'Choose one of the list.'),
  tooFew: (limit: number) => t('query.misfit-too-few', 'Choose at least {{limit}}.', { limit }),
  tooMany: (limit: number) => t('query.misfit-too-many', 'Choose at most {{limit}}.', { limit }),
  pattern: () => t('query.misfit-pattern', 'This is not in the form the detector expects.'),
};

export const summaryWords = {
  sensitivity: (value: string) => t('query.summary-sensitivity', 'Sensitivity: {{value}}', { value }),
  direction: (value: string) => t('query.summary-direction', 'Direction: {{value}}', { value }),
  minDeviation: (value: number) => t('query.summary-min-deviation', 'Deviation from {{value}}', { value }),
  minRelativeDeviation: (percent: number) =>
    t('query.summary-min-relative-deviation', 'Deviation from {{percent}} %', { percent }),
  missing: (value: string) => t('query.summary-missing', 'Missing values: {{value}}', { value }),
  training: (value: string) => t('query.summary-training', 'Training: {{value}}', { value }),
  step: (value: string) => t('query.summary-step', 'Step: {{value}}', { value }),
  severity: (value: string) => t('query.summary-severity', 'Severity from {{value}}', { value }),
  legend: (value: string) => t('query.summary-legend', 'Legend: {{value}}', { value }),
  settings: (value: string) => t('query.summary-settings', 'Settings: {{value}}', { value }),
};
