import { t } from '../translate.ts';
import type { AlertShape } from '../../../contract/alert-query.ts';
import type { AlertOutput } from '../../../contract/alerts.ts';

export const alertQueryWords = {
  output: () => t('query.alert-what', 'Output'),
  outputHelp: () =>
    t(
      'query.alert-what-help',
      'Incidents put alerts together that belong together. Noise is how many alerts came in, and how many were left to look at. Health is a score from 0 to 100.'
    ),
  shape: () => t('query.alert-shape', 'Form'),
  shapeHelp: () =>
    t('query.alert-shape-help', 'Rows, numbers that alert rules take, or numbers over time for any time series panel.'),
  minSeverity: () => t('query.alert-min-severity', 'Minimum severity'),
  minSeverityHelp: () => t('query.alert-min-severity-help', 'What is less severe is left out.'),
  states: () => t('query.alert-states', 'States'),
  anyState: () => t('query.alert-any-state', 'Any'),
  service: () => t('query.alert-service', 'Service'),
  serviceHelp: () => t('query.alert-service-help', 'The name of one service; empty for all.'),
  text: () => t('query.alert-text', 'Title holds'),
  labels: () => t('query.alert-labels', 'Labels'),
  labelsHelp: () => t('query.alert-labels-help', 'Matchers as in PromQL, such as team="shop".'),
  firing: () => t('query.alert-firing', 'Firing alone'),
  firingHelp: () => t('query.alert-firing-help', 'Only alerts that fire at the end of the time range.'),
  duplicates: () => t('query.alert-duplicates', 'Repetitions'),
  duplicatesHelp: () => t('query.alert-duplicates-help', 'Also alerts that repeat another one within the window.'),
  limit: () => t('query.alert-limit', 'Rows'),
  notALimit: (most: number) => t('query.alert-not-a-limit', 'Write a whole number from 1 to {{most}}.', { most }),
  useNumbers: () => t('query.alert-use-numbers', 'Use numbers'),
  rules: () =>
    t('query.alert-rules', 'Alert rules work on numbers: set the form to Numbers, so that the rule has its value.'),
  annotations: () =>
    t('query.alert-annotations', 'Annotations show incidents or alerts from their start to their end.'),
};

export const alertOutputWords: Record<AlertOutput, () => string> = {
  incidents: () => t('query.output-incidents', 'Incidents'),
  alerts: () => t('query.output-alerts', 'Alerts'),
  noise: () => t('query.output-noise', 'Noise'),
  health: () => t('query.output-health', 'Health'),
  recommendations: () => t('query.output-recommendations', 'Recommendations'),
};

export const shapeWords: Record<AlertShape, () => string> = {
  table: () => t('query.shape-table', 'Table'),
  numbers: () => t('query.shape-numbers', 'Numbers'),
  series: () => t('query.shape-series', 'Over time'),
  annotations: () => t('query.shape-annotations', 'Annotations'),
};
