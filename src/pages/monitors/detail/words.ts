import { t } from '../../../ui/translate.ts';
import type { ExclusionCause } from '../../../../contract/monitor.ts';

export const detailWords = {
  loading: () => t('monitor.loading', 'Loading the monitor'),
  failed: (reason: string) => t('monitor.failed', 'The monitor could not be loaded: {{reason}}', { reason }),
  stale: (reason: string) => t('monitor.stale', 'This page is no longer fresh: {{reason}}', { reason }),
  gone: () => t('monitor.gone', 'This monitor is deleted.'),
  back: () => t('monitor.back', 'All monitors'),
  unnamed: () => t('monitor.unnamed', 'Monitor'),
  tabs: {
    detections: () => t('monitor.tab-detections', 'Detections'),
    feedback: () => t('monitor.tab-feedback', 'Feedback'),
    training: () => t('monitor.tab-training', 'Training'),
    backtest: () => t('monitor.tab-backtest', 'Back-test'),
    versions: () => t('monitor.tab-versions', 'Versions'),
    yaml: () => t('monitor.tab-yaml', 'YAML'),
    audit: () => t('monitor.tab-audit', 'Audit'),
  },
  evaluated: () => t('monitor.evaluated', 'Evaluated to'),
  nextFit: () => t('monitor.next-fit', 'Next fit'),
  score: () => t('monitor.score', 'Last score'),
  detector: () => t('monitor.detector', 'Detector'),
  cost: () => t('monitor.cost', 'Cost'),
  version: () => t('monitor.version', 'Version'),
  versionBy: (version: number, who: string, when: string) =>
    t('monitor.version-by', '{{version}}, {{who}}, {{when}}', { version, who, when }),
  query: () => t('monitor.query', 'Queries'),
};

export const chartWords = {
  title: () => t('monitor.chart', 'What was detected'),
  loading: () => t('monitor.chart-loading', 'Loading the results'),
  failed: () => t('monitor.chart-failed', 'The results could not be read'),
  empty: () => t('monitor.chart-empty', 'No results in this time'),
  emptyHelp: () =>
    t(
      'monitor.chart-empty-help',
      'The monitor has not been evaluated over this time. Choose another, or wait for the next evaluation.'
    ),
};

export const detectionWords = {
  loading: () => t('monitor.detections-loading', 'Loading the detections'),
  failed: (reason: string) =>
    t('monitor.detections-failed', 'The detections could not be listed: {{reason}}', { reason }),
  none: () => t('monitor.detections-none', 'Nothing detected yet'),
  noneHelp: () =>
    t('monitor.detections-none-help', 'What the monitor finds appears here, to be judged: true, false or expected.'),
  list: () => t('monitor.detections-list', 'Detections'),
  what: () => t('monitor.detection-what', 'What'),
  when: () => t('monitor.detection-when', 'When'),
  series: () => t('monitor.detection-series', 'Series'),
  value: () => t('monitor.detection-value', 'Value (expected)'),
  verdict: () => t('monitor.detection-verdict', 'Verdict'),
  open: () => t('monitor.detection-open', 'still open'),
  score: (score: string) => t('monitor.detection-score', 'score {{score}}', { score }),
  suppressed: (reason: string, who: string) =>
    t('monitor.detection-suppressed', 'Suppressed by {{who}}: {{reason}}', { reason, who }),
  more: () => t('monitor.detections-more', 'Older ones'),
};

export const feedbackWords = {
  loading: () => t('monitor.feedback-loading', 'Loading the feedback'),
  failed: (reason: string) => t('monitor.feedback-failed', 'The feedback could not be read: {{reason}}', { reason }),
  explain: () =>
    t(
      'monitor.feedback-explain',
      'What people say of detections changes what is marked: less of what was false, nothing less of what was true. Nothing changes before you have seen what would.'
    ),
  detections: () => t('monitor.feedback-detections', 'Detections'),
  true: () => t('monitor.feedback-true', 'Said true'),
  false: () => t('monitor.feedback-false', 'Said false'),
  expected: () => t('monitor.feedback-expected', 'Said expected'),
  precision: () => t('monitor.feedback-precision', 'Precision'),
  recall: () => t('monitor.feedback-recall', 'Recall'),
  ofJudged: (share: string, count: number) =>
    t('monitor.feedback-of-judged', '{{share}} of {{count}} judged', { share, count }),
  ofTrue: (share: string, count: number) =>
    t('monitor.feedback-of-true', '{{share}} of {{count}} true', { share, count }),
  unknown: () => t('monitor.feedback-unknown', 'no verdicts yet'),
  noneMarked: () => t('monitor.feedback-none-marked', 'none of the judged is marked'),
  noneTrue: () => t('monitor.feedback-none-true', 'none said true yet'),
  applied: (verdicts: number, who: string, when: string) =>
    t('monitor.feedback-applied', 'In force: {{verdicts}} verdicts, applied by {{who}} on {{when}}.', {
      verdicts,
      who,
      when,
    }),
  notApplied: () => t('monitor.feedback-not-applied', 'No verdicts are applied.'),
  waiting: (count: number) => t('monitor.feedback-waiting', 'Verdicts waiting to be applied: {{count}}.', { count }),
  preview: () => t('monitor.feedback-preview', 'Show what applying would change'),
  previewing: () => t('monitor.feedback-previewing', 'Going through the kept results'),
  apply: () => t('monitor.feedback-apply', 'Apply the verdicts'),
  takeBack: () => t('monitor.feedback-take-back', 'Take back'),
  takeBackHelp: () =>
    t('monitor.feedback-take-back-help', 'The monitor marks again as if nobody had said anything; the verdicts stay.'),
  done: () => t('monitor.feedback-done', 'Applied: it counts from the next evaluation on.'),
  takenBack: () => t('monitor.feedback-taken-back', 'Taken back: it counts from the next evaluation on.'),
  actionFailed: (reason: string) => t('monitor.feedback-action-failed', 'That did not work: {{reason}}', { reason }),
  previewTitle: (from: string, to: string) =>
    t('monitor.feedback-preview-title', 'What would change, {{from}} to {{to}}', { from, to }),
  measure: () => t('monitor.feedback-measure', 'Measure'),
  before: () => t('monitor.feedback-before', 'Now'),
  after: () => t('monitor.feedback-after', 'Applied'),
  changed: () => t('monitor.feedback-changed', 'Detections that change'),
  nothing: () => t('monitor.feedback-nothing', 'Nothing would be marked otherwise.'),
  severity: () => t('monitor.feedback-severity', 'Severity'),
  unmarked: () => t('monitor.feedback-unmarked', 'not marked'),
  to: () => t('monitor.feedback-to', 'to'),
  score: () => t('monitor.feedback-score', 'Score'),
  because: () => t('monitor.feedback-because', 'Because'),
  said: () => t('monitor.feedback-said', 'Verdict'),
  viewer: () => t('monitor.feedback-viewer', 'feedback cannot be applied with it.'),
};

