import type { Kysely, Selectable, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { Named, NewSuppression } from './monitor-store.ts';
import { newId, ownerColumns, ownerOf } from './record-parts.ts';
import type { SuppressionRow } from './records.ts';

/** Which detections nobody wants to be told of, and until when. */
export class SuppressionRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;
  private readonly audit: AuditRepository;

  constructor(db: Kysely<Tables>, now: () => number, audit: AuditRepository) {
    this.db = db;
    this.now = now;
    this.audit = audit;
  }

  async add(transaction: Transaction<Tables>, input: NewSuppression): Promise<SuppressionRow> {
    const { owner, matchers, startsAt, endsAt, reason, actor } = input;
    const row = await transaction
      .insertInto('suppressions')
      .values({
        id: newId(),
        ...ownerColumns(owner),
        matchers_json: JSON.stringify(matchers),
        starts_at: startsAt,
        ends_at: endsAt,
        author: actor.login,
        reason,
        created_at: this.now(),
        removed_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = suppressionOf(row);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'suppression.add',
      subject: after.id,
      subjectName: reason,
      before: null,
      after: { matchers, startsAt, endsAt, reason },
    });
    return after;
  }

  async remove(transaction: Transaction<Tables>, { owner, id, actor }: Named): Promise<SuppressionRow> {
    const row = await suppressionsOf(transaction, owner).where('id', '=', id).executeTakeFirst();
    if (!row) {
      throw new NightjarError('not-found', `There is no suppression ${id}: look in the list.`);
    }
    const before = suppressionOf(row);
    if (before.removedAt !== null) {
      return before;
    }
    const now = this.now();
    // Whoever looks at the times alone sees it end too.
    const endsAt = Math.min(before.endsAt, Math.max(now, before.startsAt));
    await transaction
      .updateTable('suppressions')
      .set({ removed_at: now, ends_at: endsAt })
      .where('id', '=', id)
      .execute();
    const { matchers, startsAt, reason } = before;
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'suppression.remove',
      subject: id,
      subjectName: reason,
      before: { matchers, startsAt, endsAt: before.endsAt, reason },
      after: null,
    });
    return { ...before, endsAt, removedAt: now };
  }

  async list(owner: Owner | null): Promise<SuppressionRow[]> {
    const rows = await suppressionsOf(this.db, owner).orderBy('created_at', 'desc').orderBy('id').execute();
    return rows.map(suppressionOf);
  }
}

function suppressionsOf(db: Kysely<Tables>, owner: Owner | null) {
  const query = db.selectFrom('suppressions').selectAll();
  return owner === null ? query : query.where('org_id', '=', owner.orgId).where('datasource', '=', owner.datasource);
}

function suppressionOf(row: Selectable<Tables['suppressions']>): SuppressionRow {
  return {
    id: row.id,
    owner: ownerOf(row),
    matchers: JSON.parse(row.matchers_json) as SuppressionRow['matchers'],
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    author: row.author,
    reason: row.reason,
    createdAt: row.created_at,
    removedAt: row.removed_at,
  };
}
