import { healthWords } from './words.ts';

export type Standing = 'healthy' | 'attention' | 'degraded' | 'critical';

/** How a health score of 0..100 is called. One error takes it below `healthy`, three criticals or their like make it critical. */
export function standingOf(score: number): Standing {
  if (score >= 90) {
    return 'healthy';
  }
  if (score >= 70) {
    return 'attention';
  }
  return score >= 40 ? 'degraded' : 'critical';
}

export function standingText(score: number): string {
  return healthWords[standingOf(score)]();
}
