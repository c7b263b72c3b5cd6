import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { AuditRepository } from './audit-repository.ts';
import type { MonitorChange, Named, NewMonitor } from './monitor-store.ts';
import { newId, ownerColumns, ownerOf, parsed } from './record-parts.ts';
import type { MonitorRow, MonitorVersionRow } from './records.ts';

/** Monitors and the versions of their specs. */
export class MonitorRepository {
  private readonly db: Kysely<Tables>;
  private readonly now: () => number;
  private readonly audit: AuditRepository;

  constructor(db: Kysely<Tables>, now: () => number, audit: AuditRepository) {
    this.db = db;
    this.now = now;
    this.audit = audit;
  }

  async create(transaction: Transaction<Tables>, input: NewMonitor): Promise<MonitorRow> {
    const { owner, name, origin, source, spec, actor, note } = input;
    await refuseTakenName(transaction, owner, name);
    const now = this.now();
    const id = newId();
    await transaction
      .insertInto('monitors')
      .values({
        id,
        ...ownerColumns(owner),
        name,
        origin,
        source,
        version: 1,
        paused: 0,
        created_at: now,
        created_by: actor.login,
        updated_at: now,
        updated_by: actor.login,
        deleted_at: null,
      })
      .execute();
    await transaction
      .insertInto('monitor_versions')
      .values({ monitor: id, version: 1, spec_json: JSON.stringify(spec), at: now, author: actor.login, note })
      .execute();
    const after = await this.demand(transaction, owner, id);
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'monitor.create',
      subject: id,
      subjectName: name,
      before: null,
      after: spec,
    });
    return after;
  }

  async update(transaction: Transaction<Tables>, input: MonitorChange): Promise<MonitorRow> {
    const { owner, id, name, spec, actor, note } = input;
    const before = await this.demandLive(transaction, owner, id);
    if (before.version !== input.version) {
      throw new NightjarError(
        'conflict',
        `${before.updatedBy} has changed the monitor since (version ${before.version}; yours began from ${input.version}): load it again, and make your change there.`
      );
    }
    const source = input.source ?? before.source;
    if (before.name === name && before.source === source && isDeepStrictEqual(before.spec, plain(spec))) {
      return before;
    }
    if (before.name !== name) {
      await refuseTakenName(transaction, owner, name);
    }
    const now = this.now();
    const version = before.version + 1;
    await transaction
      .insertInto('monitor_versions')
      .values({ monitor: id, version, spec_json: JSON.stringify(spec), at: now, author: actor.login, note })
      .execute();
    await transaction
      .updateTable('monitors')
      .set({ name, source, version, updated_at: now, updated_by: actor.login })
      .where('id', '=', id)
      .execute();
    await this.audit.note(transaction, {
      owner,
      actor,
      action: 'monitor.update',
      subject: id,
      subjectName: name,
      before: before.spec,
      after: spec,
    });
    return this.demand(transaction, owner, id);
  }

  async pause(transaction: Transaction<Tables>, input: Named & { readonly paused: boolean }): Promise<MonitorRow> {
    const before = await this.demandLive(transaction, input.owner, input.id);
    if (before.paused === input.paused) {
      return before;
    }
    const action = input.paused ? 'monitor.pause' : 'monitor.resume';
    return this.change(transaction, input, action, before, { paused: input.paused ? 1 : 0 });
  }

  async delete(transaction: Transaction<Tables>, input: Named): Promise<MonitorRow> {
    const before = await this.demandLive(transaction, input.owner, input.id);
    return this.change(transaction, input, 'monitor.delete', before, { deleted_at: this.now() });
  }

  async restore(transaction: Transaction<Tables>, input: Named): Promise<MonitorRow> {
    const before = await this.demand(transaction, input.owner, input.id);
    if (before.deletedAt === null) {
      return before;
    }
    await refuseTakenName(transaction, input.owner, before.name);
    return this.change(transaction, input, 'monitor.restore', before, { deleted_at: null });
  }

  async get(owner: Owner, id: string): Promise<MonitorRow | null> {
    const row = await monitorsOf(this.db, owner).where('monitors.id', '=', id).executeTakeFirst();
    return row ? monitorOf(row) : null;
  }

  async list(owner: Owner | null, deleted: boolean): Promise<MonitorRow[]> {
    const rows = await monitorsOf(this.db, owner)
      .where('monitors.deleted_at', deleted ? 'is not' : 'is', null)
      .orderBy('monitors.name')
      .orderBy('monitors.id')
      .execute();
    return rows.map(monitorOf);
  }

  async versions(owner: Owner, id: string): Promise<MonitorVersionRow[]> {
    const rows = await this.db
      .selectFrom('monitor_versions')
      .innerJoin('monitors', 'monitors.id', 'monitor_versions.monitor')
      .selectAll('monitor_versions')
      .where('monitors.org_id', '=', owner.orgId)
      .where('monitors.datasource', '=', owner.datasource)
      .where('monitors.id', '=', id)
      .orderBy('monitor_versions.version', 'desc')
      .execute();
    return rows.map(({ spec_json, ...row }) => ({ ...row, spec: parsed(spec_json) }));
  }

  /** The owner's monitor, also one that was deleted; throws `not-found`. */
  async demand(db: Kysely<Tables>, owner: Owner, id: string): Promise<MonitorRow> {
    const row = await monitorsOf(db, owner).where('monitors.id', '=', id).executeTakeFirst();
    if (!row) {
      throw new NightjarError('not-found', `There is no monitor ${id}: it may have been deleted; look in the list.`);
    }
    return monitorOf(row);
  }

  private async demandLive(db: Kysely<Tables>, owner: Owner, id: string): Promise<MonitorRow> {
    const monitor = await this.demand(db, owner, id);
    if (monitor.deletedAt !== null) {
      throw new NightjarError('not-found', `The monitor ${monitor.name} was deleted: bring it back first.`);
    }
    return monitor;
  }

  private async change(
    transaction: Transaction<Tables>,
    { owner, id, actor }: Named,
    action: string,
    before: MonitorRow,
    values: { readonly paused?: number; readonly deleted_at?: number | null }
  ): Promise<MonitorRow> {
    await transaction
      .updateTable('monitors')
      .set({ ...values, updated_at: this.now(), updated_by: actor.login })
      .where('id', '=', id)
      .execute();
    const after = await this.demand(transaction, owner, id);
    const shown = ({ paused, deletedAt }: MonitorRow) => ({ paused, deletedAt });
    await this.audit.note(transaction, {
      owner,
      actor,
      action,
      subject: id,
      subjectName: before.name,
      before: shown(before),
      after: shown(after),
    });
    return after;
  }
}

