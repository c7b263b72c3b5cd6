import { COUNT_MS } from '../../store/alerts/records.ts';
import type { AlertCommit, ApartRow, CountRow, TimelineRow } from '../../store/alerts/records.ts';
import type { Owner } from '../../store/owner.ts';
import { cut } from '../describe-incident.ts';
import type { TimelineRecord } from '../records.ts';
import type { LiveAlert } from './live-alert.ts';
import type { LiveIncident } from './live-incident.ts';
import { rowOf } from './live-incident.ts';

/** Characters of one line of a timeline that Nightjar writes; what people write stays whole. */
const LINE = 500;

/** What changed since the last commit: written together, or not at all. */
export class Draft {
  readonly alerts = new Set<LiveAlert>();
  readonly incidents = new Set<LiveIncident>();
  readonly apart: ApartRow[] = [];
  readonly together: string[] = [];
  journalTo: number | null = null;
  private readonly timeline: TimelineRow[] = [];
  private readonly merged: { from: string; into: string }[] = [];
  private readonly counts = new Map<string, { -readonly [K in keyof CountRow]: CountRow[K] }>();

  /** `by`: who did it; empty where Nightjar did. */
  note(incident: LiveIncident, kind: TimelineRecord['kind'], at: number, text: string, by = ''): void {
    this.incidents.add(incident);
    this.timeline.push({ incident: incident.id, at, kind, by, text: by === '' ? cut(text, LINE) : text });
  }

  /** What was written of one incident so far goes over to another. */
  merge(from: LiveIncident, into: LiveIncident): void {
    this.incidents.add(from).add(into);
    this.merged.push({ from: from.id, into: into.id });
    this.timeline.forEach((row, i) => {
      if (row.incident === from.id) {
        this.timeline[i] = { ...row, incident: into.id };
      }
    });
  }

  count(source: string, at: number, isDifferent: boolean): void {
    const stretch = Math.floor(at / COUNT_MS) * COUNT_MS;
    const key = `${stretch} ${source}`;
    const count = this.counts.get(key) ?? { at: stretch, source, received: 0, different: 0 };
    count.received++;
    count.different += isDifferent ? 1 : 0;
    this.counts.set(key, count);
  }

  get isEmpty(): boolean {
    return (
      this.journalTo === null && this.alerts.size + this.incidents.size + this.apart.length + this.together.length === 0
    );
  }

  commit(owner: Owner, revision: number): AlertCommit {
    const { journalTo, timeline, merged, apart, together } = this;
    return {
      owner,
      revision,
      journalTo,
      alerts: [...this.alerts].map((alert) => ({ ...alert })),
      incidents: [...this.incidents].map(rowOf),
      timeline,
      counts: [...this.counts.values()],
      merged,
      apart,
      together,
    };
  }
}
