import type { AlertOptions } from '../../../contract/alerts.ts';
import { formatDuration } from '../../../contract/duration.ts';
import type { AlertRow } from '../../store/alerts/records.ts';
import type { Face } from './likeness.ts';
import { faceOf, likenessOf } from './likeness.ts';
import type { LiveAlert } from './live-alert.ts';

const MINUTE = 60_000;
/** Alerts of one service that a new one is compared with, the newest. */
const COMPARED = 32;
/** Starts within the window that make an alert one that comes and goes. */
const FLAPS = 3;

interface Known {
  readonly alert: LiveAlert;
  readonly face: Face;
}

export interface Repetition {
  readonly of: LiveAlert;
  readonly reason: string;
}

/** Which alerts repeat which: by fingerprint, and by how alike they are, within the window. */
export class Duplicates {
  private readonly latest = new Map<string, LiveAlert>();
  private readonly known = new Map<string, Known[]>();
  private readonly starts = new Map<string, number[]>();
  private readonly options: () => AlertOptions;

  constructor(options: () => AlertOptions) {
    this.options = options;
  }

  /** What a new alert repeats, or null. */
  find(alert: LiveAlert): Repetition | null {
    const { deduplicationWindowMinutes, similarityThreshold } = this.options();
    const window = deduplicationWindowMinutes * MINUTE;
    if (window === 0) {
      return null;
    }
    const same = this.latest.get(alert.fingerprint);
    if (same && (same.end === null || alert.start - same.lastAt <= window)) {
      const since = alert.start - same.start;
      return { of: same, reason: `The same alert fired ${inWords(since)} before.` };
    }
    const face = faceOf(alert);
    let [best, most] = [null as LiveAlert | null, similarityThreshold];
    for (const other of this.known.get(keyOf(alert)) ?? []) {
      if (Math.abs(alert.start - other.alert.lastAt) > window) {
        continue;
      }
      const likeness = likenessOf(face, other.face);
      if (likeness >= most && (best === null || likeness > most)) {
        [best, most] = [other.alert, likeness];
      }
    }
    return (
      best && { of: best, reason: `${Math.round(most * 100)} % like ${best.name.slice(0, 80)}, in labels and text.` }
    );
  }

  /** An alert that repeats none is what later ones may repeat. */
  add(alert: LiveAlert): void {
    this.latest.set(alert.fingerprint, alert);
    const list = this.known.get(keyOf(alert)) ?? [];
    list.push({ alert, face: faceOf(alert) });
    if (list.length > COMPARED) {
      list.shift();
    }
    this.known.set(keyOf(alert), list);
  }

  /** Notes a start; gives whether the alert comes and goes. */
  noteStart({ fingerprint }: Pick<AlertRow, 'fingerprint'>, at: number): boolean {
    const window = this.options().deduplicationWindowMinutes * MINUTE;
    const starts = (this.starts.get(fingerprint) ?? []).filter((one) => at - one <= window);
    starts.push(at);
    this.starts.set(fingerprint, starts.slice(-FLAPS));
    return starts.length >= FLAPS;
  }

  /** Forgets what nothing can repeat any more. */
  forget(before: number): void {
    for (const [fingerprint, alert] of this.latest) {
      if (alert.lastAt < before && alert.end !== null) {
        this.latest.delete(fingerprint);
      }
    }
    for (const [key, list] of this.known) {
      const left = list.filter(({ alert }) => alert.lastAt >= before);
      if (left.length === 0) {
        this.known.delete(key);
      } else if (left.length < list.length) {
        this.known.set(key, left);
      }
    }
    for (const [fingerprint, starts] of this.starts) {
      if ((starts.at(-1) ?? 0) < before) {
        this.starts.delete(fingerprint);
      }
    }
  }
}

/** Alerts of different services, or of different names where they name none, are never alike. */
function keyOf({ service, name }: Pick<AlertRow, 'service' | 'name'>): string {
  return service === '' ? `\n${name}` : service;
}

function inWords(ms: number): string {
  return formatDuration(Math.max(1_000, Math.round(ms / 1_000) * 1_000));
}
