import { t } from '../../../ui/translate.ts';

export const forecastListWords = {
  subtitle: () => t('forecasts.subtitle', 'What comes next, the soonest to hit its limit first.'),
  loading: () => t('forecasts.loading', 'Reading the forecasts'),
  failed: () => t('forecasts.failed', 'The forecasts could not be read'),
  stale: (reason: string) => t('forecasts.stale', 'No longer fresh: {{reason}}', { reason }),
  retry: () => t('forecasts.retry', 'Try again'),
  ask: () => t('forecasts.ask', 'Forecast a query'),
  empty: () => t('forecasts.empty', 'No forecasts are kept yet'),
  emptyHelp: () =>
    t(
      'forecasts.empty-help',
      'A forecast monitor foretells its series on schedule; what it says stands here, the most urgent first. Try a forecast of a query now, or give a monitor a forecast.'
    ),
  newMonitor: () => t('forecasts.new-monitor', 'New monitor'),
  search: () => t('forecasts.search', 'Search monitors and labels'),
  noMatch: () => t('forecasts.no-match', 'No forecast matches'),
  clear: () => t('forecasts.clear', 'Clear the search'),
  table: () => t('forecasts.table', 'Forecasts by urgency'),
  count: (count: number, urgent: number) =>
    t('forecasts.count', 'Series: {{count}}, past their limit or likely to hit it: {{urgent}}', { count, urgent }),
  more: () => t('forecasts.more', 'Less urgent ones are left out.'),
  outlook: () => t('forecasts.outlook', 'Outlook'),
  series: () => t('forecasts.series', 'Series'),
  when: () => t('forecasts.when', 'P10 – P90'),
  probability: () => t('forecasts.probability', 'Probability'),
  expected: () => t('forecasts.expected', 'Expected'),
  limit: () => t('forecasts.limit', 'Limit'),
  accuracy: () => t('forecasts.accuracy', 'Back-test'),
  made: () => t('forecasts.made', 'Made'),
  past: () => t('forecasts.past', 'Past its limit'),
  likely: (duration: string) => t('forecasts.likely', 'Hits it in {{duration}}', { duration }),
  possible: (duration: string) => t('forecasts.possible', 'May hit it within {{duration}}', { duration }),
  calm: (duration: string) => t('forecasts.calm', 'Clear for {{duration}}', { duration }),
  noLimit: () => t('forecasts.no-limit', 'No limit'),
  inTime: (value: string, duration: string) => t('forecasts.in-time', '{{value}} in {{duration}}', { value, duration }),
};
