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
  begin: () => t('forecast-ask.begin', 'What comes next?'),
  beginHelp: () =>
    t(
      'forecast-ask.begin-help',
      'Type a query such as the used bytes of a disk, say how far to look ahead and what it must not go past, and press Forecast.'
    ),
};
