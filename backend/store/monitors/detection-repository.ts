import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Matcher } from '../../../contract/promql.ts';
import { NightjarError } from '../../errors.ts';
import type { Labels } from '../../series/series.ts';
import { compileSelector } from '../../series/label-matcher.ts';
import type { Owner } from '../owner.ts';
import type { Tables } from '../tables.ts';
import type { DetectionFilter, DetectionPage, DetectionWithVerdict } from './detection-filter.ts';
import { inParts, ownerColumns, ownerOf, parsed } from './record-parts.ts';
import type { DetectionRow, EvaluationCommit, VerdictRow } from './records.ts';

/** Rows that are looked at together where labels are compared, which SQL does not. */
const PAGE = 2_000;

const VERDICT_COLUMNS = [
  'verdicts.id as verdict_id',
  'verdicts.verdict',
  'verdicts.until',
  'verdicts.note',
  'verdicts.author',
  'verdicts.at',
] as const;

/** What monitors found. */
export class DetectionRepository {
  private readonly db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.db = db;
  }

  /** Why the detections of a commit cannot be kept, or null. */
  async whyNot(db: Kysely<Tables>, { monitor, detections }: EvaluationCommit): Promise<string | null> {
    const stray = detections.find((detection) => detection.monitor !== monitor);
    if (stray) {
      return `Its detection ${stray.id} is of another monitor.`;
    }
    for (const some of inParts(detections.map(({ id }) => id))) {
      const row = await db
        .selectFrom('detections')
        .select('id')
        .where('id', 'in', some)
        .where('monitor', '!=', monitor)
        .executeTakeFirst();
      if (row) {
        return `The id of its detection ${row.id} is that of another monitor's.`;
      }
    }
    return null;
  }

  /** New ones, and what changed of those that go on or closed. */
  async keep(transaction: Transaction<Tables>, owner: Owner, detections: readonly DetectionRow[]): Promise<void> {
    for (const row of detections) {
      const values = {
        version: row.version,
        started_at: row.start,
        ended_at: row.end,
        open: row.open ? 1 : 0,
        severity: row.severity,
        type: row.type,
        score: row.score,
        detail_json: JSON.stringify(row.detail),
        suppression: row.suppression,
      };
      await transaction
        .insertInto('detections')
        .values({
          id: row.id,
          ...ownerColumns(owner),
          monitor: row.monitor,
          series_key: row.seriesKey,
          labels_json: JSON.stringify(row.labels),
          ...values,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    }
  }

  async list(filter: DetectionFilter): Promise<DetectionPage> {
    const { limit, labels = [] } = filter;
    const before = filter.before === undefined ? null : await this.cursor(filter.owner, filter.before);
    // Of all that an owner ever had, the index need not be read beyond this.
    const earliest = filter.from === undefined ? null : await this.earliestAfter(filter, filter.from);
    const query = this.filtered(filter, earliest);
    const rows =
      labels.length > 0
        ? await this.named(filter.owner, await this.labelled(query, selectorOf(labels), before, limit + 1))
        : await newestFirst(query, before)
            .limit(limit + 1)
            .selectAll('detections')
            .select(VERDICT_COLUMNS)
            .execute();
    return { detections: rows.slice(0, limit).map(detectionOf), more: rows.length > limit };
  }

  async get(db: Kysely<Tables>, owner: Owner, id: string): Promise<DetectionWithVerdict | null> {
    const row = await detectionsOf(db, owner).where('detections.id', '=', id).executeTakeFirst();
    return row ? detectionOf(row) : null;
  }

  async demand(db: Kysely<Tables>, owner: Owner, id: string): Promise<DetectionWithVerdict> {
    const detection = await this.get(db, owner, id);
    if (!detection) {
      throw new NightjarError('not-found', `There is no detection ${id}: it may be too old, and forgotten.`);
    }
    return detection;
  }

  private async cursor(owner: Owner, id: string): Promise<Cursor> {
    const { start } = await this.demand(this.db, owner, id);
    return { start, id };
  }

  /** Start of the earliest of an owner's detections that end at or after an instant; the instant where there is none. */
  private async earliestAfter({ owner }: DetectionFilter, from: number): Promise<number> {
    const { start } = await this.db
      .selectFrom('detections')
      .select(({ fn }) => fn.min<number | null>('started_at').as('start'))
      .where('org_id', '=', owner.orgId)
      .where('datasource', '=', owner.datasource)
      .where('ended_at', '>=', from)
      .executeTakeFirstOrThrow();
    return start ?? from;
  }

  /** Ids of the newest whose labels fulfil a selector, which SQL cannot tell; at most `most`. */
  private async labelled(
    query: DetectionQuery,
    fulfils: (labels: Labels) => boolean,
    before: Cursor | null,
    most: number
  ): Promise<string[]> {
    // Most detections have labels that others have too.
    const known = new Map<string, boolean>();
    const ids: string[] = [];
    for (let cursor = before; ;) {
      const rows = await newestFirst(query, cursor)
        .limit(PAGE)
        .select(['detections.id', 'detections.started_at', 'detections.labels_json'])
        .execute();
      for (const { id, labels_json } of rows) {
        let matches = known.get(labels_json);
        if (matches === undefined) {
          matches = fulfils(parsed(labels_json) as Labels);
          known.set(labels_json, matches);
        }
        if (matches) {
          ids.push(id);
        }
      }
      if (rows.length < PAGE || ids.length >= most) {
        return ids.slice(0, most);
      }
      const { id, started_at: start } = rows[rows.length - 1];
      cursor = { id, start };
    }
  }

  private async named(owner: Owner, ids: readonly string[]) {
    const rows = [];
    for (const some of inParts(ids)) {
      rows.push(...(await detectionsOf(this.db, owner).where('detections.id', 'in', some).execute()));
    }
    const rank = new Map(ids.map((id, index) => [id, index]));
    return rows.sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  }

  private filtered(filter: DetectionFilter, earliest: number | null): DetectionQuery {
    const { owner, monitor, ids, from, to, severities, types, verdicts, open } = filter;
    let query: DetectionQuery = withVerdicts(this.db);
    if (monitor === undefined) {
      query = query.where('detections.org_id', '=', owner.orgId).where('detections.datasource', '=', owner.datasource);
    } else {
      // Not by the owner's columns: SQLite would take their index for the better one.
      query = query.where('detections.monitor', '=', monitor);
    }
    if (monitor !== undefined || ids === undefined) {
      query = query.where(({ exists, selectFrom }) => {
        const own = selectFrom('monitors')
          .select('monitors.id')
          .whereRef('monitors.id', '=', 'detections.monitor')
          .where('monitors.org_id', '=', owner.orgId)
          .where('monitors.datasource', '=', owner.datasource);
        return exists(monitor === undefined ? own.where('monitors.deleted_at', 'is', null) : own);
      });
    }
    if (ids !== undefined) {
      query = query.where('detections.id', 'in', ids);
    }
    if (from !== undefined) {
      query = query.where('detections.ended_at', '>=', from);
    }
    if (earliest !== null) {
      query = query.where('detections.started_at', '>=', earliest);
    }
    if (to !== undefined) {
      query = query.where('detections.started_at', '<=', to);
    }
    if (severities !== undefined) {
      query = query.where('detections.severity', 'in', severities);
    }
    if (types !== undefined) {
      query = query.where('detections.type', 'in', types);
    }
    if (open !== undefined) {
      // A literal: an index of the open ones is not taken for a parameter.
      query = query.where(({ eb, lit }) => eb('detections.open', '=', lit(open ? 1 : 0)));
    }
    if (verdicts !== undefined) {
      query = query.where(({ eb, or }) =>
        or([
          eb('verdicts.verdict', 'in', verdicts),
          ...(verdicts.includes('none') ? [eb('verdicts.verdict', 'is', null)] : []),
        ])
      );
    }
    return query;
  }
}

/** Where a page begins: after this detection. */
type Cursor = Pick<DetectionRow, 'start' | 'id'>;
type DetectionQuery = ReturnType<typeof withVerdicts>;

/** Detections beside their standing verdicts. */
function withVerdicts(db: Kysely<Tables>) {
  return db
    .selectFrom('detections')
    .leftJoin('verdicts', (join) =>
      join.onRef('verdicts.detection', '=', 'detections.id').on('verdicts.withdrawn_at', 'is', null)
    );
}

function newestFirst(query: DetectionQuery, before: Cursor | null): DetectionQuery {
  const ordered = query.orderBy('detections.started_at', 'desc').orderBy('detections.id', 'desc');
  return before === null
    ? ordered
    : ordered
        .where('detections.started_at', '<=', before.start)
        .where(({ eb, or }) =>
          or([eb('detections.started_at', '<', before.start), eb('detections.id', '<', before.id)])
        );
}

function selectorOf(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  try {
    return compileSelector(matchers);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `The labels to look for cannot be read: ${why}.`);
  }
}

