/** What a recommendation is about. */
export const RECOMMENDATION_CATEGORIES = [
  'configuration_tuning',
  'resource_allocation',
  'performance_tuning',
  'capacity_scaling',
  'alert_thresholds',
  'system_settings',
] as const;
export type RecommendationCategory = (typeof RECOMMENDATION_CATEGORIES)[number];

/** Where a recommendation stands; `done` ones are measured afterwards. */
export const RECOMMENDATION_STATES = ['pending', 'accepted', 'done', 'dismissed', 'snoozed', 'expired'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

export const RISK_LEVELS = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const EFFORTS = ['low', 'medium', 'high'] as const;
export type Effort = (typeof EFFORTS)[number];
