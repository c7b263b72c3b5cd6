import type { Kysely, Transaction } from 'kysely';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { MonitorStore } from './monitor-store.ts';
import { ownerColumns, ownerOf } from './record-parts.ts';
import type { Actor, AuditRow } from './records.ts';

/** One change: what was done to what, and how it was before and after (plain JSON, null where there was or is nothing). */
export interface Change {
  readonly owner: Owner;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Who changed what. Nothing but retention takes a line away. */
export class AuditRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;

  constructor(db: Kysely<Tables>, now: () => number) {
    this.db = db;
    this.now = now;
  }

  async note(transaction: Transaction<Tables>, change: Change): Promise<void> {
    const { owner, actor, action, subject, subjectName, before, after } = change;
    await transaction
      .insertInto('audit')
      .values({
        ...ownerColumns(owner),
        at: this.now(),
        login: actor.login,
        role: actor.role,
        action,
        subject,
        subject_name: subjectName,
        before_json: JSON.stringify(before ?? null),
        after_json: JSON.stringify(after ?? null),
      })
      .execute();
  }

  async list({ owner, limit, before, subject }: Parameters<MonitorStore['listAudit']>[0]): Promise<AuditRow[]> {
    let query = this.db
      .selectFrom('audit')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource);
    if (before !== undefined) {
      query = query.where('id', '<', before);
    }
    if (subject !== undefined) {
      query = query.where('subject', '=', subject);
    }
    const rows = await query.orderBy('id', 'desc').limit(limit).execute();
    return rows.map((row) => ({
      id: row.id,
      owner: ownerOf(row),
      at: row.at,
      login: row.login,
      role: row.role,
      action: row.action,
      subject: row.subject,
      subjectName: row.subject_name,
      before: JSON.parse(row.before_json) as unknown,
      after: JSON.parse(row.after_json) as unknown,
    }));
  }
}
