import type { Kysely, Selectable, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { VerdictWithDetection } from './detection-filter.ts';
import type { DetectionRepository } from './detection-repository.ts';
import { detectionOf, detectionsOf } from './detection-repository.ts';
import type { MonitorRepository } from './monitor-repository.ts';
import type { MonitorStore, NewVerdict } from './monitor-store.ts';
import { inParts, ownerColumns, parsed } from './record-parts.ts';
import type { AdjustmentRow, VerdictRow } from './records.ts';

/** What people say of detections, and what that changed. Nothing is overwritten: what was replaced or taken back stays, marked so. */
export class VerdictRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;
  private readonly audit: AuditRepository;
  private readonly monitors: MonitorRepository;
  private readonly detections: DetectionRepository;

  constructor(
    db: Kysely<Tables>,
    now: () => number,
    audit: AuditRepository,
    monitors: MonitorRepository,
    detections: DetectionRepository
  ) {
    this.db = db;
    this.now = now;
    this.audit = audit;
    this.monitors = monitors;
    this.detections = detections;
  }

  async give(transaction: Transaction<Tables>, input: NewVerdict): Promise<VerdictRow> {
    const { owner, detection, verdict, until, note, actor } = input;
    const { monitor, verdict: before } = await this.detections.demand(transaction, owner, detection);
    const { name } = await this.monitors.demand(transaction, owner, monitor);
    const at = this.now();
    await this.withdrawStanding(transaction, detection);
    const { id } = await transaction
      .insertInto('verdicts')
      .values({
        ...ownerColumns(owner),
        detection,
        monitor,
        verdict,
        until,
        note,
        author: actor.login,
        at,
        withdrawn_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'verdict.give',
      subject: detection,
      subjectName: name,
      before: before && { verdict: before.verdict, until: before.until, note: before.note },
      after: { verdict, until, note },
    });
    return { id, owner, detection, monitor, verdict, until, note, author: actor.login, at, withdrawnAt: null };
  }

  async withdraw(
    transaction: Transaction<Tables>,
    { owner, detection, actor }: Parameters<MonitorStore['withdrawVerdict']>[0]
  ): Promise<VerdictRow> {
    const { monitor, verdict } = await this.detections.demand(transaction, owner, detection);
    if (!verdict) {
      throw new NightjarError('not-found', 'There is no verdict on this detection to take back.');
    }
    const { name } = await this.monitors.demand(transaction, owner, monitor);
    await this.withdrawStanding(transaction, detection);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'verdict.withdraw',
      subject: detection,
      subjectName: name,
      before: { verdict: verdict.verdict, until: verdict.until, note: verdict.note },
      after: null,
    });
    return { ...verdict, withdrawnAt: this.now() };
  }

  async list(owner: Owner, monitor: string): Promise<VerdictWithDetection[]> {
    const rows = await detectionsOf(this.db, owner)
      .where('detections.monitor', '=', monitor)
      .where('verdicts.id', 'is not', null)
      .orderBy('verdicts.id')
      .execute();
    return rows.flatMap((row) => {
      const { verdict, ...detectionRow } = detectionOf(row);
      return verdict ? [{ ...verdict, detectionRow }] : [];
    });
  }

  async adjust(
    transaction: Transaction<Tables>,
    { owner, monitor, rules, actor }: Parameters<MonitorStore['applyAdjustment']>[0]
  ): Promise<AdjustmentRow> {
    const { name } = await this.monitors.demand(transaction, owner, monitor);
    const [before] = await this.current(transaction, [monitor]);
    const at = this.now();
    const row = await transaction
      .insertInto('adjustments')
      .values({ monitor, at, author: actor.login, rules_json: JSON.stringify(rules), withdrawn_at: null })
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = adjustmentOf(row);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'adjustment.apply',
      subject: monitor,
      subjectName: name,
      before: before?.rules ?? null,
      after: after.rules,
    });
    return after;
  }

  async withdrawAdjustment(
    transaction: Transaction<Tables>,
    { owner, monitor, actor }: Parameters<MonitorStore['withdrawAdjustment']>[0]
  ): Promise<AdjustmentRow> {
    const { name } = await this.monitors.demand(transaction, owner, monitor);
    const [before] = await this.current(transaction, [monitor]);
    if (!before) {
      throw new NightjarError('not-found', 'Verdicts change nothing of this monitor: there is nothing to take back.');
    }
    const withdrawnAt = this.now();
    await transaction
      .updateTable('adjustments')
      .set({ withdrawn_at: withdrawnAt })
      .where('id', '=', before.id)
      .execute();
    const [after] = await this.current(transaction, [monitor]);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'adjustment.withdraw',
      subject: monitor,
      subjectName: name,
      before: before.rules,
      after: after?.rules ?? null,
    });
    return { ...before, withdrawnAt };
  }

  /** The newest of each monitor that is not withdrawn. */
  async current(db: Kysely<Tables>, monitors: readonly string[]): Promise<AdjustmentRow[]> {
    const newest = new Map<string, AdjustmentRow>();
    for (const some of inParts(monitors)) {
      const rows = await db
        .selectFrom('adjustments')
        .selectAll()
        .where('monitor', 'in', some)
        .where('withdrawn_at', 'is', null)
        .orderBy('id')
        .execute();
      rows.forEach((row) => newest.set(row.monitor, adjustmentOf(row)));
    }
    return [...newest.values()];
  }

  private async withdrawStanding(transaction: Transaction<Tables>, detection: string): Promise<void> {
    await transaction
      .updateTable('verdicts')
      .set({ withdrawn_at: this.now() })
      .where('detection', '=', detection)
      .where('withdrawn_at', 'is', null)
      .execute();
  }
}

function adjustmentOf(row: Selectable<Tables['adjustments']>): AdjustmentRow {
  return {
    id: row.id,
    monitor: row.monitor,
    at: row.at,
    author: row.author,
    rules: parsed(row.rules_json),
    withdrawnAt: row.withdrawn_at,
  };
}
