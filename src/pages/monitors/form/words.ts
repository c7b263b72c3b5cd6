import { t } from '../../../ui/translate.ts';

export const formWords = {
  createTitle: () => t('monitor-form.create-title', 'New monitor'),
  editTitle: () => t('monitor-form.edit-title', 'Edit monitor'),
  copyTitle: () => t('monitor-form.copy-title', 'Copy monitor'),
  copyName: (name: string) => t('monitor-form.copy-name', '{{name}} copy', { name }),
  loading: () => t('monitor-form.loading', 'Loading the monitor'),
  loadFailed: (reason: string) =>
    t('monitor-form.load-failed', 'The monitor could not be loaded: {{reason}}', { reason }),
  viewer: () => t('monitor-form.viewer', 'monitors cannot be created or changed with it.'),
  fromFile: (file: string) =>
    t('monitor-form.from-file', 'This monitor is kept in {{file}} and changed there. Copy it to change it here.', {
      file,
    }),
  save: () => t('monitor-form.save', 'Save monitor'),
  create: () => t('monitor-form.create', 'Create monitor'),
  saving: () => t('monitor-form.saving', 'Saving'),
  cancel: () => t('monitor-form.cancel', 'Cancel'),
  note: () => t('monitor-form.note', 'What changed, and why'),
  noteHelp: () => t('monitor-form.note-help', 'Kept in the version history.'),
  saveFailed: (reason: string) => t('monitor-form.save-failed', 'The monitor was not saved: {{reason}}', { reason }),
  misfits: (count: number) =>
    t('monitor-form.misfits', 'Not saved yet: {{count}} of the fields need attention.', { count }),
};

export const filledWords = {
  panel: (title: string) => t('monitor-form.filled-panel', 'Filled in from the panel {{title}}', { title }),
  explore: () => t('monitor-form.filled-explore', 'Filled in from Explore'),
  values: () =>
    t('monitor-form.filled-values', 'Variables have the values that the dashboard showed; the monitor keeps those.'),
  left: (names: string) =>
    t('monitor-form.filled-left', 'A monitor has no variables: write values in place of {{names}}.', { names }),
  source: (datasource: string) =>
    t(
      'monitor-form.filled-source',
      'The queries are asked of the Prometheus of {{datasource}}: the preview shows whether it has the same series.',
      { datasource }
    ),
};

export const whatWords = {
  title: () => t('monitor-form.what', 'What to watch'),
  presets: () => t('monitor-form.presets', 'Start from a preset'),
  noPreset: () => t('monitor-form.no-preset', 'Choose a preset'),
  presetsFailed: (reason: string) =>
    t('monitor-form.presets-failed', 'The presets could not be loaded: {{reason}}', { reason }),
  unknownPreset: (id: string) => t('monitor-form.unknown-preset', 'There is no preset called {{id}}.', { id }),
  query: (index: string) => t('monitor-form.query', 'Query {{index}}', { index }),
  legend: () => t('monitor-form.legend', 'Legend'),
  legendHelp: () =>
    t('monitor-form.legend-help', 'Name of its series: text with labels in double braces. Empty shows all labels.'),
  add: () => t('monitor-form.add-query', 'Add query'),
  addHelp: () =>
    t('monitor-form.add-query-help', 'Series of all queries are watched together: joint detectors see them as one.'),
  remove: (index: string) => t('monitor-form.remove-query', 'Remove query {{index}}', { index }),
};

export const howWords = {
  title: () => t('monitor-form.how', 'What to find, and how'),
  settings: (detector: string) => t('monitor-form.detector-settings', 'Settings of {{detector}}', { detector }),
};

export const kindWords = {
  detect: () => t('monitor-form.kind-detect', 'Anomalies'),
  forecast: () => t('monitor-form.kind-forecast', 'What comes next'),
};

export const whenWords = {
  title: () => t('monitor-form.when', 'When, and what it learns from'),
  every: () => t('monitor-form.every', 'Evaluate every'),
  everyHelp: () =>
    t('monitor-form.every-help', 'auto: every step, but not more often than each minute. Or a duration such as 5m.'),
  step: () => t('monitor-form.step', 'Step'),
  stepHelp: () =>
    t('monitor-form.step-help', 'Distance of the points that are looked at: auto, or a duration such as 1m.'),
  delay: () => t('monitor-form.delay', 'Delay'),
  delayHelp: () =>
    t('monitor-form.delay-help', 'How long to wait for data that comes late: 0s, or a duration such as 30s.'),
  timeZone: () => t('monitor-form.time-zone', 'Time zone'),
  timeZoneHelp: () =>
    t('monitor-form.time-zone-help', 'Of its days and weeks, so that summer time raises no false anomaly.'),
  window: () => t('monitor-form.window', 'Training window'),
  windowHelp: () => t('monitor-form.window-help', 'How much history a model is fitted on.'),
  refit: () => t('monitor-form.refit', 'Refit every'),
  refitHelp: () => t('monitor-form.refit-help', 'How often models are fitted anew, such as 1d or 7d.'),
  drift: () => t('monitor-form.drift', 'Refit on drift'),
  driftHelp: () => t('monitor-form.drift-help', 'Fit anew when a series no longer is what its model knows.'),
  confirmed: () => t('monitor-form.confirmed', 'Skip confirmed'),
  confirmedHelp: () => t('monitor-form.confirmed-help', 'Keep detections that people said are true out of training.'),
  annotations: () => t('monitor-form.annotations', 'Skip annotations'),
  annotationsHelp: () =>
    t('monitor-form.annotations-help', 'Keep Grafana annotations with any of these tags out of training.'),
  annotationsPlaceholder: () => t('monitor-form.annotations-placeholder', 'Tag, then Enter'),
  calendars: () => t('monitor-form.calendars', 'Skip calendars'),
  calendarsHelp: () =>
    t('monitor-form.calendars-help', 'Keep the events of these calendars (holidays, maintenance) out of training.'),
  noCalendars: () => t('monitor-form.no-calendars', 'No calendar yet: upload one under Suppressions and calendars.'),
  calendarsFailed: (reason: string) =>
    t('monitor-form.calendars-failed', 'The calendars could not be listed: {{reason}}', { reason }),
};

