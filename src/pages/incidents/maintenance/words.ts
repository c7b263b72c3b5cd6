import { t } from '../../../ui/translate.ts';

export const maintenanceWords = {
  subtitle: () => t('maintenance.subtitle', 'While work goes on, alerts that match are kept, but open no incidents.'),
  title: () => t('maintenance.title', 'Maintenance windows'),
  loading: () => t('maintenance.loading', 'Reading the maintenance windows'),
  failed: () => t('maintenance.failed', 'The maintenance windows could not be read'),
  none: () => t('maintenance.none', 'No maintenance is planned'),
  noneHelp: () => t('maintenance.none-help', 'Add a window before work begins, so that nobody is woken by it.'),
  state: () => t('maintenance.state', 'State'),
  active: () => t('maintenance.active', 'Going on'),
  planned: () => t('maintenance.planned', 'Planned'),
  over: () => t('maintenance.over', 'Over'),
  matchers: () => t('maintenance.matchers', 'Alerts with'),
  matchersHelp: () =>
    t('maintenance.matchers-help', 'Matchers such as service="cart", with commas between; all must match.'),
  noMatcher: () => t('maintenance.no-matcher', 'Give at least one matcher'),
  wrongMatcher: (text: string) => t('maintenance.wrong-matcher', 'This is no matcher: {{text}}', { text }),
  reason: () => t('maintenance.reason', 'What is done'),
  noReason: () => t('maintenance.no-reason', 'Say what is done'),
  from: () => t('maintenance.from', 'From'),
  fromHelp: () => t('maintenance.from-help', 'Left empty: now'),
  until: () => t('maintenance.until', 'Until'),
  wrongTimes: () => t('maintenance.wrong-times', 'Must be after the beginning, and still to come'),
  author: () => t('maintenance.author', 'By'),
  add: () => t('maintenance.add', 'Add window'),
  remove: () => t('maintenance.remove', 'End'),
  removeOf: (reason: string) => t('maintenance.remove-of', 'End: {{reason}}', { reason }),
};
