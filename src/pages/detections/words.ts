import { t } from '../../ui/translate.ts';
import type { Lanes, VerdictChoice } from './detection-filter.ts';

export const pageWords = {
  subtitle: () =>
    t(
      'detections.subtitle',
      'What the monitors found, the newest first: look at it, judge it, go to where it comes from.'
    ),
  loading: () => t('detections.loading', 'Loading the detections'),
  failed: () => t('detections.failed', 'The detections could not be listed'),
  stale: (reason: string) => t('detections.stale', 'This list is no longer fresh: {{reason}}', { reason }),
  retry: () => t('detections.retry', 'Try again'),
  noMonitors: () => t('detections.no-monitors', 'No monitors yet'),
  noMonitorsHelp: () =>
    t('detections.no-monitors-help', 'Monitors watch queries day and night, and what they find appears here.'),
  create: () => t('detections.create', 'Create a monitor'),
  viewerCreate: () => t('detections.viewer-create', 'Somebody with the role Editor can create the first one.'),
  none: () => t('detections.none', 'Nothing detected'),
  noneHelp: (monitors: number) =>
    t('detections.none-help', 'Monitors that watched in this time: {{monitors}}. Choose a longer time to see more.', {
      monitors,
    }),
  noMatch: () => t('detections.no-match', 'No detection matches'),
  noMatchHelp: () => t('detections.no-match-help', 'Change the filter above, or choose a longer time.'),
  clear: () => t('detections.clear', 'Clear filter'),
  viewer: () => t('detections.viewer', 'detections are yours to read, not to judge.'),
  shown: (count: number) => t('detections.shown', 'Detections: {{count}}', { count }),
  shownOlder: (count: number) =>
    t('detections.shown-older', 'Detections: the newest {{count}}; there are older ones', { count }),
  older: () => t('detections.older', 'Show older ones'),
  refresh: () => t('detections.refresh', 'Refresh'),
  exportCsv: () => t('detections.export-csv', 'CSV'),
  exportJson: () => t('detections.export-json', 'JSON'),
  exportHelp: () => t('detections.export-help', 'Downloads what is listed'),
};

export const filterWords = {
  filter: () => t('detections.filter', 'Filter'),
  monitor: () => t('detections.filter-monitor', 'Monitor'),
  allMonitors: () => t('detections.filter-all-monitors', 'All monitors'),
  unknownMonitor: () => t('detections.filter-unknown-monitor', 'Deleted monitor'),
  severity: () => t('detections.filter-severity', 'Severity'),
  anySeverity: () => t('detections.filter-any-severity', 'Any severity'),
  type: () => t('detections.filter-type', 'Type'),
  anyType: () => t('detections.filter-any-type', 'Any type'),
  verdict: () => t('detections.filter-verdict', 'Verdict'),
  anyVerdict: () => t('detections.filter-any-verdict', 'Any verdict'),
  labels: () => t('detections.filter-labels', 'Labels'),
  labelsHelp: () =>
    t('detections.filter-labels-help', 'Matchers on the labels of the series, as in PromQL, with commas between.'),
  labelsWrong: () => t('detections.filter-labels-wrong', 'Write matchers such as service="cart", job=~"web.*"'),
  open: () => t('detections.filter-open', 'Open only'),
  lanes: () => t('detections.lanes', 'Lanes'),
};

export const laneNames: Record<Lanes, () => string> = {
  monitor: () => t('detections.lanes-monitor', 'Monitors'),
  series: () => t('detections.lanes-series', 'Series'),
  grid: () => t('detections.lanes-grid', 'Grid'),
};

export const verdictChoices: Record<VerdictChoice, () => string> = {
  true: () => t('verdict.true', 'True'),
  false: () => t('verdict.false', 'False'),
  expected: () => t('verdict.expected', 'Expected'),
  none: () => t('detections.verdict-none', 'No verdict'),
};

export const timelineWords = {
  title: () => t('detections.timeline', 'Timeline'),
  mark: (monitor: string, series: string, type: string) =>
    t('detections.timeline-mark', '{{monitor}}: {{series}}, {{type}}', { monitor, series, type }),
  only: (name: string) => t('detections.timeline-only', 'Only {{name}}', { name }),
  legend: () => t('detections.timeline-legend', 'Drag over the timeline to look closer.'),
};

export const tableWords = {
  caption: () => t('detections.table', 'Detections'),
  time: () => t('detections.column-time', 'Time'),
  monitor: () => t('detections.column-monitor', 'Monitor'),
  series: () => t('detections.column-series', 'Series'),
  severity: () => t('detections.column-severity', 'Severity'),
  type: () => t('detections.column-type', 'Type'),
  score: () => t('detections.column-score', 'Score'),
  value: () => t('detections.column-value', 'Value (expected)'),
  state: () => t('detections.column-state', 'State'),
  verdict: () => t('detections.column-verdict', 'Verdict'),
  details: (when: string, series: string) =>
    t('detections.details-of', '{{when}}: details of {{series}}', { when, series }),
  open: () => t('detections.state-open', 'Open'),
  closed: (duration: string) => t('detections.state-closed', 'Closed after {{duration}}', { duration }),
  onePoint: () => t('detections.state-point', 'One point'),
  suppressed: (reason: string) => t('detections.suppressed', 'Suppressed: {{reason}}', { reason }),
  noVerdict: () => t('detections.no-verdict', 'none'),
};

export const drawerWords = {
  loading: () => t('detections.drawer-loading', 'Loading the detection'),
  failed: (reason: string) =>
    t('detections.drawer-failed', 'The detection could not be loaded: {{reason}}', { reason }),
  verdict: () => t('detections.drawer-verdict', 'Verdict'),
  links: () => t('detections.drawer-links', 'Where it comes from'),
  monitor: (name: string) => t('detections.drawer-monitor', 'Monitor {{name}}', { name }),
  explore: () => t('detections.drawer-explore', 'Source query in Explore'),
  panel: () => t('detections.drawer-panel', 'Dashboard panel'),
  query: () => t('detections.drawer-query', 'Query'),
  labels: () => t('detections.drawer-labels', 'Labels'),
  newer: () => t('detections.drawer-newer', 'Newer'),
  older: () => t('detections.drawer-older', 'Older'),
  suppressed: (reason: string, who: string) =>
    t('detections.drawer-suppressed', 'Suppressed by {{who}}: {{reason}}', { reason, who }),
};