export const nameWords = {
  title: () => t('monitor-form.who', 'What people know it by'),
  name: () => t('monitor-form.name', 'Name'),
  nameHelp: () => t('monitor-form.name-help', 'Unique among the monitors of this datasource.'),
  description: () => t('monitor-form.description', 'Description'),
  descriptionHelp: () =>
    t('monitor-form.description-help', 'For whoever is woken by it: what it means and what to do first.'),
  labels: () => t('monitor-form.labels', 'Labels'),
  labelsHelp: () => t('monitor-form.labels-help', 'Such as team or service: to filter and to route by.'),
  labelName: (place: number) => t('monitor-form.label-name', 'Name of label {{place}}', { place }),
  labelValue: (place: number) => t('monitor-form.label-value', 'Value of label {{place}}', { place }),
  addLabel: () => t('monitor-form.add-label', 'Add label'),
  removeLabel: (place: number) => t('monitor-form.remove-label', 'Remove label {{place}}', { place }),
};

export const misfitWords = {
  noQuery: () => t('monitor-form.misfit-query', 'Write the PromQL query to watch.'),
  sameQuery: () => t('monitor-form.misfit-same', 'Two queries are the same: remove one of them.'),
  noName: () => t('monitor-form.misfit-name', 'Give it a name.'),
  duration: () => t('monitor-form.misfit-duration', 'Write a duration such as 30s, 5m, 14d or 1d12h.'),
  durationOrAuto: () => t('monitor-form.misfit-auto', 'Write auto, or a duration such as 30s or 5m.'),
  durationOrNone: () => t('monitor-form.misfit-none', 'Write 0s, or a duration such as 30s.'),
  timeZone: () => t('monitor-form.misfit-zone', 'Choose a time zone such as UTC or Europe/Berlin.'),
  labelName: (name: string) =>
    t('monitor-form.misfit-label', '{{name}} is no label name: letters, digits and _, no digit first.', { name }),
  labelTwice: (name: string) => t('monitor-form.misfit-label-twice', 'The label {{name}} is there twice.', { name }),
  labelNoName: () => t('monitor-form.misfit-label-name', 'A label with a value needs a name.'),
};

export const previewWords = {
  preview: () => t('monitor-form.preview', 'Preview'),
  backtest: () => t('monitor-form.backtest', 'Back-test'),
  idle: () => t('monitor-form.preview-idle', 'Nothing to show yet'),
  idleHelp: () => t('monitor-form.preview-idle-help', 'Write a query, and what the monitor would find appears here.'),
  loading: () => t('monitor-form.preview-loading', 'Fitting models and scoring'),
  failed: () => t('monitor-form.preview-failed', 'The preview failed'),
  noSeries: () => t('monitor-form.preview-none', 'No series'),
  noSeriesHelp: () => t('monitor-form.preview-none-help', 'The query answers with no series in this time range.'),
  live: () =>
    t(
      'monitor-form.preview-live',
      'Sensitivity, direction and smallest deviations show at once; the rest asks the engine again.'
    ),
  notices: () => t('monitor-form.preview-notices', 'About this preview'),
  cost: () => t('monitor-form.cost', 'What it will cost'),
  costLine: (series: number, evaluations: string) =>
    t('monitor-form.cost-line', '{{series}} series x {{evaluations}} evaluations an hour', { series, evaluations }),
  costDetail: (queries: string, points: string) =>
    t('monitor-form.cost-detail', '{{queries}} queries and {{points}} samples an hour from Prometheus', {
      queries,
      points,
    }),
  costUnknown: () => t('monitor-form.cost-unknown', 'Known once the preview has found its series.'),
};

export const conflictWords = {
  title: (who: string, version: number) =>
    t('monitor-form.conflict', '{{who}} saved version {{version}} while you were editing', { who, version }),
  explain: () =>
    t(
      'monitor-form.conflict-explain',
      'Nothing is lost: your changes are still in this form. This is what changed meanwhile:'
    ),
  nothing: () => t('monitor-form.conflict-nothing', 'Nothing that this form holds.'),
  keep: () => t('monitor-form.conflict-keep', 'Save mine over it'),
  take: () => t('monitor-form.conflict-take', 'Take theirs, drop mine'),
  unknown: (reason: string) =>
    t(
      'monitor-form.conflict-unknown',
      'Someone else saved this monitor meanwhile, and their version could not be read: {{reason}}',
      { reason }
    ),
};

export const leaveWords = {
  title: () => t('monitor-form.leave', 'Leave without saving?'),
  body: () => t('monitor-form.leave-body', 'What you changed in this form is lost.'),
  leave: () => t('monitor-form.leave-go', 'Leave'),
  stay: () => t('monitor-form.leave-stay', 'Stay'),
};