/** An owner's detections, each with its standing verdict. */
export function detectionsOf(db: Kysely<Tables>, owner: Owner) {
  return withVerdicts(db)
    .selectAll('detections')
    .select(VERDICT_COLUMNS)
    .where('detections.org_id', '=', owner.orgId)
    .where('detections.datasource', '=', owner.datasource);
}

interface VerdictColumns {
  readonly verdict_id: number | null;
  readonly verdict: string | null;
  readonly until: number | null;
  readonly note: string | null;
  readonly author: string | null;
  readonly at: number | null;
}

export function detectionOf(row: Selectable<Tables['detections']> & VerdictColumns): DetectionWithVerdict {
  const owner = ownerOf(row);
  const verdict: VerdictRow | null =
    row.verdict_id === null || row.verdict === null
      ? null
      : {
          id: row.verdict_id,
          owner,
          detection: row.id,
          monitor: row.monitor,
          verdict: row.verdict,
          until: row.until,
          note: row.note ?? '',
          author: row.author ?? '',
          at: row.at ?? 0,
          withdrawnAt: null,
        };
  return {
    id: row.id,
    owner,
    monitor: row.monitor,
    version: row.version,
    seriesKey: row.series_key,
    labels: parsed(row.labels_json) as Readonly<Record<string, string>>,
    start: row.started_at,
    end: row.ended_at,
    open: row.open === 1,
    severity: row.severity,
    type: row.type,
    score: row.score,
    detail: parsed(row.detail_json),
    suppression: row.suppression,
    verdict,
  };
}
