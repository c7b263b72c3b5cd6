import { t } from '../../ui/translate.ts';

export const optionWords = {
  showCategory: () => t('options.show', 'Show'),
  band: () => t('options.band', 'Normal range'),
  bandHelp: () =>
    t(
      'options.band-help',
      'The band the value was expected in. Above six series it shows for the one under the pointer.'
    ),
  expected: () => t('options.expected', 'Expected value'),
  points: () => t('options.points', 'Anomalous points'),
  regions: () => t('options.regions', 'Anomalous intervals'),
  scores: () => t('options.scores', 'Score strip'),
  scoresHelp: () => t('options.scores-help', 'The highest score of the series at each time, below the graph.'),
  severityCategory: () => t('options.severity', 'Severity'),
  least: () => t('options.least', 'Least severity'),
  leastHelp: () => t('options.least-help', 'Marks below it are left out.'),
  fromQuery: () => t('options.from-query', 'As the query says'),
  ownThresholds: () => t('options.own-thresholds', 'Own thresholds'),
  ownThresholdsHelp: () =>
    t(
      'options.own-thresholds-help',
      'Grade scores by these thresholds instead of those that follow from the query’s sensitivity.'
    ),
  thresholdLow: () => t('options.threshold-low', 'Low from'),
  thresholdMedium: () => t('options.threshold-medium', 'Medium from'),
  thresholdHigh: () => t('options.threshold-high', 'High from'),
  lineWidth: () => t('options.line-width', 'Line width'),
  lineWidthHelp: () => t('options.line-width-help', 'Width of the value’s line in pixels.'),
  graphCategory: () => t('options.graph', 'Graph'),
};

export const panelWords = {
  loading: () => t('panel.loading', 'Looking for anomalies'),
  noData: () => t('panel.no-data', 'No series'),
  noDataHelp: () =>
    t(
      'panel.no-data-help',
      'The query answers with no series in this time range. Widen the range, or check the metric name and labels.'
    ),
  error: () => t('panel.error', 'The query failed'),
  noTime: () => t('panel.no-time', 'No time field'),
  noTimeHelp: (fields: string) =>
    t(
      'panel.no-time-help',
      'This panel draws series over time, but the data has only these fields: {{fields}}. Choose a query with a time field.',
      {
        fields,
      }
    ),
  noNumber: () => t('panel.no-number', 'No number field'),
  noNumberHelp: (fields: string) =>
    t('panel.no-number-help', 'The data has these fields: {{fields}}. This panel needs a number field called value.', {
      fields,
    }),
  noResults: () => t('panel.no-results', 'These series carry no anomalies'),
  noResultsHelp: (fields: string) =>
    t(
      'panel.no-results-help',
      'The data has these fields: {{fields}}. This panel also needs expected, lower and upper, score, or anomaly. Choose the datasource Nightjar with the output Anomalies, or name the fields of your own data so.',
      { fields }
    ),
  scoresOnly: () => t('panel.scores-only', 'Scores without values'),
  scoresOnlyHelp: () =>
    t(
      'panel.scores-only-help',
      'The query’s output is Scores, which is for alert rules. Set its output to Anomalies to see series, band and marks.'
    ),
  intervals: () => t('panel.intervals', 'A table of intervals'),
  intervalsHelp: () =>
    t(
      'panel.intervals-help',
      'The query’s output is Intervals, which is for annotations and tables. Set its output to Anomalies, or choose the table visualization.'
    ),
};
