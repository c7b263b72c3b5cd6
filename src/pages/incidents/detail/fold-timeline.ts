import type { TimelineRecord } from '../../../api/incidents.ts';

/** What happens by itself, and often. */
export type FoldKind = 'joined' | 'alert-ended' | 'regrouped';

/** Entries that follow each other, newest first: one that stands for itself, or several of what happens by itself. */
export interface TimelineFold {
  /** null for a single entry. */
  readonly kind: FoldKind | null;
  readonly entries: readonly TimelineRecord[];
}

const LEAST = 3;

/**
 * The timeline, newest first, where alerts that join or end one after the other, and clusters that are put together anew, are taken together: hundreds of
 * them must not hide what people did.
 */
export function foldTimeline(timeline: readonly TimelineRecord[]): TimelineFold[] {
  const newest = timeline.map((entry, place) => ({ entry, place }));
  newest.sort((a, b) => b.entry.at - a.entry.at || b.place - a.place);
  const runs: { readonly kind: FoldKind | null; readonly entries: TimelineRecord[] }[] = [];
  for (const { entry } of newest) {
    const kind = kindOf(entry);
    const last = runs.at(-1);
    if (last && kind !== null && last.kind === kind) {
      last.entries.push(entry);
    } else {
      runs.push({ kind, entries: [entry] });
    }
  }
  return runs.flatMap((run): TimelineFold[] =>
    run.entries.length >= LEAST ? [run] : run.entries.map((entry) => ({ kind: null, entries: [entry] }))
  );
}

function kindOf({ kind, by }: TimelineRecord): FoldKind | null {
  if (by !== '') {
    return null;
  }
  switch (kind) {
    case 'joined':
    case 'alert-ended':
      return kind;
    case 'opened':
    case 'merged-in':
    case 'split-off':
      return 'regrouped';
    default:
      return null;
  }
}
