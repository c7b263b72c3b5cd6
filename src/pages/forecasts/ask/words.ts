import { t } from '../../../ui/translate.ts';

export const askWords = {
  title: () => t('forecast-ask.title', 'Forecast a query'),
  query: () => t('forecast-ask.query', 'Query'),
  horizon: () => t('forecast-ask.horizon', 'Horizon'),
  horizonHelp: () => t('forecast-ask.horizon-help', 'How far to look ahead, such as 60m, 12h or 4d.'),
  window: () => t('forecast-ask.window', 'History'),
  windowHelp: () => t('forecast-ask.window-help', 'How much of the past to learn from, such as 14d or 8w.'),
  limit: () => t('forecast-ask.limit', 'Limit'),
  limitHelp: () =>
    t(
      'forecast-ask.limit-help',
      'A number in the unit of the series, or PromQL that gives it, such as the size of the disk.'
    ),
  limitPlaceholder: () => t('forecast-ask.limit-placeholder', '90 or PromQL'),
  side: () => t('forecast-ask.side', 'Bad side'),
  above: () => t('forecast-ask.above', 'Above'),
  below: () => t('forecast-ask.below', 'Below'),
  notDuration: () => t('forecast-ask.not-duration', 'Must be a duration such as 60m or 4d'),
  run: () => t('forecast-ask.run', 'Forecast'),
  keep: () => t('forecast-ask.keep', 'Keep forecasting this'),
  keepName: () => t('forecast-ask.keep-name', 'Monitor'),
  keepHelp: () =>
    t(
      'forecast-ask.keep-help',
      'Name of a new monitor that makes this forecast on schedule; it stands in the list then.'
    ),
  keepFailed: (reason: string) => t('forecast-ask.keep-failed', 'The monitor was not made: {{reason}}', { reason }),
  begin: () => t('forecast-ask.begin', 'What comes next?'),
  beginHelp: () =>
    t(
      'forecast-ask.begin-help',
      'Type a query such as the used bytes of a disk, say how far to look ahead and what it must not go past, and press Forecast.'
    ),
};
