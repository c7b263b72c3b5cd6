import type { Recommendation } from '../records.ts';

/** What became of one recommendation that was followed: percent, of the same measure. */
export interface Outcome {
  readonly origin: string;
  readonly expected: number;
  readonly measured: number;
}

/** How many outcomes the estimate's own confidence counts for. */
const PRIOR = 4;
/** What came true is at least this share of what was expected. */
const KEPT_SHARE = 0.5;
/** The improvement, in percent, from which more does not matter more. */
const FULL_IMPROVEMENT = 60;
const EASE: Readonly<Record<Recommendation['estimatedEffort'], number>> = { low: 1, medium: 0.5, high: 0 };
const CARE: Readonly<Record<Recommendation['riskLevel'], number>> = { low: 1, medium: 0.95, high: 0.85 };

/**
 * The confidence of an estimate in the light of what became of earlier recommendations of the same origin: the mean of a beta distribution that begins with the estimate's own confidence
 * (as if seen `PRIOR` times) and counts each outcome that brought half of what was expected, or did not.
 */
export function learnedConfidence(own: number, origin: string, outcomes: readonly Outcome[]): number {
  const known = outcomes.filter((outcome) => outcome.origin === origin);
  const kept = known.filter(({ expected, measured }) => measured >= KEPT_SHARE * expected).length;
  return (PRIOR * own + kept) / (PRIOR + known.length);
}

/** 0..100: how much it helps, how sure that is, how soon it matters, how little it takes. */
export function priorityOf(
  found: { readonly improvement: number; readonly confidence: number; readonly urgency: number },
  { estimatedEffort, riskLevel }: Pick<Recommendation, 'estimatedEffort' | 'riskLevel'>
): number {
  const help = Math.min(1, Math.max(0, found.improvement / FULL_IMPROVEMENT));
  const sum = 0.35 * help + 0.25 * found.confidence + 0.3 * found.urgency + 0.1 * EASE[estimatedEffort];
  return Math.round(1000 * sum * CARE[riskLevel]) / 10;
}
