import type { Recommendation } from '../../api/recommendations.ts';

/** What cards and rows show of a recommendation; the backend's record has it all, a frame this much. */
export type ShownRecommendation = Pick<
  Recommendation,
  | 'recommendationId'
  | 'title'
  | 'category'
  | 'componentType'
  | 'componentId'
  | 'parameter'
  | 'currentValue'
  | 'recommendedValue'
  | 'unit'
  | 'expectedImprovement'
  | 'measuredImprovement'
  | 'confidence'
  | 'riskLevel'
  | 'estimatedEffort'
  | 'priority'
  | 'state'
  | 'createdAt'
  | 'snoozedUntil'
>;
