import { RECOMMENDATION_CATEGORIES } from '../../../contract/recommendations.ts';
import type { RecommendationCategory, RecommendationState } from '../../../contract/recommendations.ts';
import type { RecommendationQuery } from '../../api/recommendations.ts';

/** Which are shown; `away` are those that are dismissed, snoozed or expired. */
export const SHOWN = ['pending', 'accepted', 'done', 'away', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export interface RecommendationFilter {
  readonly shown: Shown;
  /** One category, or empty for all. */
  readonly category: RecommendationCategory | '';
}

const STATES: Readonly<Record<Shown, readonly RecommendationState[]>> = {
  pending: ['pending'],
  accepted: ['accepted'],
  done: ['done'],
  away: ['dismissed', 'snoozed', 'expired'],
  all: [],
};

/** The filter of an address; what is missing or unknown takes its default. */
export function readFilter(search: URLSearchParams): RecommendationFilter {
  return {
    shown: SHOWN.find((one) => one === search.get('state')) ?? 'pending',
    category: RECOMMENDATION_CATEGORIES.find((one) => one === search.get('category')) ?? '',
  };
}

/** The address's parameters with this filter; what is at its default is left out, what is not the filter's stays. */
export function writeFilter(search: URLSearchParams, { shown, category }: RecommendationFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('state');
  next.delete('category');
  if (shown !== 'pending') {
    next.set('state', shown);
  }
  if (category !== '') {
    next.set('category', category);
  }
  return next;
}

export function queryOf({ shown, category }: RecommendationFilter): RecommendationQuery {
  return { state: STATES[shown], category: category === '' ? [] : [category] };
}