/** Monitors of every owner that are not deleted. */
export async function countMonitors(db: Kysely<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('monitors')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

function monitorsOf(db: Kysely<Tables>, owner: Owner | null) {
  const query = db
    .selectFrom('monitors')
    .innerJoin('monitor_versions', (join) =>
      join
        .onRef('monitor_versions.monitor', '=', 'monitors.id')
        .onRef('monitor_versions.version', '=', 'monitors.version')
    )
    .selectAll('monitors')
    .select('monitor_versions.spec_json');
  return owner === null
    ? query
    : query.where('monitors.org_id', '=', owner.orgId).where('monitors.datasource', '=', owner.datasource);
}

function monitorOf(row: Tables['monitors'] & { readonly spec_json: string }): MonitorRow {
  return {
    id: row.id,
    owner: ownerOf(row),
    name: row.name,
    origin: row.origin,
    source: row.source,
    version: row.version,
    paused: row.paused === 1,
    spec: parsed(row.spec_json),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    deletedAt: row.deleted_at,
  };
}

/** As it comes back from the store: without what JSON cannot say. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function refuseTakenName(db: Kysely<Tables>, owner: Owner, name: string): Promise<void> {
  const taken = await db
    .selectFrom('monitors')
    .select('id')
    .where('org_id', '=', owner.orgId)
    .where('datasource', '=', owner.datasource)
    .where('name', '=', name)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (taken) {
    throw new NightjarError('bad-request', `There is a monitor named '${name}' already: give this one another name.`);
  }
}
