import type { Recommendation } from '../../api/recommendations.ts';
import type { Shown } from './recommendation-filter.ts';
import { t } from '../../ui/translate.ts';

export const pageWords = {
  subtitle: () =>
    t(
      'recommendations.subtitle',
      'What to change, the most worthwhile first, and how much it really helped afterwards.'
    ),
  loading: () => t('recommendations.loading', 'Reading the recommendations'),
  failed: () => t('recommendations.failed', 'The recommendations could not be read'),
  stale: (reason: string) => t('recommendations.stale', 'No longer fresh: {{reason}}', { reason }),
  retry: () => t('recommendations.retry', 'Try again'),
  viewer: () => t('recommendations.viewer', 'recommendations are yours to read, not to decide.'),
  none: () => t('recommendations.none', 'Nothing to recommend'),
  noneHelp: () =>
    t(
      'recommendations.none-help',
      'Nightjar looks at usage, limits, forecasts and the history of alerts on schedule. What is worth a change appears here.'
    ),
  noMatch: () => t('recommendations.no-match', 'No recommendation matches'),
  clear: () => t('recommendations.clear', 'Clear filter'),
  analyse: () => t('recommendations.analyse', 'Look now'),
  analysing: () => t('recommendations.analysing', 'Looking'),
  analysed: (count: number) => t('recommendations.analysed', 'Looked just now. To decide: {{count}}', { count }),
  count: (count: number) => t('recommendations.count', 'Recommendations: {{count}}', { count }),
  filter: () => t('recommendations.filter', 'Filter'),
  state: () => t('recommendations.state', 'State'),
  category: () => t('recommendations.category', 'Category'),
  anyCategory: () => t('recommendations.any-category', 'Any category'),
  actionFailed: (reason: string) => t('recommendations.action-failed', 'That did not work: {{reason}}', { reason }),
};

export const shownNames: Record<Shown, () => string> = {
  pending: () => t('recommendations.shown-pending', 'To decide'),
  accepted: () => t('recommendations.shown-accepted', 'Accepted'),
  done: () => t('recommendations.shown-done', 'Done'),
  away: () => t('recommendations.shown-away', 'Put away'),
  all: () => t('recommendations.shown-all', 'All'),
};

export const deedWords = {
  accept: () => t('recommendations.accept', 'Accept'),
  acceptOf: (title: string) => t('recommendations.accept-of', 'Accept: {{title}}', { title }),
  dismiss: () => t('recommendations.dismiss', 'Dismiss'),
  dismissTitle: () => t('recommendations.dismiss-title', 'Dismiss this recommendation'),
  dismissReason: () => t('recommendations.dismiss-reason', 'Why'),
  dismissHelp: () => t('recommendations.dismiss-help', 'Nightjar learns from it how much to trust its kind.'),
  snooze: () => t('recommendations.snooze', 'Snooze'),
  snoozeTitle: () => t('recommendations.snooze-title', 'Not now'),
  snoozeFor: () => t('recommendations.snooze-for', 'For how long'),
  days: (count: number) => t('recommendations.days', '{{count}} d', { count }),
  done: () => t('recommendations.mark-done', 'Mark done'),
  reopen: () => t('recommendations.reopen', 'Decide again'),
  cancel: () => t('recommendations.cancel', 'Cancel'),
};

export const detailWords = {
  loading: () => t('recommendations.detail-loading', 'Reading the recommendation'),
  failed: (reason: string) =>
    t('recommendations.detail-failed', 'The recommendation could not be read: {{reason}}', { reason }),
  change: () => t('recommendations.detail-change', 'The change'),
  current: () => t('recommendations.detail-current', 'Now'),
  recommended: () => t('recommendations.detail-recommended', 'Recommended'),
  improvement: () => t('recommendations.detail-improvement', 'Improvement'),
  estimated: (method: string, samples: number) =>
    t('recommendations.detail-estimated', '{{method}}, samples: {{samples}}', { method, samples }),
  steps: () => t('recommendations.detail-steps', 'How to do it'),
  facts: () => t('recommendations.detail-facts', 'What speaks for it'),
  confidence: () => t('recommendations.detail-confidence', 'Confidence'),
  risk: () => t('recommendations.detail-risk', 'Risk and effort'),
  found: () => t('recommendations.detail-found', 'Found'),
  expires: () => t('recommendations.detail-expires', 'Holds until'),
  origin: () => t('recommendations.detail-origin', 'Comes from'),
  decided: (state: string, who: string) => t('recommendations.detail-decided', '{{state}} by {{who}}', { state, who }),
  reason: (reason: string) => t('recommendations.detail-reason', 'Because: {{reason}}', { reason }),
};

export const methodNames: Record<Recommendation['estimate']['method'], () => string> = {
  'back-test': () => t('recommendations.method-back-test', 'Tried on the past'),
  'fitted-model': () => t('recommendations.method-fitted', 'From a fitted model'),
  forecast: () => t('recommendations.method-forecast', 'From a forecast'),
  'alert-history': () => t('recommendations.method-alerts', 'From the history of alerts'),
  'past-outcomes': () => t('recommendations.method-outcomes', 'From earlier outcomes'),
};
