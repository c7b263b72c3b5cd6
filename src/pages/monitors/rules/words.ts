import { t } from '../../../ui/translate.ts';
import type { SuppressionRecord } from '../../../api/suppressions.ts';

export const rulesWords = {
  subtitle: () =>
    t(
      'monitor-rules.subtitle',
      'What holds for all monitors: when they keep quiet, and which days are not like others.'
    ),
  viewer: () => t('monitor-rules.viewer', 'suppressions and calendars are yours to read, not to change.'),
  retry: () => t('monitor-rules.retry', 'Try again'),
  actionFailed: (reason: string) => t('monitor-rules.action-failed', 'That did not work: {{reason}}', { reason }),
};

export const suppressionWords = {
  title: () => t('monitor-rules.suppressions', 'Suppressions'),
  explain: () =>
    t(
      'monitor-rules.suppressions-explain',
      'Detections whose labels match are kept, but raise no alert, from start to end. They end by themselves.'
    ),
  loading: () => t('monitor-rules.suppressions-loading', 'Loading the suppressions'),
  failed: (reason: string) =>
    t('monitor-rules.suppressions-failed', 'The suppressions could not be listed: {{reason}}', { reason }),
  none: () => t('monitor-rules.suppressions-none', 'No suppressions'),
  noneHelp: () =>
    t(
      'monitor-rules.suppressions-none-help',
      'Add one before a migration or a load test, so that nobody is woken by it.'
    ),
  state: () => t('monitor-rules.state', 'State'),
  states: {
    pending: () => t('monitor-rules.state-pending', 'Not yet'),
    active: () => t('monitor-rules.state-active', 'In force'),
    expired: () => t('monitor-rules.state-expired', 'Over'),
  } satisfies Record<SuppressionRecord['state'], () => string>,
  removed: () => t('monitor-rules.state-removed', 'Removed'),
  matchers: () => t('monitor-rules.matchers', 'Labels'),
  matchersHelp: () =>
    t('monitor-rules.matchers-help', 'As in PromQL: service="cart", instance=~"db-.*". All must match.'),
  from: () => t('monitor-rules.from', 'From'),
  until: () => t('monitor-rules.until', 'Until'),
  reason: () => t('monitor-rules.reason', 'Reason'),
  reasonHelp: () => t('monitor-rules.reason-help', 'For whoever wonders why it is quiet.'),
  owner: () => t('monitor-rules.owner', 'Owner'),
  remove: () => t('monitor-rules.remove', 'End now'),
  removeOf: (reason: string) => t('monitor-rules.remove-of', 'End now: {{reason}}', { reason }),
  add: () => t('monitor-rules.add-suppression', 'Add suppression'),
  wrongMatcher: (text: string) =>
    t('monitor-rules.wrong-matcher', '{{text}} is no label matcher. Write it like service="cart".', { text }),
  noMatcher: () =>
    t('monitor-rules.no-matcher', 'Name at least one label: a suppression of everything is no suppression.'),
  noReason: () => t('monitor-rules.no-reason', 'Say why.'),
  wrongTimes: () => t('monitor-rules.wrong-times', 'Choose an end after the start, and still to come.'),
  showEnded: () => t('monitor-rules.show-ended', 'Show those that are over'),
};

export const calendarWords = {
  title: () => t('monitor-rules.calendars', 'Calendars'),
  explain: () =>
    t(
      'monitor-rules.calendars-explain',
      'Holidays and maintenance as iCal files. Monitors that name a calendar do not learn from its events.'
    ),
  loading: () => t('monitor-rules.calendars-loading', 'Loading the calendars'),
  failed: (reason: string) =>
    t('monitor-rules.calendars-failed', 'The calendars could not be listed: {{reason}}', { reason }),
  none: () => t('monitor-rules.calendars-none', 'No calendars'),
  noneHelp: () =>
    t(
      'monitor-rules.calendars-none-help',
      'Most calendar programs export .ics files; public holidays come as such files, too.'
    ),
  name: () => t('monitor-rules.calendar-name', 'Name'),
  nameHelp: () => t('monitor-rules.calendar-name-help', 'Monitors name it. A calendar of the same name is replaced.'),
  events: () => t('monitor-rules.calendar-events', 'Events'),
  next: () => t('monitor-rules.calendar-next', 'Next'),
  noNext: () => t('monitor-rules.calendar-no-next', 'none to come'),
  usedBy: () => t('monitor-rules.calendar-used-by', 'Used by'),
  unused: () => t('monitor-rules.calendar-unused', 'no monitor'),
  updated: () => t('monitor-rules.calendar-updated', 'Uploaded'),
  by: (when: string, who: string) => t('monitor-rules.calendar-by', '{{when}} by {{who}}', { when, who }),
  actions: () => t('monitor-rules.calendar-actions', 'Actions'),
  remove: (name: string) => t('monitor-rules.calendar-remove', 'Delete calendar {{name}}', { name }),
  removeTitle: () => t('monitor-rules.calendar-remove-title', 'Delete calendar'),
  removeBody: (name: string, monitors: number) =>
    t(
      'monitor-rules.calendar-remove-body',
      'Delete {{name}}? Monitors that use it: {{monitors}}. They learn from its days again.',
      { name, monitors }
    ),
  removeButton: () => t('monitor-rules.calendar-remove-button', 'Delete'),
  upload: () => t('monitor-rules.calendar-upload', 'Upload calendar'),
  file: () => t('monitor-rules.calendar-file', 'iCal file'),
  fileHelp: () => t('monitor-rules.calendar-file-help', 'An .ics file of at most 900 kB.'),
  timeZone: () => t('monitor-rules.calendar-zone', 'Time zone'),
  timeZoneHelp: () => t('monitor-rules.calendar-zone-help', 'Of times in the file that name none.'),
  noFile: () => t('monitor-rules.calendar-no-file', 'Choose an .ics file.'),
  tooLarge: () => t('monitor-rules.calendar-too-large', 'The file is larger than 900 kB.'),
  noName: () => t('monitor-rules.calendar-no-name', 'Give it a name.'),
  done: (name: string) => t('monitor-rules.calendar-done', '{{name}} is uploaded.', { name }),
};
