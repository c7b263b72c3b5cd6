import type { ShownStates, ShownTime } from './incident-filter.ts';
import { t } from '../../../ui/translate.ts';

export const listWords = {
  loading: () => t('incidents.loading', 'Reading the incidents'),
  failed: () => t('incidents.failed', 'The incidents could not be read'),
  stale: (reason: string) => t('incidents.stale', 'This list is no longer fresh: {{reason}}', { reason }),
  calm: () => t('incidents.calm', 'No open incidents'),
  calmHelp: () =>
    t(
      'incidents.calm-help',
      'Nothing needs you right now. Alerts from monitors, Alertmanager and Grafana are put together here as they come.'
    ),
  noMatch: () => t('incidents.no-match', 'No incident matches'),
  noMatchHelp: () => t('incidents.no-match-help', 'Let go of a part of the filter to see more.'),
  clear: () => t('incidents.clear', 'Clear filter'),
  resolvedOnes: () => t('incidents.resolved-ones', 'Show resolved ones'),
  shown: (count: number) => t('incidents.shown', 'Incidents: {{count}}', { count }),
  shownMore: (count: number) => t('incidents.shown-more', 'Incidents: the first {{count}}; there are more', { count }),
  more: () => t('incidents.more', 'Show more'),
  refresh: () => t('incidents.refresh', 'Refresh'),
  acknowledge: () => t('incidents.acknowledge', 'Acknowledge'),
  acknowledgeOf: (title: string) => t('incidents.acknowledge-of', 'Acknowledge: {{title}}', { title }),
};

export const filterWords = {
  filter: () => t('incidents.filter', 'Filter'),
  state: () => t('incidents.filter-state', 'State'),
  severity: () => t('incidents.filter-severity', 'Severity'),
  anySeverity: () => t('incidents.filter-any-severity', 'Any severity'),
  orWorse: (severity: string) => t('incidents.filter-or-worse', '{{severity}} or worse', { severity }),
  service: () => t('incidents.filter-service', 'Service'),
  assignee: () => t('incidents.filter-assignee', 'Assignee'),
  text: () => t('incidents.filter-text', 'Search titles'),
  since: () => t('incidents.filter-since', 'Time'),
  moreFilters: () => t('incidents.filter-more', 'More filters'),
};

export const timeNames: Record<ShownTime, () => string> = {
  '': () => t('incidents.since-any', 'Any time'),
  '1h': () => t('incidents.since-1h', 'Last hour'),
  '6h': () => t('incidents.since-6h', 'Last 6 hours'),
  '24h': () => t('incidents.since-24h', 'Last 24 hours'),
  '7d': () => t('incidents.since-7d', 'Last 7 days'),
  '30d': () => t('incidents.since-30d', 'Last 30 days'),
};

export const stateNames: Record<ShownStates, () => string> = {
  active: () => t('incidents.states-active', 'Not resolved'),
  open: () => t('incidents.states-open', 'Open'),
  acknowledged: () => t('incidents.states-acknowledged', 'Acknowledged'),
  resolved: () => t('incidents.states-resolved', 'Resolved'),
  all: () => t('incidents.states-all', 'All'),
};
