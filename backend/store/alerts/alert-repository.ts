import type { Kysely, Selectable, SelectQueryBuilder, Transaction } from 'kysely';
import type { Matcher } from '../../../contract/promql.ts';
import { NightjarError } from '../../errors.ts';
import { compileSelector } from '../../series/label-matcher.ts';
import type { Labels } from '../../series/series.ts';
import { inParts, ownerColumns } from '../monitors/record-parts.ts';
import type { Json } from '../monitors/records.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { AlertQuery } from './alert-store.ts';
import type { AlertRow, CountRow } from './records.ts';

/** Rows that one statement writes. */
const AT_ONCE = 50;
/** Rows that are looked at together where labels are compared, which SQL does not. */
const PAGE = 2_000;

type Query = SelectQueryBuilder<Tables, 'alerts', object>;

/** Alerts, one row a firing, and how many came in. */
export class AlertRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  async keep(transaction: Transaction<Tables>, owner: Owner, alerts: readonly AlertRow[]): Promise<void> {
    for (const some of inParts(alerts, AT_ONCE)) {
      await transaction
        .insertInto('alerts')
        .values(some.map((alert) => ({ ...ownerColumns(owner), ...columnsOf(alert) })))
        .onConflict((conflict) =>
          conflict.columns(['org_id', 'datasource', 'id']).doUpdateSet(({ ref }) => ({
            annotations_json: ref('excluded.annotations_json'),
            severity: ref('excluded.severity'),
            ended_at: ref('excluded.ended_at'),
            own_end: ref('excluded.own_end'),
            value: ref('excluded.value'),
            url: ref('excluded.url'),
            received: ref('excluded.received'),
            duplicate_of: ref('excluded.duplicate_of'),
            duplicate_reason: ref('excluded.duplicate_reason'),
            flapping: ref('excluded.flapping'),
            muted_by: ref('excluded.muted_by'),
            incident: ref('excluded.incident'),
            reasons_json: ref('excluded.reasons_json'),
            last_at: ref('excluded.last_at'),
          }))
        )
        .execute();
    }
  }

  async count(transaction: Transaction<Tables>, owner: Owner, counts: readonly CountRow[]): Promise<void> {
    for (const count of counts) {
      await transaction
        .insertInto('alert_counts')
        .values({ ...ownerColumns(owner), ...count })
        .onConflict((conflict) =>
          conflict.columns(['org_id', 'datasource', 'at', 'source']).doUpdateSet(({ eb, ref }) => ({
            received: eb('alert_counts.received', '+', ref('excluded.received')),
            different: eb('alert_counts.different', '+', ref('excluded.different')),
          }))
        )
        .execute();
    }
  }

  async counts(owner: Owner, from: number, to: number): Promise<CountRow[]> {
    return this.db
      .selectFrom('alert_counts')
      .select(['at', 'source', 'received', 'different'])
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('at', '>=', from)
      .where('at', '<=', to)
      .orderBy('at')
      .execute();
  }

  /** Firing ones, those heard of since `since`, and all of `incidents`; by start. */
  async live(owner: Owner, since: number, incidents: readonly string[]): Promise<AlertRow[]> {
    const rows = new Map<string, AlertRow>();
    const add = (found: readonly Selectable<Tables['alerts']>[]): void =>
      found.forEach((row) => rows.set(row.id, alertOf(row)));
    add(await this.of(owner).where('last_at', '>=', since).selectAll().execute());
    add(await this.of(owner).where('ended_at', 'is', null).selectAll().execute());
    for (const some of inParts(incidents)) {
      add(await this.of(owner).where('incident', 'in', some).selectAll().execute());
    }
    return [...rows.values()].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  }

  async find(owner: Owner, ids: readonly string[]): Promise<AlertRow[]> {
    const rows: AlertRow[] = [];
    for (const some of inParts(ids)) {
      rows.push(...(await this.of(owner).where('id', 'in', some).selectAll().execute()).map(alertOf));
    }
    return rows;
  }

  async list(query: AlertQuery): Promise<{ alerts: AlertRow[]; more: boolean }> {
    const { owner, limit, before, labels = [] } = query;
    const fulfils = labels.length > 0 ? selectorOf(labels) : null;
    const known = new Map<string, boolean>();
    const found: Selectable<Tables['alerts']>[] = [];
    let cursor = before === undefined ? null : await this.cursor(owner, before);
    for (;;) {
      const page = labels.length > 0 ? PAGE : limit + 1;
      const rows = await newestFirst(this.filtered(query), cursor).limit(page).selectAll().execute();
      for (const row of rows) {
        let matches = fulfils === null || known.get(row.labels_json);
        if (fulfils !== null && matches === undefined) {
          matches = fulfils(JSON.parse(row.labels_json) as Labels);
          known.set(row.labels_json, matches);
        }
        if (matches) {
          found.push(row);
        }
      }
      if (rows.length < page || found.length > limit) {
        return { alerts: found.slice(0, limit).map(alertOf), more: found.length > limit };
      }
      const { id, started_at: start } = rows[rows.length - 1];
      cursor = { id, start };
    }
  }

  async ofIncident(owner: Owner, incident: string, most: number): Promise<AlertRow[]> {
    const rows = await this.of(owner)
      .where('incident', '=', incident)
      .selectAll()
      .orderBy(({ eb }) => eb('duplicate_of', 'is not', null))
      .orderBy('started_at')
      .orderBy('id')
      .limit(most)
      .execute();
    return rows.map(alertOf);
  }

  private async cursor(owner: Owner, id: string): Promise<Cursor> {
    const row = await this.of(owner).where('id', '=', id).select('started_at').executeTakeFirst();
    if (!row) {
      throw new NightjarError('not-found', 'There is no such alert to go on from: it may be too old, and forgotten.');
    }
    return { id, start: row.started_at };
  }

  private filtered({ owner, from, to, firing, severities, sources, incident, duplicates }: AlertQuery): Query {
    let query = this.of(owner);
    if (from !== undefined) {
      query = query.where(({ eb, or }) => or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]));
    }
    if (to !== undefined) {
      query = query.where('started_at', '<=', to);
    }
    if (firing !== undefined) {
      query = query.where('ended_at', firing ? 'is' : 'is not', null);
    }
    if (severities !== undefined) {
      query = query.where('severity', 'in', severities);
    }
    if (sources !== undefined) {
      query = query.where('source', 'in', sources);
    }
    if (incident !== undefined) {
      query = query.where('incident', '=', incident);
    }
    return duplicates ? query : query.where('duplicate_of', 'is', null);
  }

  private of(owner: Owner): Query {
    return this.db
      .selectFrom('alerts')
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource) as Query;
  }
}

