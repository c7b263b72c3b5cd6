import { NightjarError } from '../errors.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import type { AlertStore } from '../store/alerts/alert-store.ts';
import type { Json } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';

/** Events of one owner that may wait to be put together: beyond them nothing more is taken. */
const MOST_WAITING = 500_000;
/** Events that go to the disk together. */
const MOST_AT_ONCE = 5_000;

interface Taken {
  readonly owner: Owner;
  readonly events: readonly AlertEvent[];
  resolve(): void;
  reject(error: unknown): void;
}

/** Puts events on the disk: those that come while the disk is busy go there together. */
export class IntakeQueue {
  private readonly store: Pick<AlertStore, 'appendJournal'>;
  private readonly now: () => number;
  private readonly kept: (owner: Owner) => void;
  private readonly waiting = new Map<string, number>();
  private pending: Taken[] = [];
  private writing: Promise<void> | null = null;

  /** `kept` is told of each owner whose events are on the disk. */
  constructor(store: Pick<AlertStore, 'appendJournal'>, now: () => number, kept: (owner: Owner) => void) {
    this.store = store;
    this.now = now;
    this.kept = kept;
  }

  /** Resolves when the events are on the disk. Rejects with `busy` where too many wait, and as the store does. */
  take(owner: Owner, events: readonly AlertEvent[]): Promise<void> {
    const key = keyOf(owner);
    const waiting = this.waiting.get(key) ?? 0;
    if (waiting + events.length > MOST_WAITING) {
      const text = `${waiting} alerts wait to be put together already: send these again in a minute.`;
      return Promise.reject(new NightjarError('busy', text));
    }
    this.waiting.set(key, waiting + events.length);
    return new Promise<void>((resolve, reject) => {
      const failed = (error: unknown): void => {
        this.done(owner, events.length);
        reject(error as Error);
      };
      this.pending.push({ owner, events, resolve, reject: failed });
      this.writing ??= this.write().finally(() => (this.writing = null));
    });
  }

  /** So many of an owner's are put together. */
  done(owner: Owner, events: number): void {
    const key = keyOf(owner);
    this.waiting.set(key, Math.max(0, (this.waiting.get(key) ?? 0) - events));
  }

  /** How many waited when this process took over. */
  found(owner: Owner, events: number): void {
    this.waiting.set(keyOf(owner), events);
  }

  async flushed(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    // What is taken in this turn of the event loop goes together.
    await Promise.resolve();
    while (this.pending.length > 0) {
      const batch = this.next();
      try {
        await this.store.appendJournal(entriesOf(batch, this.now()));
        batch.forEach(({ resolve }) => resolve());
        new Map(batch.map(({ owner }) => [keyOf(owner), owner])).forEach((owner) => this.kept(owner));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
  }

  private next(): Taken[] {
    let events = 0;
    const enough = this.pending.findIndex((taken, i) => {
      events += taken.events.length;
      return i > 0 && events > MOST_AT_ONCE;
    });
    return this.pending.splice(0, enough < 0 ? this.pending.length : enough);
  }
}

/** One row for each owner's, cut where they are many. */
function entriesOf(batch: readonly Taken[], at: number): Parameters<AlertStore['appendJournal']>[0] {
  const byOwner = new Map<string, { readonly owner: Owner; readonly events: Json[] }>();
  for (const { owner, events } of batch) {
    const entry = byOwner.get(keyOf(owner)) ?? { owner, events: [] };
    byOwner.set(keyOf(owner), entry);
    events.forEach((event) => entry.events.push(event as unknown as Json));
  }
  return [...byOwner.values()].flatMap(({ owner, events }) =>
    Array.from({ length: Math.ceil(events.length / ROW_EVENTS) }, (_, i) => ({
      owner,
      at,
      events: events.slice(i * ROW_EVENTS, (i + 1) * ROW_EVENTS),
    }))
  );
}

/** Events of one row. */
const ROW_EVENTS = 1_000;

export function keyOf({ orgId, datasource }: Owner): string {
  return `${orgId}\n${datasource}`;
}
