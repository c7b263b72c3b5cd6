import { z } from 'zod';
import {
  EFFORTS,
  RECOMMENDATION_CATEGORIES,
  RECOMMENDATION_STATES,
  RISK_LEVELS,
} from '../../contract/recommendations.ts';

const share = z.number().min(0).max(1);
const value = z.union([z.number(), z.string()]);

/** How an improvement was estimated: what was compared, over which time, with what result. */
export const estimate = z.object({
  method: z.enum(['back-test', 'fitted-model', 'forecast', 'alert-history', 'past-outcomes']),
  text: z.string(),
  samples: z.number().int(),
});

/** The design's `OptimizationRecommendation`, with how it was found and what became of it. Times are ISO 8601. */
export const recommendationRecord = z.object({
  recommendationId: z.string(),
  category: z.enum(RECOMMENDATION_CATEGORIES),
  title: z.string(),
  description: z.string(),
  /** What of the component is to be changed, such as `memory_limit_bytes`. */
  parameter: z.string(),
  unit: z.string(),
  currentValue: value,
  recommendedValue: value,
  /** Percent. */
  expectedImprovement: z.number(),
  estimate,
  confidence: share,
  implementationSteps: z.array(z.string()),
  estimatedEffort: z.enum(EFFORTS),
  riskLevel: z.enum(RISK_LEVELS),
  componentType: z.string(),
  componentId: z.string(),
  /** 0..100. */
  priority: z.number(),
  /** Id of the rule, or of the way in which data gave it. */
  origin: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(RECOMMENDATION_STATES),
  snoozedUntil: z.string().nullable(),
  reason: z.string(),
  decidedBy: z.string(),
  /** After it was done: percent, over the same measure; null until enough time has passed. */
  measuredImprovement: z.number().nullable(),
  measuredText: z.string(),
});
export type Recommendation = z.infer<typeof recommendationRecord>;
