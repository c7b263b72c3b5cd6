import { t } from '../../ui/translate.ts';

export const alertsOptionWords = {
  category: () => t('alerts-panel.category', 'Incidents'),
  order: () => t('alerts-panel.order', 'Order'),
  byPriority: () => t('alerts-panel.by-priority', 'Priority'),
  byNewest: () => t('alerts-panel.by-newest', 'Newest first'),
  summary: () => t('alerts-panel.show-summary', 'Summary'),
  cause: () => t('alerts-panel.show-cause', 'Where to look first'),
  alerts: () => t('alerts-panel.show-alerts', 'Single alerts'),
  alertsHelp: () => t('alerts-panel.show-alerts-help', 'Marks in each bar: add a second query with the output Alerts.'),
};

export const alertsWords = {
  loading: () => t('alerts-panel.loading', 'Loading incidents'),
  failed: () => t('alerts-panel.failed', 'The incidents could not be read'),
  none: () => t('alerts-panel.none', 'No incident in this time'),
  noneHelp: () =>
    t(
      'alerts-panel.none-help',
      'Nothing fired, or nothing of what the query asks for. A longer time range shows more.'
    ),
  noData: () => t('alerts-panel.no-data', 'No query yet'),
  noDataHelp: () =>
    t(
      'alerts-panel.no-data-help',
      'Choose a Nightjar datasource, answer from Alerts, and the output Incidents as a table.'
    ),
  other: () => t('alerts-panel.other', 'These are no incidents'),
  otherHelp: () =>
    t('alerts-panel.other-help', 'Set the query’s answer to Alerts, its output to Incidents and its form to Table.'),
  list: (count: number) => t('alerts-panel.list', 'Incidents over time: {{count}}', { count }),
  open: (count: number) => t('alerts-panel.open', '{{count}} open', { count }),
  acknowledged: (count: number) => t('alerts-panel.acknowledged', '{{count}} acknowledged', { count }),
  resolved: (count: number) => t('alerts-panel.resolved', '{{count}} resolved', { count }),
  from: (alerts: string) => t('alerts-panel.from', 'out of {{alerts}} alerts', { alerts }),
  size: (alerts: number, services: number) =>
    t('alerts-panel.size', 'Alerts: {{alerts}} · services: {{services}}', { alerts, services }),
  look: (service: string, percent: string) =>
    t('alerts-panel.look', 'Look first at {{service}} ({{percent}})', { service, percent }),
  escalated: () => t('alerts-panel.escalated', 'Escalated: nobody acknowledged it in time'),
  silenced: () => t('alerts-panel.silenced', 'Silenced'),
  details: (title: string) => t('alerts-panel.details', 'Details of {{title}}', { title }),
  time: (from: string, to: string) => t('alerts-panel.time', '{{from}} – {{to}}', { from, to }),
  goesOn: () => t('alerts-panel.goes-on', 'still going on'),
  more: (count: number) => t('alerts-panel.more', '{{count}} more are not drawn: ask for fewer.', { count }),
};

export const drawerWords = {
  loading: () => t('alerts-panel.drawer-loading', 'Reading the incident'),
  failed: () => t('alerts-panel.drawer-failed', 'More of it could not be read'),
  causes: () => t('alerts-panel.drawer-causes', 'Where to look first'),
  course: () => t('alerts-panel.drawer-course', 'How it went'),
  whole: () => t('alerts-panel.drawer-whole', 'Open the incident'),
  noDatasource: () =>
    t(
      'alerts-panel.drawer-no-datasource',
      'Its alerts cannot be read here: this dashboard is shown without its datasource.'
    ),
};
