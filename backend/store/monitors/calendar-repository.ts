import type { Kysely, Selectable, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { hashOf } from '../contents.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { Named, NewCalendar } from './monitor-store.ts';
import { newId, ownerColumns, ownerOf } from './record-parts.ts';
import type { CalendarRow } from './records.ts';

/** Calendars whose events are kept out of training. */
export class CalendarRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;
  private readonly audit: AuditRepository;

  constructor(db: Kysely<Tables>, now: () => number, audit: AuditRepository) {
    this.db = db;
    this.now = now;
    this.audit = audit;
  }

  async put(transaction: Transaction<Tables>, input: NewCalendar): Promise<CalendarRow> {
    const { owner, name, timeZone, ical, actor } = input;
    const known = await calendarsOf(transaction, owner).where('name', '=', name).executeTakeFirst();
    const values = { time_zone: timeZone, ical, updated_at: this.now(), updated_by: actor.login };
    const row = await transaction
      .insertInto('calendars')
      .values({ id: newId(), ...ownerColumns(owner), name, ...values })
      .onConflict((conflict) => conflict.columns(['org_id', 'datasource', 'name']).doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = calendarOf(row);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: known ? 'calendar.update' : 'calendar.add',
      subject: after.id,
      subjectName: name,
      before: known ? inShort(calendarOf(known)) : null,
      after: inShort(after),
    });
    return after;
  }

  async remove(transaction: Transaction<Tables>, { owner, id, actor }: Named): Promise<CalendarRow> {
    const row = await calendarsOf(transaction, owner).where('id', '=', id).executeTakeFirst();
    if (!row) {
      throw new NightjarError('not-found', `There is no calendar ${id}: look in the list.`);
    }
    const before = calendarOf(row);
    await transaction.deleteFrom('calendars').where('id', '=', id).execute();
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'calendar.remove',
      subject: id,
      subjectName: before.name,
      before: inShort(before),
      after: null,
    });
    return before;
  }

  async list(owner: Owner | null): Promise<CalendarRow[]> {
    const rows = await calendarsOf(this.db, owner).orderBy('name').orderBy('id').execute();
    return rows.map(calendarOf);
  }
}

function calendarsOf(db: Kysely<Tables>, owner: Owner | null) {
  const query = db.selectFrom('calendars').selectAll();
  return owner === null ? query : query.where('org_id', '=', owner.orgId).where('datasource', '=', owner.datasource);
}

/** A calendar may be a megabyte of text: the audit has its hash. */
function inShort({ timeZone, ical }: CalendarRow): unknown {
  return { timeZone, icalBytes: Buffer.byteLength(ical), icalSha256: hashOf(Buffer.from(ical)) };
}

function calendarOf(row: Selectable<Tables['calendars']>): CalendarRow {
  return {
    id: row.id,
    owner: ownerOf(row),
    name: row.name,
    timeZone: row.time_zone,
    ical: row.ical,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}