/** Where a page begins: after this alert. */
interface Cursor {
  readonly id: string;
  readonly start: number;
}

function newestFirst(query: Query, before: Cursor | null): Query {
  const ordered = query.orderBy('started_at', 'desc').orderBy('id', 'desc');
  return before === null
    ? ordered
    : ordered
        .where('started_at', '<=', before.start)
        .where(({ eb, or }) => or([eb('started_at', '<', before.start), eb('id', '<', before.id)]));
}

function selectorOf(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  try {
    return compileSelector(matchers);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `The labels to look for cannot be read: ${why}.`);
  }
}

function columnsOf(alert: AlertRow): Omit<Selectable<Tables['alerts']>, 'org_id' | 'datasource'> {
  return {
    id: alert.id,
    fingerprint: alert.fingerprint,
    source: alert.source,
    name: alert.name,
    service: alert.service,
    labels_json: JSON.stringify(alert.labels),
    annotations_json: JSON.stringify(alert.annotations),
    severity: alert.severity,
    started_at: alert.start,
    ended_at: alert.end,
    own_end: alert.ownEnd,
    value: alert.value,
    url: alert.url,
    received: alert.received,
    duplicate_of: alert.duplicateOf,
    duplicate_reason: alert.duplicateReason,
    flapping: alert.flapping ? 1 : 0,
    muted_by: alert.mutedBy,
    incident: alert.incident,
    reasons_json: JSON.stringify(alert.reasons),
    last_at: alert.lastAt,
  };
}

function alertOf(row: Selectable<Tables['alerts']>): AlertRow {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    source: row.source,
    name: row.name,
    service: row.service,
    labels: JSON.parse(row.labels_json) as Readonly<Record<string, string>>,
    annotations: JSON.parse(row.annotations_json) as Readonly<Record<string, string>>,
    severity: row.severity,
    start: row.started_at,
    end: row.ended_at,
    ownEnd: row.own_end,
    value: row.value,
    url: row.url,
    received: row.received,
    duplicateOf: row.duplicate_of,
    duplicateReason: row.duplicate_reason,
    flapping: row.flapping === 1,
    mutedBy: row.muted_by,
    incident: row.incident,
    reasons: JSON.parse(row.reasons_json) as Json[],
    lastAt: row.last_at,
  };
}
