import type {
  Effort,
  RecommendationCategory,
  RecommendationState,
  RiskLevel,
} from '../../../contract/recommendations.ts';
import { t } from '../translate.ts';

export const categoryNames: Record<RecommendationCategory, () => string> = {
  configuration_tuning: () => t('recommendation.configuration-tuning', 'Configuration'),
  resource_allocation: () => t('recommendation.resource-allocation', 'Resources'),
  performance_tuning: () => t('recommendation.performance-tuning', 'Performance'),
  capacity_scaling: () => t('recommendation.capacity-scaling', 'Capacity'),
  alert_thresholds: () => t('recommendation.alert-thresholds', 'Alert thresholds'),
  system_settings: () => t('recommendation.system-settings', 'System settings'),
};

export const recommendationStateNames: Record<RecommendationState, () => string> = {
  pending: () => t('recommendation.state-pending', 'To decide'),
  accepted: () => t('recommendation.state-accepted', 'Accepted'),
  done: () => t('recommendation.state-done', 'Done'),
  dismissed: () => t('recommendation.state-dismissed', 'Dismissed'),
  snoozed: () => t('recommendation.state-snoozed', 'Snoozed'),
  expired: () => t('recommendation.state-expired', 'Expired'),
};

export const riskNames: Record<RiskLevel, () => string> = {
  low: () => t('recommendation.risk-low', 'Low risk'),
  medium: () => t('recommendation.risk-medium', 'Medium risk'),
  high: () => t('recommendation.risk-high', 'High risk'),
};

export const effortNames: Record<Effort, () => string> = {
  low: () => t('recommendation.effort-low', 'Little effort'),
  medium: () => t('recommendation.effort-medium', 'Some effort'),
  high: () => t('recommendation.effort-high', 'Much effort'),
};

export const recommendationWords = {
  list: () => t('recommendation.list', 'Recommendations'),
  change: (from: string, to: string) => t('recommendation.change', 'from {{from}} to {{to}}', { from, to }),
  priority: (priority: number) => t('recommendation.priority', 'Priority {{priority}}', { priority }),
  sure: (percent: string) => t('recommendation.sure', '{{percent}} sure', { percent }),
  expected: () => t('recommendation.expected', 'Expected'),
  measured: () => t('recommendation.measured', 'Measured'),
  better: (percent: string) => t('recommendation.better', '{{percent}} better', { percent }),
  worse: (percent: string) => t('recommendation.worse', '{{percent}} worse', { percent }),
  notMeasured: () => t('recommendation.not-measured', 'Measured once enough time has passed'),
  snoozedUntil: (until: string) => t('recommendation.snoozed-until', 'Snoozed until {{until}}', { until }),
  title: () => t('recommendation.column-title', 'Recommendation'),
  component: () => t('recommendation.column-component', 'Component'),
  category: () => t('recommendation.column-category', 'Category'),
  values: () => t('recommendation.column-values', 'Change'),
  improvement: () => t('recommendation.column-improvement', 'Improvement'),
  confidence: () => t('recommendation.column-confidence', 'Confidence'),
  cost: () => t('recommendation.column-cost', 'Risk, effort'),
  state: () => t('recommendation.column-state', 'State'),
};
