import { z } from 'zod';
import type { Json } from '../../store/monitors/records.ts';
import type { Exemplar, Reach } from './likeness.ts';
import { likeness } from './likeness.ts';
import type { Situation } from './situation.ts';

const situation = z.object({
  key: z.string(),
  side: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  size: z.number(),
  hour: z.number(),
  hourOfWeek: z.number(),
});

/** What was learned of verdicts, as it is kept with the monitor. */
export const rulesSchema = z.object({
  format: z.literal(1),
  reach: z.object({ time: z.enum(['hourOfWeek', 'hour', 'any']), series: z.enum(['same', 'any']) }),
  /** 0..1: how much of what verdicts would take off a score may be taken off without losing what was said true. */
  strength: z.number().min(0).max(1),
  exemplars: z.array(z.object({ isTrue: z.boolean(), situation, until: z.number().nullable() })),
});
export type Rules = z.output<typeof rulesSchema>;

/** null for what another version wrote. */
export function readRules(json: Json): Rules | null {
  const parsed = rulesSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** Weight of what is believed without any verdict, and the share of marks that is then believed false. */
const PRIOR_WEIGHT = 0.5;
const PRIOR_FALSE = 0.1;
/** Decades of rarity that certainty takes off: enough to hide any score, which end at 1. */
const MOST_DECADES = 4;
/** What a fault that is missed costs, in false alarms. */
const TRUE_WEIGHT = 5;
/** A score is 0.4 + rarity / 10 (see `backend/detectors/rarity.ts`). */
const SCORE_PER_DECADE = 0.1;

/**
 * Probability (0..1) that a mark in this situation is false: verdicts weighted by likeness, as in kernel classification (Nadaraya, 1964; Watson, 1964),
 * with a prior that most marks are true. It never rises with the size of the deviation.
 */
export function falseness(
  exemplars: readonly Exemplar[],
  reach: Reach,
  point: Situation,
  time: number,
  { without = -1, trueWeight = 1 }: { readonly without?: number; readonly trueWeight?: number } = {}
): number {
  let isFalse = 0;
  let isTrue = 0;
  exemplars.forEach((one, index) => {
    if (index !== without && (one.until === null || time <= one.until)) {
      const weight = likeness(one, point, reach);
      isTrue += one.isTrue ? weight * trueWeight : 0;
      isFalse += one.isTrue ? 0 : weight;
    }
  });
  return (isFalse + PRIOR_WEIGHT * PRIOR_FALSE) / (isFalse + isTrue + PRIOR_WEIGHT);
}

/** The score that counts: lowered where a mark is likelier false than true, by up to four decades of rarity. */
export function lowered(score: number, { exemplars, reach, strength }: Rules, point: Situation, time: number): number {
  const probability = falseness(exemplars, reach, point, time, { trueWeight: TRUE_WEIGHT });
  if (probability <= 0.5) {
    return score;
  }
  return Math.max(0, score - strength * MOST_DECADES * SCORE_PER_DECADE * (2 * probability - 1));
}
