import type { AnomalyInterval } from '../../../contract/detection.ts';
import { modelWords } from '../words.ts';

/** One sentence on an interval for which the data brings no explanation. */
export function intervalSummary(
  interval: Omit<AnomalyInterval, 'explanation'>,
  format: (value: number) => string
): string {
  if (Number.isNaN(interval.expected)) {
    return modelWords.seen(format(interval.value));
  }
  return modelWords.seenExpected(format(interval.value), format(interval.expected));
}
