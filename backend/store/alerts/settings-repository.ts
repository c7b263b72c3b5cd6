import type { Kysely, Selectable, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { AuditRepository } from '../monitors/audit-repository.ts';
import { newId, ownerColumns, parsed } from '../monitors/record-parts.ts';
import type { Actor, Json } from '../monitors/records.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { ApartRow, ChangeRow, WindowRow } from './records.ts';

/** What people set: options, maintenance windows, and what they took apart; and changes of services. */
export class SettingsRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;
  private readonly audit: AuditRepository;

  constructor(db: Kysely<Tables>, now: () => number, audit: AuditRepository) {
    this.db = db;
    this.now = now;
    this.audit = audit;
  }

  async options(db: Kysely<Tables>, owner: Owner): Promise<Json | null> {
    const row = await db
      .selectFrom('alert_options')
      .select('options_json')
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .executeTakeFirst();
    return row ? parsed(row.options_json) : null;
  }

  async putOptions(transaction: Transaction<Tables>, owner: Owner, options: Json, actor: Actor): Promise<void> {
    const before = await this.options(transaction, owner);
    const columns = { options_json: JSON.stringify(options), updated_at: this.now(), updated_by: actor.login };
    await transaction
      .insertInto('alert_options')
      .values({ ...ownerColumns(owner), ...columns })
      .onConflict((conflict) => conflict.columns(['org_id', 'datasource']).doUpdateSet(columns))
      .execute();
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'alert-options.change',
      subject: 'alert-options',
      subjectName: '',
      before,
      after: options,
    });
  }

  async windows(owner: Owner): Promise<WindowRow[]> {
    const rows = await this.windowsOf(this.db, owner).orderBy('starts_at').orderBy('id').execute();
    return rows.map(windowOf);
  }

  async addWindow(
    transaction: Transaction<Tables>,
    owner: Owner,
    window: Omit<WindowRow, 'id' | 'author'>,
    actor: Actor
  ): Promise<WindowRow> {
    const { reason, matchers, start, end } = window;
    const row = { id: newId(), reason, matchers, start, end, author: actor.login };
    await transaction
      .insertInto('maintenance_windows')
      .values({
        id: row.id,
        ...ownerColumns(owner),
        reason,
        matchers_json: JSON.stringify(matchers),
        starts_at: start,
        ends_at: end,
        author: actor.login,
      })
      .execute();
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'maintenance.add',
      subject: row.id,
      subjectName: reason,
      before: null,
      after: { reason, matchers, start, end },
    });
    return row;
  }

  async removeWindow(transaction: Transaction<Tables>, owner: Owner, id: string, actor: Actor): Promise<WindowRow> {
    const found = await this.windowsOf(transaction, owner).where('id', '=', id).executeTakeFirst();
    if (!found) {
      throw new NightjarError('not-found', 'There is no such maintenance window: look in the list.');
    }
    await transaction.deleteFrom('maintenance_windows').where('id', '=', id).execute();
    const row = windowOf(found);
    const { reason, matchers, start, end } = row;
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'maintenance.remove',
      subject: id,
      subjectName: reason,
      before: { reason, matchers, start, end },
      after: null,
    });
    return row;
  }

  async apart(owner: Owner): Promise<ApartRow[]> {
    const rows = await this.db
      .selectFrom('alerts_apart')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .orderBy('at')
      .execute();
    return rows.map(({ id, one_json, other_json, at, author }) => ({
      id,
      one: JSON.parse(one_json) as string[],
      other: JSON.parse(other_json) as string[],
      at,
      author,
    }));
  }

  /** Keeps what people took apart, and forgets what they put together again. */
  async learn(
    transaction: Transaction<Tables>,
    owner: Owner,
    apart: readonly ApartRow[],
    together: readonly string[]
  ): Promise<void> {
    for (const { id, one, other, at, author } of apart) {
      await transaction
        .insertInto('alerts_apart')
        .values({
          id,
          ...ownerColumns(owner),
          one_json: JSON.stringify(one),
          other_json: JSON.stringify(other),
          at,
          author,
        })
        .execute();
    }
    if (together.length > 0) {
      await transaction
        .deleteFrom('alerts_apart')
        .where('org_id', '=', owner.orgId)
        .where('datasource', '=', owner.datasource)
        .where('id', 'in', together)
        .execute();
    }
  }

  async addChange(transaction: Transaction<Tables>, owner: Owner, change: ChangeRow): Promise<void> {
    await transaction
      .insertInto('service_changes')
      .values({ ...ownerColumns(owner), ...change })
      .execute();
  }

  async changes(owner: Owner, since: number): Promise<ChangeRow[]> {
    return this.db
      .selectFrom('service_changes')
      .select(['at', 'service', 'text'])
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('at', '>=', since)
      .orderBy('at')
      .execute();
  }

  private windowsOf(db: Kysely<Tables>, owner: Owner) {
    return db
      .selectFrom('maintenance_windows')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource);
  }
}

function windowOf(row: Selectable<Tables['maintenance_windows']>): WindowRow {
  return {
    id: row.id,
    reason: row.reason,
    matchers: JSON.parse(row.matchers_json) as string[],
    start: row.starts_at,
    end: row.ends_at,
    author: row.author,
  };
}