export const causeNames: Record<ExclusionCause, () => string> = {
  confirmed: () => t('monitor.cause-confirmed', 'Confirmed anomaly'),
  annotation: () => t('monitor.cause-annotation', 'Annotation'),
  calendar: () => t('monitor.cause-calendar', 'Calendar'),
  manual: () => t('monitor.cause-manual', 'By hand'),
};

export const trainingWords = {
  loading: () => t('monitor.training-loading', 'Loading what is kept out of training'),
  failed: (reason: string) =>
    t('monitor.training-failed', 'What is kept out of training could not be listed: {{reason}}', { reason }),
  explain: () =>
    t(
      'monitor.training-explain',
      'Models learn from history, but not from these times. Switch one off, and its time counts again from the next fit on.'
    ),
  none: () => t('monitor.training-none', 'Nothing is kept out of training'),
  noneHelp: () =>
    t(
      'monitor.training-none-help',
      'Detections said true, annotations and calendars are, when there are any; and what you add here.'
    ),
  list: () => t('monitor.training-list', 'Kept out of training'),
  cause: () => t('monitor.training-cause', 'Why'),
  from: () => t('monitor.training-from', 'From'),
  to: () => t('monitor.training-to', 'To'),
  note: () => t('monitor.training-note', 'Note'),
  author: () => t('monitor.training-author', 'By'),
  on: () => t('monitor.training-on', 'Kept out'),
  switch: (from: string) => t('monitor.training-switch', 'Keep the time from {{from}} out of training', { from }),
  remove: (from: string) => t('monitor.training-remove', 'Remove the time from {{from}}', { from }),
  add: () => t('monitor.training-add', 'Keep a time out of training'),
  addButton: () => t('monitor.training-add-button', 'Add'),
  wrong: () => t('monitor.training-wrong', 'Choose a start, and an end after it.'),
  actionFailed: (reason: string) => t('monitor.training-action-failed', 'That did not work: {{reason}}', { reason }),
  viewer: () => t('monitor.training-viewer', 'what a monitor learns from cannot be changed with it.'),
};

export const versionWords = {
  loading: () => t('monitor.versions-loading', 'Loading the versions'),
  failed: (reason: string) => t('monitor.versions-failed', 'The versions could not be listed: {{reason}}', { reason }),
  list: () => t('monitor.versions-list', 'Versions, newest first'),
  version: (version: number) => t('monitor.versions-version', 'Version {{version}}', { version }),
  current: () => t('monitor.versions-current', 'in force'),
  by: (who: string, when: string) => t('monitor.versions-by', '{{who}}, {{when}}', { who, when }),
  first: () => t('monitor.versions-first', 'The first version.'),
  same: () => t('monitor.versions-same', 'The same as the version before.'),
  restore: (version: number) => t('monitor.versions-restore', 'Restore version {{version}}', { version }),
  restoreTitle: (version: number) => t('monitor.versions-restore-title', 'Restore version {{version}}?', { version }),
  restoreBody: () =>
    t('monitor.versions-restore-body', 'It becomes a new version; those between stay in the history. This changes:'),
  restoreNothing: () => t('monitor.versions-restore-nothing', 'Nothing: it is the same as the one in force.'),
  restoreButton: () => t('monitor.versions-restore-button', 'Restore'),
  cancel: () => t('monitor.versions-cancel', 'Cancel'),
  note: (version: number) => t('monitor.versions-note', 'Restored version {{version}}', { version }),
  restoreFailed: (reason: string) =>
    t('monitor.versions-restore-failed', 'The version was not restored: {{reason}}', { reason }),
};

export const auditWords = {
  loading: () => t('monitor.audit-loading', 'Loading the audit'),
  failed: (reason: string) => t('monitor.audit-failed', 'The audit could not be read: {{reason}}', { reason }),
  none: () => t('monitor.audit-none', 'No changes are recorded'),
  list: () => t('monitor.audit-list', 'Audit'),
  when: () => t('monitor.audit-when', 'When'),
  who: () => t('monitor.audit-who', 'Who'),
  what: () => t('monitor.audit-what', 'What'),
  change: () => t('monitor.audit-change', 'Before and after'),
  details: () => t('monitor.audit-details', 'Show'),
};
