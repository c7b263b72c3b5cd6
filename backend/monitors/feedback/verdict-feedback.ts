import type { AdjustmentRow, MonitorRow, SuppressionRow } from '../../store/monitors/records.ts';
import type { Adjust, Feedback, Stretch } from '../adjustment.ts';
import type { TrainingExclusions } from '../hygiene/training-exclusions.ts';
import { matchLabels } from '../match-labels.ts';
import type { LabelMatcher } from '../match-labels.ts';
import { specOf } from '../monitor-records.ts';
import { lowered, readRules } from './rules.ts';
import { localClock, situationOf } from './situation.ts';

/**
 * What people said, as evaluations take it: rules learned of verdicts, stretches kept out of training, suppressions. `cannotRead` is told why annotations
 * could not be read; detection goes on without them.
 */
export function verdictFeedback(exclusions: TrainingExclusions, cannotRead: (reason: string) => void): Feedback {
  return {
    adjustOf,
    exclusionsOf: (monitor, from, to): Promise<readonly Stretch[]> =>
      exclusions.stretches(monitor, from, to, cannotRead),
    suppressionOf: ({ labels, start, end }, all) =>
      all.find((one) => isInForce(one, start, end) && matchLabels(labels, one.matchers as readonly LabelMatcher[]))
        ?.id ?? null,
  };
}

function adjustOf(monitor: MonitorRow, { rules: kept }: AdjustmentRow): Adjust | null {
  const rules = readRules(kept);
  const spec = specOf(monitor);
  if (!rules || !spec || rules.strength === 0) {
    return null;
  }
  const clock = localClock(spec.timeZone);
  return (point) => lowered(point.score, rules, situationOf(point, clock), point.time);
}

function isInForce({ startsAt, endsAt, removedAt }: SuppressionRow, start: number, end: number): boolean {
  return startsAt <= end && Math.min(endsAt, removedAt ?? Number.POSITIVE_INFINITY) >= start;
}
