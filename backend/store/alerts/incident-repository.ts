import type { Kysely, Selectable, SelectQueryBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { inParts, ownerColumns, parsed } from '../monitors/record-parts.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { IncidentQuery, NoiseRows } from './alert-store.ts';
import type { AlertCommit, IncidentRow, TimelineRow } from './records.ts';

type Query = SelectQueryBuilder<Tables, 'incidents', object>;

/** A chain of merges longer than this is none that people made. */
const MOST_MERGES = 100;

/** Clusters over their life, and what happened in it. */
export class IncidentRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  async keep(transaction: Transaction<Tables>, owner: Owner, incidents: readonly IncidentRow[]): Promise<void> {
    for (const incident of incidents) {
      const columns = columnsOf(incident);
      const theirs = await transaction
        .selectFrom('incidents')
        .select('id')
        .where('id', '=', incident.id)
        .where(({ eb, or }) => or([eb('org_id', '!=', owner.orgId), eb('datasource', '!=', owner.datasource)]))
        .executeTakeFirst();
      if (theirs) {
        throw new NightjarError('conflict', `The id ${incident.id} is that of another incident: try again.`);
      }
      await transaction
        .insertInto('incidents')
        .values({ id: incident.id, ...ownerColumns(owner), ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
      await transaction.deleteFrom('incident_services').where('incident', '=', incident.id).execute();
      for (const some of inParts(incident.services)) {
        await transaction
          .insertInto('incident_services')
          .values(some.map((service) => ({ incident: incident.id, service })))
          .execute();
      }
    }
  }

  async note(
    transaction: Transaction<Tables>,
    { merged, timeline }: Pick<AlertCommit, 'merged' | 'timeline'>
  ): Promise<void> {
    for (const { from, into } of merged) {
      await transaction.updateTable('incident_timeline').set({ incident: into }).where('incident', '=', from).execute();
    }
    for (const some of inParts(timeline, 100)) {
      await transaction.insertInto('incident_timeline').values(some).execute();
    }
  }

  /** Those that are not resolved, or had an alert since; merged ones are left out. */
  async live(owner: Owner, since: number): Promise<IncidentRow[]> {
    const [open, recent] = [
      await this.of(owner).where('resolved', '=', 0).selectAll().execute(),
      await this.of(owner).where('resolved', '=', 1).where('last_alert_at', '>=', since).selectAll().execute(),
    ];
    return [...open, ...recent].map(incidentOf);
  }

  async list(query: IncidentQuery): Promise<{ incidents: IncidentRow[]; more: boolean }> {
    const { owner, limit, before } = query;
    let filtered = this.filtered(query).orderBy('resolved').orderBy('rank', 'desc').orderBy('id', 'desc');
    if (before !== undefined) {
      const row = await this.db
        .selectFrom('incidents')
        .select(['resolved', 'rank', 'id'])
        .where('org_id', '=', owner.orgId)
        .where('datasource', '=', owner.datasource)
        .where('id', '=', before)
        .executeTakeFirst();
      if (!row) {
        throw new NightjarError(
          'not-found',
          'There is no such incident to go on from: it may be too old, and forgotten.'
        );
      }
      filtered = filtered.where(({ eb, or, and }) =>
        or([
          eb('resolved', '>', row.resolved),
          and([eb('resolved', '=', row.resolved), eb('rank', '<', row.rank)]),
          and([eb('resolved', '=', row.resolved), eb('rank', '=', row.rank), eb('id', '<', row.id)]),
        ])
      );
    }
    const rows = await filtered
      .limit(limit + 1)
      .selectAll()
      .execute();
    return { incidents: rows.slice(0, limit).map(incidentOf), more: rows.length > limit };
  }

  async get(owner: Owner, id: string): Promise<IncidentRow | null> {
    for (let [next, merges] = [id, 0]; merges < MOST_MERGES; merges++) {
      const row = await this.db
        .selectFrom('incidents')
        .selectAll()
        .where('org_id', '=', owner.orgId)
        .where('datasource', '=', owner.datasource)
        .where('id', '=', next)
        .executeTakeFirst();
      if (!row) {
        return null;
      }
      if (row.merged_into === null) {
        return incidentOf(row);
      }
      next = row.merged_into;
    }
    return null;
  }

  async timelines(owner: Owner, incidents: readonly string[]): Promise<TimelineRow[]> {
    const rows: TimelineRow[] = [];
    for (const some of inParts(incidents)) {
      rows.push(
        ...(await this.db
          .selectFrom('incident_timeline')
          .innerJoin('incidents', 'incidents.id', 'incident_timeline.incident')
          .select([
            'incident_timeline.incident',
            'incident_timeline.at',
            'incident_timeline.kind',
            'incident_timeline.by',
            'incident_timeline.text',
          ])
          .where('incident_timeline.incident', 'in', some)
          .where('incidents.org_id', '=', owner.orgId)
          .where('incidents.datasource', '=', owner.datasource)
          .orderBy('incident_timeline.at')
          .orderBy('incident_timeline.id')
          .execute())
      );
    }
    return rows;
  }

  async opened(owner: Owner, from: number, to: number): Promise<NoiseRows['incidents']> {
    const rows = await this.of(owner)
      .where('opened_at', '>=', from)
      .where('opened_at', '<=', to)
      .select(['opened_at', 'acted'])
      .orderBy('opened_at')
      .execute();
    return rows.map(({ opened_at, acted }) => ({ at: opened_at, acted: acted === 1 }));
  }

  private filtered({ owner, from, to, states, severities, service, assignee, text }: IncidentQuery): Query {
    let query = this.of(owner);
    if (from !== undefined) {
      query = query.where(({ eb, or }) => or([eb('resolved', '=', 0), eb('resolved_at', '>=', from)]));
    }
    if (to !== undefined) {
      query = query.where('started_at', '<=', to);
    }
    if (states !== undefined) {
      query = query.where('state', 'in', states);
    }
    if (severities !== undefined) {
      query = query.where('severity', 'in', severities);
    }
    if (service !== undefined) {
      query = query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('incident_services')
            .select('incident_services.service')
            .whereRef('incident_services.incident', '=', 'incidents.id')
            .where('incident_services.service', '=', service)
        )
      );
    }
    if (assignee !== undefined) {
      query = query.where('assignee', '=', assignee);
    }
    for (const word of (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      query = query.where(sql<boolean>`lower(${sql.ref('title')}) like ${pattern} escape '\\'`);
    }
    return query;
  }

  private of(owner: Owner): Query {
    return this.db
      .selectFrom('incidents')
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('merged_into', 'is', null) as Query;
  }
}

function columnsOf(incident: IncidentRow): Omit<Selectable<Tables['incidents']>, 'org_id' | 'datasource' | 'id'> {
  const isResolved = incident.state === 'resolved';
  return {
    cluster: incident.cluster,
    state: incident.state,
    resolved: isResolved ? 1 : 0,
    rank: isResolved ? incident.startedAt : incident.priority,
    title: incident.title,
    severity: incident.severity,
    priority: incident.priority,
    confidence: incident.confidence,
    started_at: incident.startedAt,
    opened_at: incident.openedAt,
    last_alert_at: incident.lastAlertAt,
    resolved_at: incident.resolvedAt,
    escalated_at: incident.escalatedAt,
    acknowledged_by: incident.acknowledgedBy,
    assignee: incident.assignee,
    alerts: incident.alerts,
    received: incident.received,
    firing: incident.firing,
    services_json: JSON.stringify(incident.services),
    impact: incident.impact,
    silenced_until: incident.silencedUntil,
    merged_into: incident.mergedInto,
    acted: incident.acted ? 1 : 0,
    detail_json: JSON.stringify(incident.detail),
  };
}

function incidentOf(row: Selectable<Tables['incidents']>): IncidentRow {
  return {
    id: row.id,
    cluster: row.cluster,
    state: row.state,
    title: row.title,
    severity: row.severity,
    priority: row.priority,
    confidence: row.confidence,
    startedAt: row.started_at,
    openedAt: row.opened_at,
    lastAlertAt: row.last_alert_at,
    resolvedAt: row.resolved_at,
    escalatedAt: row.escalated_at,
    acknowledgedBy: row.acknowledged_by,
    assignee: row.assignee,
    alerts: row.alerts,
    received: row.received,
    firing: row.firing,
    services: JSON.parse(row.services_json) as string[],
    impact: row.impact,
    silencedUntil: row.silenced_until,
    mergedInto: row.merged_into,
    acted: row.acted === 1,
    detail: parsed(row.detail_json),
  };
}
