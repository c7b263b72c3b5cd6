import type { TimelineRecord } from '../../../api/incidents.ts';

/** Entries of one kind that follow each other, newest first; a single one stands for itself. */
export interface TimelineFold {
  readonly kind: TimelineRecord['kind'];
  readonly entries: readonly TimelineRecord[];
}

/** What happens by itself, and often. */
const FOLDED: readonly TimelineRecord['kind'][] = ['joined', 'alert-ended'];
const LEAST = 3;

/** The timeline, newest first, where alerts that join or end one after the other are taken together: hundreds of them must not hide what people did. */
export function foldTimeline(timeline: readonly TimelineRecord[]): TimelineFold[] {
  const newest = timeline.map((entry, place) => ({ entry, place }));
  newest.sort((a, b) => b.entry.at - a.entry.at || b.place - a.place);
  const runs: TimelineRecord[][] = [];
  for (const { entry } of newest) {
    const last = runs.at(-1);
    if (last && FOLDED.includes(entry.kind) && last[0].kind === entry.kind && entry.by === '') {
      last.push(entry);
    } else {
      runs.push([entry]);
    }
  }
  return runs.flatMap((entries) =>
    entries.length >= LEAST
      ? [{ kind: entries[0].kind, entries }]
      : entries.map((entry) => ({ kind: entry.kind, entries: [entry] }))
  );
}
