import type { Kysely } from 'kysely';
import { NightjarError } from '../errors.ts';
import type { Holder } from './process-identity.ts';
import { hasEnded } from './process-identity.ts';
import type { Tables } from './tables.ts';

/** How long a lease lasts without a heartbeat, and how often the holder sends one; ms. */
export const LEASE_MS = 30_000;
export const HEARTBEAT_MS = 10_000;

const NAME = 'evaluation';

/** Who may write. */
export interface LeaseState {
  readonly held: boolean;
  /** The holder in words; null while nobody holds it. */
  readonly holder: string | null;
}

/**
 * The right to evaluate into a store, which one process has at a time. It runs out when its holder stops renewing it; a holder on the same
 * machine that has ended is succeeded at once. Every write asks for it in its own transaction, so that a process that slept
 * through its lease cannot write over its successor.
 */
export class Lease {
  private readonly db: Kysely<Tables>;
  private readonly own: Holder;
  private readonly now: () => number;

  /** `now`: the clock, ms since the epoch. */
  constructor(db: Kysely<Tables>, own: Holder, now: () => number) {
    this.db = db;
    this.own = own;
    this.now = now;
  }

  /** Takes the lease where it is free, renews it where it is ours. */
  async renew(): Promise<LeaseState> {
    return this.db.transaction().execute(async (transaction) => {
      const now = this.now();
      const row = await liveLease(transaction, this.own, now);
      if (row && row.holder !== this.own.id) {
        return { held: false, holder: inWords(row) };
      }
      const { id: holder, pid, place, host } = this.own;
      const values = { holder, pid, place, host, acquired_at: row?.acquired_at ?? now, expires_at: now + LEASE_MS };
      await transaction
        .insertInto('leases')
        .values({ name: NAME, ...values })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
        .execute();
      return { held: true, holder: inWords(this.own) };
    });
  }

  /** Throws `busy` where the lease is not ours (any more); call it first in every transaction that writes. */
  async demand(db: Kysely<Tables>): Promise<void> {
    const row = await liveLease(db, this.own, this.now());
    if (row?.holder !== this.own.id) {
      throw new NightjarError(
        'busy',
        row
          ? `Nothing was kept: ${inWords(row)} evaluates this store, and this process only reads it.`
          : 'Nothing was kept: this process has lost its lease on the store, and takes it again in a moment.'
      );
    }
  }

  async release(): Promise<void> {
    await this.db.deleteFrom('leases').where('name', '=', NAME).where('holder', '=', this.own.id).execute();
  }
}

/** The lease that still counts at `now`. */
export async function liveLease(db: Kysely<Tables>, own: Holder, now: number): Promise<Tables['leases'] | undefined> {
  const row = await db.selectFrom('leases').selectAll().where('name', '=', NAME).executeTakeFirst();
  return row && row.expires_at > now && !hasEnded(row, own) ? row : undefined;
}

export function inWords({ pid, host }: { readonly pid: number; readonly host: string }): string {
  return `process ${pid} on ${host}`;
}
