import type { Kysely, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { Json } from '../monitors/records.ts';
import { ownerColumns, ownerOf } from '../monitors/record-parts.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { AlertStore } from './alert-store.ts';
import type { AlertCommit, JournalRow } from './records.ts';

/** Rows looked at together. */
const PAGE = 200;

/** Events that were taken and wait to be put together. */
export class JournalRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  async append(transaction: Transaction<Tables>, entries: Parameters<AlertStore['appendJournal']>[0]): Promise<void> {
    for (const { owner, at, events } of entries) {
      await transaction
        .insertInto('alert_journal')
        .values({ ...ownerColumns(owner), at, events: events.length, events_json: JSON.stringify(events) })
        .execute();
    }
  }

  async read(owner: Owner, most: number): Promise<JournalRow[]> {
    const heads = await this.db
      .selectFrom('alert_journal')
      .select(['seq', 'events'])
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    let events = 0;
    const last = heads.findIndex((head, index) => {
      events += head.events;
      return index > 0 && events > most;
    });
    const wanted = last < 0 ? heads : heads.slice(0, last);
    if (wanted.length === 0) {
      return [];
    }
    const rows = await this.db
      .selectFrom('alert_journal')
      .select(['seq', 'at', 'events_json'])
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('seq', '<=', wanted[wanted.length - 1].seq)
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, at, events_json }) => ({ seq, at, events: JSON.parse(events_json) as Json[] }));
  }

  async waiting(): Promise<{ owner: Owner; events: number }[]> {
    const rows = await this.db
      .selectFrom('alert_journal')
      .select(['org_id', 'datasource', ({ fn }) => fn.sum<number>('events').as('events')])
      .groupBy(['org_id', 'datasource'])
      .execute();
    return rows.map((row) => ({ owner: ownerOf(row), events: row.events }));
  }

  async revision(db: Kysely<Tables>, owner: Owner): Promise<number> {
    const row = await db
      .selectFrom('alert_positions')
      .select('revision')
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .executeTakeFirst();
    return row?.revision ?? 0;
  }

  /** Takes what is put together off the journal. Throws `conflict` where somebody else went on meanwhile. */
  async advance(
    transaction: Transaction<Tables>,
    { owner, revision, journalTo }: Pick<AlertCommit, 'owner' | 'revision' | 'journalTo'>
  ): Promise<number> {
    if ((await this.revision(transaction, owner)) !== revision) {
      throw new NightjarError('conflict', 'Another process put alerts together meanwhile: try again.');
    }
    const next = revision + 1;
    await transaction
      .insertInto('alert_positions')
      .values({ ...ownerColumns(owner), revision: next })
      .onConflict((conflict) => conflict.columns(['org_id', 'datasource']).doUpdateSet({ revision: next }))
      .execute();
    if (journalTo !== null) {
      await transaction
        .deleteFrom('alert_journal')
        .where('org_id', '=', owner.orgId)
        .where('datasource', '=', owner.datasource)
        .where('seq', '<=', journalTo)
        .execute();
    }
    return next;
  }
}
