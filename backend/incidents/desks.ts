import { NightjarError, asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AlertAudit } from '../store/alerts/alert-store.ts';
import type { Owner } from '../store/owner.ts';
import type { DeskParts, DeskSettings } from './desk/desk.ts';
import { Desk } from './desk/desk.ts';
import type { Draft } from './desk/draft.ts';
import { takeEvents } from './desk/take-events.ts';
import { keyOf } from './intake-queue.ts';
import type { IncidentSummary } from './records.ts';

/** Events that are put together in one transaction, about. */
const CHUNK = 1_000;

interface Place {
  readonly owner: Owner;
  desk: Desk | null;
  turn: Promise<unknown>;
  /** A look at the journal that has not begun: another one would find nothing more. */
  drain: Promise<void> | null;
}

export interface DesksOptions {
  readonly parts: DeskParts;
  readonly log: Log;
  settingsOf(owner: Owner): Promise<DeskSettings>;
  /** Incidents that changed, once they are kept. */
  told(owner: Owner, incidents: readonly IncidentSummary[]): void;
  /** So many events of an owner are put together. */
  done(owner: Owner, events: number): void;
}

/** The desks of all owners: what is done at one follows what was done there before. */
export class Desks {
  private readonly options: DesksOptions;
  private readonly places = new Map<string, Place>();

  constructor(options: DesksOptions) {
    this.options = options;
  }

  /** Looks after an owner's incidents from now on. */
  add(owner: Owner): void {
    this.placeOf(owner);
  }

  owners(): Owner[] {
    return [...this.places.values()].map(({ owner }) => owner);
  }

  /** Changes something at an owner's desk and keeps it. After a failure the next one begins from what the store has. */
  change<T>(
    owner: Owner,
    task: (desk: Desk, draft: Draft) => Promise<T>,
    audit?: (result: T) => AlertAudit | undefined
  ): Promise<T> {
    return this.at(owner, async (desk) => {
      const draft = desk.draft();
      const result = await task(desk, draft);
      this.options.told(owner, await desk.keep(draft, audit?.(result)));
      return result;
    });
  }

  /** Puts together what waits in the journal; resolves when all that was there is. */
  drain(owner: Owner): Promise<void> {
    const place = this.placeOf(owner);
    place.drain ??= this.at(owner, async (desk) => {
      place.drain = null;
      while (await this.takeSome(desk)) {
        // On to the next.
      }
    }).finally(() => (place.drain = null));
    return place.drain;
  }

  /** Has the desk, where there is one, work by new settings; `anew`: it begins from what the store has. */
  async renew(owner: Owner, anew = false): Promise<void> {
    const place = this.placeOf(owner);
    await this.inTurn(place, async () => {
      if (anew) {
        place.desk = null;
      }
      place.desk?.take(await this.options.settingsOf(owner));
    });
  }

  /** Another process goes on: what is in memory is of no use any more. */
  forget(): void {
    this.places.forEach((place) => (place.desk = null));
  }

  async settled(): Promise<void> {
    await Promise.allSettled([...this.places.values()].map(({ turn }) => turn));
  }

  private at<T>(owner: Owner, task: (desk: Desk) => Promise<T>): Promise<T> {
    const place = this.placeOf(owner);
    return this.inTurn(place, async () => {
      place.desk ??= await Desk.open(owner, this.options.parts, await this.options.settingsOf(owner));
      try {
        return await task(place.desk);
      } catch (error) {
        // It may hold half of a change.
        place.desk = null;
        throw error;
      }
    });
  }

  private async takeSome(desk: Desk): Promise<boolean> {
    const { owner, parts } = desk;
    const rows = await parts.store.readJournal(owner, CHUNK);
    if (rows.length === 0) {
      return false;
    }
    const place = this.placeOf(owner);
    const take = async (at: Desk, clusters: boolean): Promise<void> => {
      const draft = at.draft();
      await takeEvents(at, rows, draft, clusters);
      draft.journalTo = rows[rows.length - 1].seq;
      this.options.told(owner, await at.keep(draft));
    };
    try {
      await take(desk, true);
    } catch (error) {
      if (error instanceof NightjarError) {
        throw error;
      }
      // A fault of ours must not stop all that comes after: these alerts are kept, and stand alone.
      const reason = error instanceof Error ? (error.stack ?? error.message) : asNightjarError(error).message;
      this.options.log('error', 'Alerts could not be put together; they are kept without an incident.', { reason });
      place.desk = await Desk.open(owner, parts, await this.options.settingsOf(owner));
      await take(place.desk, false);
      this.options.done(
        owner,
        rows.reduce((sum, { events }) => sum + events.length, 0)
      );
      return this.takeSome(place.desk);
    }
    this.options.done(
      owner,
      rows.reduce((sum, { events }) => sum + events.length, 0)
    );
    return true;
  }

  private inTurn<T>(place: Place, task: () => Promise<T>): Promise<T> {
    const result = place.turn.then(task, task);
    place.turn = result.catch(() => undefined);
    return result;
  }

  private placeOf(owner: Owner): Place {
    const known = this.places.get(keyOf(owner)) ?? { owner, desk: null, turn: Promise.resolve(), drain: null };
    this.places.set(keyOf(owner), known);
    return known;
  }
}
