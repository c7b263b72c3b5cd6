import type { MonitorStore } from '../store/monitors/monitor-store.ts';
import type { SuppressionRow } from '../store/monitors/records.ts';
import type { Feedback } from './adjustment.ts';
import { matchLabels } from './match-labels.ts';
import type { LabelMatcher } from './match-labels.ts';

/** What can be said without having learned of verdicts: manual exclusions, and suppressions by their labels and times. */
export function defaultFeedback(store: Pick<MonitorStore, 'listExclusions'>): Feedback {
  return {
    adjustOf: () => null,
    exclusionsOf: async ({ id }, from, to) =>
      (await store.listExclusions(id)).filter(({ off, start, end }) => !off && end >= from && start <= to),
    suppressionOf: ({ labels, start, end }, all) =>
      all.find((one) => isInForce(one, start, end) && matchLabels(labels, one.matchers as readonly LabelMatcher[]))
        ?.id ?? null,
  };
}

function isInForce({ startsAt, endsAt, removedAt }: SuppressionRow, start: number, end: number): boolean {
  return startsAt <= end && Math.min(endsAt, removedAt ?? Number.POSITIVE_INFINITY) >= start;
}
