import type { Kysely, Selectable, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { Tables } from '../tables.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { MonitorRepository } from './monitor-repository.ts';
import type { MonitorStore, NewExclusion } from './monitor-store.ts';
import { newId } from './record-parts.ts';
import type { ExclusionRow } from './records.ts';

/** What people keep out of training by hand, and what they let back in. */
export class ExclusionRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;
  private readonly audit: AuditRepository;
  private readonly monitors: MonitorRepository;

  constructor(db: Kysely<Tables>, now: () => number, audit: AuditRepository, monitors: MonitorRepository) {
    this.db = db;
    this.now = now;
    this.audit = audit;
    this.monitors = monitors;
  }

  async put(transaction: Transaction<Tables>, input: NewExclusion): Promise<ExclusionRow> {
    const { owner, monitor, id = newId(), cause, ref, start, end, off, note, actor } = input;
    const { name } = await this.monitors.demand(transaction, owner, monitor);
    const known = await transaction
      .selectFrom('exclusions')
      .selectAll()
      .where('monitor', '=', monitor)
      .where('id', '=', id)
      .executeTakeFirst();
    const values = {
      cause,
      ref,
      started_at: start,
      ended_at: end,
      off: off ? 1 : 0,
      note,
      author: actor.login,
      at: this.now(),
    };
    const row = await transaction
      .insertInto('exclusions')
      .values({ monitor, id, ...values })
      .onConflict((conflict) => conflict.columns(['monitor', 'id']).doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = exclusionOf(row);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'exclusion.put',
      subject: monitor,
      subjectName: name,
      before: known ? exclusionOf(known) : null,
      after,
    });
    return after;
  }

  async remove(
    transaction: Transaction<Tables>,
    { owner, id, monitor, actor }: Parameters<MonitorStore['removeExclusion']>[0]
  ): Promise<ExclusionRow> {
    let query = transaction
      .selectFrom('exclusions')
      .innerJoin('monitors', 'monitors.id', 'exclusions.monitor')
      .selectAll('exclusions')
      .select('monitors.name')
      .where('monitors.org_id', '=', owner.orgId)
      .where('monitors.datasource', '=', owner.datasource)
      .where('exclusions.id', '=', id);
    if (monitor !== undefined) {
      query = query.where('exclusions.monitor', '=', monitor);
    }
    const rows = await query.execute();
    if (rows.length === 0) {
      throw new NightjarError('not-found', `There is no exclusion ${id}: look in the monitor's list.`);
    }
    if (rows.length > 1) {
      throw new NightjarError('bad-request', `Several monitors have an exclusion ${id}: say of which it is to go.`);
    }
    const before = exclusionOf(rows[0]);
    await transaction.deleteFrom('exclusions').where('monitor', '=', before.monitor).where('id', '=', id).execute();
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'exclusion.remove',
      subject: before.monitor,
      subjectName: rows[0].name,
      before,
      after: null,
    });
    return before;
  }

  async list(monitor: string): Promise<ExclusionRow[]> {
    const rows = await this.db
      .selectFrom('exclusions')
      .selectAll()
      .where('monitor', '=', monitor)
      .orderBy('started_at')
      .orderBy('id')
      .execute();
    return rows.map(exclusionOf);
  }
}

function exclusionOf(row: Selectable<Tables['exclusions']>): ExclusionRow {
  return {
    id: row.id,
    monitor: row.monitor,
    cause: row.cause,
    ref: row.ref,
    start: row.started_at,
    end: row.ended_at,
    off: row.off === 1,
    note: row.note,
    author: row.author,
    at: row.at,
  };
}
