import { t } from '../../ui/translate.ts';

export const gridOptionWords = {
  monitors: () => t('monitor-grid.monitors', 'Monitors'),
  datasource: () => t('monitor-grid.datasource', 'Datasource'),
  datasourceHelp: () => t('monitor-grid.datasource-help', 'The Nightjar datasource whose monitors are shown.'),
  defaultDatasource: () => t('monitor-grid.default-datasource', 'The default one'),
  labels: () => t('monitor-grid.labels', 'Labels'),
  labelsHelp: () =>
    t('monitor-grid.labels-help', 'Matchers on the labels of monitors such as team="shop". Variables are filled in.'),
  names: () => t('monitor-grid.names', 'Names'),
  namesHelp: () => t('monitor-grid.names-help', 'None chosen shows all of them.'),
  cell: () => t('monitor-grid.cell', 'Cell size'),
  auto: () => t('monitor-grid.auto', 'Auto'),
  order: () => t('monitor-grid.order', 'Order'),
  byUrgency: () => t('monitor-grid.by-urgency', 'Urgency'),
  byName: () => t('monitor-grid.by-name', 'Name'),
};

export const gridWords = {
  loading: () => t('monitor-grid.loading', 'Loading the monitors'),
  failed: () => t('monitor-grid.failed', 'The monitors could not be read'),
  stale: (reason: string) => t('monitor-grid.stale', 'No longer fresh: {{reason}}', { reason }),
  noDatasource: () => t('monitor-grid.no-datasource', 'No Nightjar datasource'),
  noDatasourceHelp: () =>
    t('monitor-grid.no-datasource-help', 'Add a datasource of the type Nightjar, or choose another in the options.'),
  none: () => t('monitor-grid.none', 'No monitors yet'),
  noneHelp: () => t('monitor-grid.none-help', 'Create the first one on the page Monitors of Nightjar.'),
  noMatch: () => t('monitor-grid.no-match', 'No monitor matches'),
  noMatchHelp: () => t('monitor-grid.no-match-help', 'Change names and labels in the options of the panel.'),
  grid: (count: number) => t('monitor-grid.grid', 'Monitors over time: {{count}}', { count }),
  more: () => t('monitor-grid.more', 'There are too many detections to count: the oldest are left out.'),
  cell: (monitor: string, from: string, to: string) =>
    t('monitor-grid.cell-of', '{{monitor}}, {{from}} to {{to}}', { monitor, from, to }),
  numbers: (severity: string, detections: number, series: number, score: string) =>
    t('monitor-grid.numbers', '{{severity}}. Detections: {{detections}}, series: {{series}}, highest score {{score}}', {
      severity,
      detections,
      series,
      score,
    }),
  evaluated: () => t('monitor-grid.evaluated', 'Evaluated'),
};
