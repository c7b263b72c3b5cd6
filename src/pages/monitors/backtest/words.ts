import { t } from '../../../ui/translate.ts';

export const backtestWords = {
  explain: () =>
    t(
      'monitor-backtest.explain',
      'Goes through history as the monitor would have: models fitted on what came before, nothing known of what comes after.'
    ),
  start: () => t('monitor-backtest.start', 'Run back-test'),
  again: () => t('monitor-backtest.again', 'Run again'),
  cancel: () => t('monitor-backtest.cancel', 'Cancel'),
  progress: () => t('monitor-backtest.progress', 'Progress of the back-test'),
  starting: () => t('monitor-backtest.starting', 'Starting'),
  cancelled: () => t('monitor-backtest.cancelled', 'Cancelled. Nothing was kept.'),
  failed: () => t('monitor-backtest.failed', 'The back-test failed'),
  lost: (reason: string) => t('monitor-backtest.lost', 'The back-test is out of sight: {{reason}}', { reason }),
  stale: () => t('monitor-backtest.stale', 'The monitor has changed since this back-test: run it again.'),
  noQuery: () => t('monitor-backtest.no-query', 'Write a query first.'),
  viewer: () => t('monitor-backtest.viewer', 'back-tests cannot be run with it.'),
  results: () => t('monitor-backtest.results', 'What it would have found'),
  found: (count: number) => t('monitor-backtest.found', '{{count}} detections', { count }),
  foundLabel: () => t('monitor-backtest.found-label', 'Found'),
  share: () => t('monitor-backtest.share', 'Share of time marked'),
  perDay: () => t('monitor-backtest.per-day', 'Per series and day'),
  accuracy: () => t('monitor-backtest.accuracy', 'By your verdicts'),
  precision: (percent: string, count: number) =>
    t('monitor-backtest.precision', 'precision {{percent}} of {{count}}', { percent, count }),
  recall: (percent: string, count: number) =>
    t('monitor-backtest.recall', 'recall {{percent}} of {{count}}', { percent, count }),
  noVerdicts: () => t('monitor-backtest.no-verdicts', 'no verdicts in this time yet'),
  size: (series: number, points: string, seconds: string) =>
    t('monitor-backtest.size', '{{series}} series, {{points}} points, in {{seconds}} s', { series, points, seconds }),
  notices: () => t('monitor-backtest.notices', 'About this back-test'),
  worst: () => t('monitor-backtest.worst', 'The ten worst'),
  nothing: () => t('monitor-backtest.nothing', 'Nothing was found in this time.'),
  severity: () => t('monitor-backtest.severity', 'Severity'),
  series: () => t('monitor-backtest.series', 'Series'),
  when: () => t('monitor-backtest.when', 'When'),
  score: () => t('monitor-backtest.score', 'Score'),
  value: () => t('monitor-backtest.value', 'Value (expected)'),
};
