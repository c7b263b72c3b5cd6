import { z } from 'zod';
import type { VerdictWithDetection } from '../../store/monitors/detection-filter.ts';
import type { ResultSeries } from '../monitor-service.ts';
import type { Judged } from './learn-rules.ts';
import type { LocalClock } from './situation.ts';
import { situationOf } from './situation.ts';

const number = z
  .number()
  .nullish()
  .transform((value) => value ?? Number.NaN);
const peakSchema = z.object({ peak: z.number(), value: number, expected: number, lower: number, upper: number });

/** A judged detection and which one it is. */
export interface JudgedDetection extends Judged {
  readonly detection: string;
}

/**
 * What there is to learn from a verdict: the situation at the detection's highest point, with the score it had before any verdict lowered it, where
 * `results` still hold it. null where another version kept the detection in a way this one cannot read.
 */
export function judgedOf(
  { verdict, until, detection, detectionRow }: VerdictWithDetection,
  results: ReadonlyMap<string, ResultSeries>,
  clock: LocalClock
): JudgedDetection | null {
  const parsed = peakSchema.safeParse(detectionRow.detail);
  if (!parsed.success) {
    return null;
  }
  const { peak, ...point } = parsed.data;
  const key = detectionRow.seriesKey;
  const kept = results.get(key);
  const index = kept ? kept.times.indexOf(peak) : -1;
  const score = kept && index >= 0 ? Math.max(kept.unadjusted[index], detectionRow.score) : detectionRow.score;
  return {
    detection,
    isTrue: verdict === 'true',
    situation: situationOf({ key, time: peak, ...point }, clock),
    until: verdict === 'expected' ? until : null,
    score,
    time: peak,
  };
}
