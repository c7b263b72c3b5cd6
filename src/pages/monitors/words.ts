import { t } from '../../ui/translate.ts';

export const monitorWords = {
  viewer: () => t('monitors.viewer', 'monitors are yours to read, not to change.'),
  retry: () => t('monitors.retry', 'Try again'),
  never: () => t('monitors.never', 'never'),
  noScore: () => t('monitors.no-score', 'none yet'),
  fromFile: (file: string) =>
    t('monitors.from-file', 'Kept in {{file}}: change it there. A copy can be changed here.', { file }),
  sparkline: (highest: string) => t('monitors.sparkline', 'Last 24 hours, highest score {{highest}}', { highest }),
  sparklineEmpty: () => t('monitors.sparkline-empty', 'Last 24 hours, no scores'),
  series: (count: number) => t('monitors.cost-series', '{{count}} series', { count }),
  queries: (count: string) => t('monitors.cost-queries', '{{count}} queries/h', { count }),
  processor: (time: string) => t('monitors.cost-processor', '{{time}}/h', { time }),
  tabMonitors: () => t('monitors.tab-monitors', 'Monitors'),
  tabRules: () => t('monitors.tab-rules', 'Suppressions and calendars'),
  pause: () => t('monitors.pause', 'Pause'),
  resume: () => t('monitors.resume', 'Resume'),
  edit: () => t('monitors.edit', 'Edit'),
  copy: () => t('monitors.copy', 'Copy'),
  open: () => t('monitors.open', 'Open'),
  exportYaml: () => t('monitors.export-yaml', 'Export as YAML'),
  remove: () => t('monitors.delete', 'Delete'),
  failed: (reason: string) => t('monitors.action-failed', 'That did not work: {{reason}}', { reason }),
  deleted: (name: string) => t('monitors.deleted', '{{name}} is deleted. Its results are kept for a while.', { name }),
  undo: () => t('monitors.undo', 'Undo'),
  undoFailed: (name: string, reason: string) =>
    t('monitors.undo-failed', '{{name}} could not be brought back: {{reason}}', { name, reason }),
  dismiss: () => t('monitors.dismiss', 'Dismiss'),
};

export const yamlWords = {
  title: (name: string) => t('monitors.yaml-title', '{{name}} as YAML', { name }),
  explain: () =>
    t(
      'monitors.yaml-explain',
      'Put it in the folder of monitor files to keep it as code; there it is read only in these pages.'
    ),
  text: () => t('monitors.yaml-text', 'Monitor as YAML'),
  copy: () => t('monitors.yaml-copy', 'Copy to clipboard'),
  download: () => t('monitors.yaml-download', 'Download'),
  loading: () => t('monitors.yaml-loading', 'Writing the YAML'),
  failed: (reason: string) => t('monitors.yaml-failed', 'The YAML could not be written: {{reason}}', { reason }),
};

export const changeWords = {
  field: () => t('monitors.change-field', 'Field'),
  before: () => t('monitors.change-before', 'Before'),
  after: () => t('monitors.change-after', 'After'),
  absent: () => t('monitors.change-absent', 'none'),
  empty: () => t('monitors.change-empty', 'empty'),
};
