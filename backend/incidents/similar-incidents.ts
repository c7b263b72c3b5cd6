import type { IncidentRow, TimelineRow } from '../store/alerts/records.ts';
import { detailOf } from './desk/live-incident.ts';
import type { IncidentRecord } from './records.ts';
import { timelineOf } from './to-records.ts';

/** Least similarity of an incident worth looking at. */
const LEAST = 0.3;
const MOST = 5;
/** What counts as done: what people did, beside looking. */
const DEEDS = new Set(['acknowledge', 'assign', 'comment', 'silence', 'resolve', 'merge', 'split']);

interface Compared {
  readonly row: IncidentRow;
  readonly similarity: number;
}

/** Those of `past` that are most like an incident: by the alerts they share, and of which services (Jaccard of `name@service` and of each by itself). */
export function mostSimilar(incident: IncidentRow, past: readonly IncidentRow[]): Compared[] {
  const own = featuresOf(incident);
  return past
    .filter(({ id }) => id !== incident.id)
    .map((row) => ({ row, similarity: likeness(own, featuresOf(row)) }))
    .filter(({ similarity }) => similarity >= LEAST)
    .sort((a, b) => b.similarity - a.similarity || b.row.startedAt - a.row.startedAt)
    .slice(0, MOST);
}

/** With what was done then, oldest first. */
export function similarRecords(
  found: readonly Compared[],
  timelines: readonly TimelineRow[]
): IncidentRecord['similar'] {
  return found.map(({ row: { id, title, startedAt, resolvedAt }, similarity }) => ({
    id,
    title,
    startedAt,
    resolvedAt,
    similarity: Math.round(similarity * 100) / 100,
    done: timelines.filter((line) => line.incident === id && line.by !== '' && DEEDS.has(line.kind)).map(timelineOf),
  }));
}

function featuresOf(row: IncidentRow): ReadonlySet<string> {
  const { signature } = detailOf(row);
  return new Set(
    signature.flatMap((pair) => {
      const cut = pair.lastIndexOf('@');
      return [pair, `name ${pair.slice(0, cut)}`, `service ${pair.slice(cut + 1)}`];
    })
  );
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  a.forEach((feature) => (shared += b.has(feature) ? 1 : 0));
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
