import type { Selectable } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { AuditRepository } from '../monitors/audit-repository.ts';
import type { StoreParts } from '../monitors/local-monitors.ts';
import { ownerColumns, ownerOf, parsed } from '../monitors/record-parts.ts';
import type { Tables } from '../tables.ts';
import type { RecommendationRow, RecommendationStore } from './recommendation-store.ts';

type Method<K extends keyof RecommendationStore> = RecommendationStore[K];

/** Where nothing is said. */
const MOST_LISTED = 1_000;
/** The course of health goes back this far. */
const HEALTH_KEPT_MS = 90 * 86_400_000;

/** Recommendations on the thread that has the store. */
export class LocalRecommendations implements RecommendationStore {
  private readonly parts: Pick<StoreParts, 'db' | 'write'>;
  private readonly audit: AuditRepository;

  constructor(parts: Pick<StoreParts, 'db' | 'now' | 'write'>) {
    this.parts = parts;
    this.audit = new AuditRepository(parts.db, parts.now);
  }

  putRecommendations: Method<'putRecommendations'> = (rows, by) =>
    this.parts.write(async (on) => {
      for (const row of rows) {
        const { owner, id, revision } = row;
        const columns = {
          state: row.state,
          category: row.category,
          component: row.component,
          priority: row.priority,
          updated_at: row.updatedAt,
          revision: revision + 1,
          record_json: JSON.stringify(row.record),
        };
        const done =
          revision === 0
            ? await on
                .insertInto('recommendations')
                .values({ ...ownerColumns(owner), id, created_at: row.createdAt, ...columns })
                .onConflict((conflict) => conflict.doNothing())
                .executeTakeFirst()
                .then(({ numInsertedOrUpdatedRows = 0n }) => numInsertedOrUpdatedRows)
            : await on
                .updateTable('recommendations')
                .set(columns)
                .where('id', '=', id)
                .where('org_id', '=', owner.orgId)
                .where('datasource', '=', owner.datasource)
                .where('revision', '=', revision)
                .executeTakeFirst()
                .then(({ numUpdatedRows }) => numUpdatedRows);
        if (done === 0n) {
          throw new NightjarError('conflict', 'This recommendation was changed meanwhile: look at it again.');
        }
        if (by) {
          await this.audit.note(on, { owner, subject: id, ...by });
        }
      }
    });

  listRecommendations: Method<'listRecommendations'> = async (owner, filter = {}) => {
    let query = this.parts.db
      .selectFrom('recommendations')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource);
    if (filter.states) {
      query = query.where('state', 'in', [...filter.states]);
    }
    if (filter.categories) {
      query = query.where('category', 'in', [...filter.categories]);
    }
    if (filter.component !== undefined) {
      query = query.where('component', '=', filter.component);
    }
    const rows = await query
      .orderBy('priority', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(filter.limit ?? MOST_LISTED)
      .execute();
    return rows.map(rowOf);
  };

  getRecommendation: Method<'getRecommendation'> = async (owner, id) => {
    const row = await this.parts.db
      .selectFrom('recommendations')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('id', '=', id)
      .executeTakeFirst();
    return row ? rowOf(row) : null;
  };

  putComponentConfig: Method<'putComponentConfig'> = ({ owner, component, type, at, author, values }, actor) =>
    this.parts.write(async (on) => {
      const before = await on
        .selectFrom('component_configs')
        .select('values_json')
        .where('org_id', '=', owner.orgId)
        .where('datasource', '=', owner.datasource)
        .where('component', '=', component)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      await on
        .insertInto('component_configs')
        .values({ ...ownerColumns(owner), component, type, at, author, values_json: JSON.stringify(values) })
        .execute();
      await this.audit.note(on, {
        owner,
        actor,
        action: 'component.config',
        subject: component,
        subjectName: component,
        before: before ? parsed(before.values_json) : null,
        after: values,
      });
    });

  componentConfigs: Method<'componentConfigs'> = async (owner, component) => {
    let query = this.parts.db
      .selectFrom('component_configs')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource);
    if (component !== undefined) {
      query = query.where('component', '=', component);
    }
    const rows = await query.orderBy('at').orderBy('id').execute();
    return rows.map((row) => ({
      owner: ownerOf(row),
      component: row.component,
      type: row.type,
      at: row.at,
      author: row.author,
      values: JSON.parse(row.values_json) as Record<string, number | string>,
    }));
  };

  addHealth: Method<'addHealth'> = ({ owner, at, score, services }) =>
    this.parts.write(async (on) => {
      const columns = { score, services_json: JSON.stringify(services) };
      await on
        .insertInto('health_history')
        .values({ ...ownerColumns(owner), at, ...columns })
        .onConflict((conflict) => conflict.columns(['org_id', 'datasource', 'at']).doUpdateSet(columns))
        .execute();
      await on
        .deleteFrom('health_history')
        .where('org_id', '=', owner.orgId)
        .where('datasource', '=', owner.datasource)
        .where('at', '<', at - HEALTH_KEPT_MS)
        .execute();
    });

  healthHistory: Method<'healthHistory'> = async (owner, from, to) => {
    const rows = await this.parts.db
      .selectFrom('health_history')
      .selectAll()
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('at', '>=', from)
      .where('at', '<=', to)
      .orderBy('at')
      .execute();
    return rows.map((row) => ({
      owner: ownerOf(row),
      at: row.at,
      score: row.score,
      services: JSON.parse(row.services_json) as Record<string, number>,
    }));
  };
}

function rowOf(row: Selectable<Tables['recommendations']>): RecommendationRow {
  return {
    owner: ownerOf(row),
    id: row.id,
    state: row.state,
    category: row.category,
    component: row.component,
    priority: row.priority,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
    record: parsed(row.record_json),
  };
}
