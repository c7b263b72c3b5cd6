import { t } from '../../../ui/translate.ts';
import type { SortKey } from './list-filter.ts';

export const listWords = {
  subtitle: () =>
    t('monitor-list.subtitle', 'Detection that runs when nobody looks: queries watched on schedule, day and night.'),
  create: () => t('monitor-list.create', 'New monitor'),
  loading: () => t('monitor-list.loading', 'Loading the monitors'),
  failed: () => t('monitor-list.failed', 'The monitors could not be listed'),
  stale: (reason: string) => t('monitor-list.stale', 'This list is no longer fresh: {{reason}}', { reason }),
  notEvaluating: (reason: string) =>
    t('monitor-list.not-evaluating', 'This process does not evaluate monitors. {{reason}}', { reason }),
  late: (count: number) =>
    t(
      'monitor-list.late',
      'Late monitors: {{count}}. Evaluation does not keep up: the oldest due goes first, and nothing is skipped.',
      { count }
    ),
  heading: () => t('monitor-list.heading', 'Monitors'),
  search: () => t('monitor-list.search', 'Search name, query or label'),
  labels: () => t('monitor-list.labels', 'Labels'),
  anyLabel: () => t('monitor-list.any-label', 'Any label'),
  states: () => t('monitor-list.states', 'States'),
  clear: () => t('monitor-list.clear', 'Clear filter'),
  noMatch: () => t('monitor-list.no-match', 'No monitor matches'),
  noMatchHelp: () => t('monitor-list.no-match-help', 'Change the words, labels or states above.'),
  shown: (shown: number, all: number) => t('monitor-list.shown', 'Monitors: {{shown}} of {{all}}', { shown, all }),
  columns: {
    state: () => t('monitor-list.column-state', 'State'),
    name: () => t('monitor-list.column-name', 'Name'),
    score: () => t('monitor-list.column-score', 'Last score'),
    detections: () => t('monitor-list.column-detections', 'Open'),
    cost: () => t('monitor-list.column-cost', 'Cost'),
    updated: () => t('monitor-list.column-updated', 'Changed'),
  } satisfies Record<SortKey, () => string>,
  day: () => t('monitor-list.column-day', 'Last 24 hours'),
  detector: () => t('monitor-list.column-detector', 'Detector'),
  actions: () => t('monitor-list.column-actions', 'Actions'),
  actionsOf: (name: string) => t('monitor-list.actions-of', 'Actions for {{name}}', { name }),
  open: (count: number) => t('monitor-list.open', '{{count}} open detections', { count }),
  by: (when: string, who: string) => t('monitor-list.by', '{{when}} by {{who}}', { when, who }),
  file: (file: string) => t('monitor-list.file', 'From {{file}}', { file }),
};

export const emptyWords = {
  title: () => t('monitor-list.empty', 'No monitors yet'),
  what: () =>
    t(
      'monitor-list.empty-what',
      'A monitor is a query that Nightjar watches for you: it learns what is usual, evaluates every minute or so whether anyone looks or not, keeps what it finds, and learns from what you say of it.'
    ),
  begin: () => t('monitor-list.empty-begin', 'Begin with your own query'),
  presets: () => t('monitor-list.empty-presets', 'Or with a preset'),
  viewer: () => t('monitor-list.empty-viewer', 'Somebody with the role Editor can create the first one.'),
  presetsFailed: (reason: string) =>
    t('monitor-list.presets-failed', 'The presets could not be loaded: {{reason}}', { reason }),
};
