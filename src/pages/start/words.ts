import { t } from '../../ui/translate.ts';

export const startWords = {
  title: () => t('start.title', 'Nightjar'),
  subtitle: () =>
    t('start.subtitle', 'Paste a query, see its anomalies, and take them to a dashboard or an alert rule.'),
  datasource: () => t('start.datasource', 'Datasource'),
  settings: () => t('start.settings', 'Settings'),
  run: () => t('start.run', 'Find anomalies'),
  addToDashboard: () => t('start.add-to-dashboard', 'Add to dashboard'),
  watch: () => t('start.watch', 'Watch with a monitor'),
  copyAlertRule: () => t('start.copy-alert-rule', 'Copy as alert rule'),
  result: () => t('start.result', 'Result'),
  query: () => t('start.query', 'Query'),
  idle: () => t('start.idle', 'No query yet'),
  idleHelp: () =>
    t(
      'start.idle-help',
      'Paste PromQL above and run it. Models are fitted on the history before each day; nothing has to be set up.'
    ),
  loading: () => t('start.loading', 'Fitting models and scoring'),
  cancelled: () => t('start.cancelled', 'Cancelled'),
  cancelledHelp: () => t('start.cancelled-help', 'Run the query again, or narrow it: fewer series, a shorter range.'),
  failed: () => t('start.failed', 'The query failed'),
  noSeries: () => t('start.no-series', 'No series'),
  noSeriesHelp: () =>
    t(
      'start.no-series-help',
      'The query answers with no series in this time range. Widen the range, or check the metric name and labels.'
    ),
  notices: () => t('start.notices', 'About this answer'),
  datasourceFailed: (reason: string) =>
    t('start.datasource-failed', 'The datasource could not be loaded: {{reason}}', { reason }),
};

export const stateWords = {
  heading: () => t('state.heading', 'State'),
  loading: () => t('state.loading', 'asking'),
  engine: () => t('state.engine', 'Engine'),
  engineRuns: (version: string) => t('state.engine-runs', 'Runs, version {{version}}', { version }),
  engineDetail: (platform: string, uptime: string, memory: string) =>
    t('state.engine-detail', '{{platform}}, up {{uptime}}, {{memory}} of memory', { platform, uptime, memory }),
  engineFailed: () => t('state.engine-failed', 'Does not answer'),
  provider: () => t('state.provider', 'ONNX Runtime'),
  prometheus: () => t('state.prometheus', 'Prometheus'),
  prometheusOk: () => t('state.prometheus-ok', 'Answers'),
  prometheusFailed: () => t('state.prometheus-failed', 'Does not answer'),
  store: () => t('state.store', 'Store'),
  inMemory: () => t('state.inMemory', 'In memory'),
  models: () => t('state.models', 'Models'),
  modelCount: (count: number) => t('state.model-count', '{{count}} in memory', { count }),
  modelDetail: (bytes: string, most: string, waiting: number) =>
    t('state.model-detail', '{{bytes}} of {{most}}; {{waiting}} fits waiting', { bytes, most, waiting }),
};

export const dashboardWords = {
  title: () => t('dashboard.title', 'Add to dashboard'),
  panelTitle: () => t('dashboard.panel-title', 'Panel title'),
  where: () => t('dashboard.where', 'Where'),
  toNew: () => t('dashboard.new', 'New dashboard'),
  toExisting: () => t('dashboard.existing', 'Existing dashboard'),
  dashboardTitle: () => t('dashboard.dashboard-title', 'Dashboard title'),
  folder: () => t('dashboard.folder', 'Folder'),
  general: () => t('dashboard.general', 'Dashboards'),
  dashboard: () => t('dashboard.dashboard', 'Dashboard'),
  add: () => t('dashboard.add', 'Add panel'),
  adding: () => t('dashboard.adding', 'Adding'),
  cancel: () => t('dashboard.cancel', 'Cancel'),
  failed: () => t('dashboard.failed', 'The panel could not be added'),
  forbidden: () =>
    t(
      'dashboard.forbidden',
      'You may not save there. Choose a folder or dashboard that you may edit, or ask its owner.'
    ),
  changed: () => t('dashboard.changed', 'Someone else saved this dashboard meanwhile. Try again.'),
  newSchema: () =>
    t(
      'dashboard.new-schema',
      'This dashboard is stored in Grafana’s newer format, to which panels cannot be added from here. Choose another one, or add the panel on the dashboard itself.'
    ),
  done: (title: string) => t('dashboard.done', 'The panel is in {{title}}.', { title }),
  open: () => t('dashboard.open', 'Open dashboard'),
  message: () => t('dashboard.message', 'Panel added by Nightjar'),
  defaultTitle: () => t('dashboard.default-title', 'Anomalies'),
};

export const alertWords = {
  title: () => t('alert.title', 'Copy as alert rule'),
  explain: (threshold: string) =>
    t(
      'alert.explain',
      'A Grafana-managed rule for file provisioning. A asks for the scores of the last ten minutes, B takes the highest of each series, C fires above {{threshold}}, the threshold of the query’s minimum severity at its sensitivity.',
      {
        threshold,
      }
    ),
  steps: () =>
    t(
      'alert.steps',
      'Save it as a .yaml file in Grafana’s provisioning/alerting folder and restart Grafana, or create the same three steps under Alerting, New alert rule.'
    ),
  copy: () => t('alert.copy', 'Copy'),
  yaml: () => t('alert.yaml', 'Alert rule as YAML'),
  close: () => t('alert.close', 'Close'),
  ruleTitle: (expr: string) => t('alert.rule-title', 'Anomaly: {{expr}}', { expr }),
  summary: () =>
    t('alert.summary', 'Anomaly score {{open}} printf "%.2f" $values.B.Value {{close}} of {{open}} $labels {{close}}', {
      open: '{{',
      close: '}}',
    }),
};
