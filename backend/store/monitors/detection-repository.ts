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
const PAGE = 500;

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
    const fulfils = selectorOf(labels);
    const detections: DetectionWithVerdict[] = [];
    let before = filter.before === undefined ? null : await this.cursor(filter.owner, filter.before);
    for (;;) {
      const size = labels.length > 0 ? Math.max(PAGE, limit + 1) : limit + 1;
      const rows = await this.select(filter, before).limit(size).execute();
      const found = rows.map(detectionOf);
      detections.push(...found.filter((detection) => fulfils(detection.labels)));
      if (rows.length < size || detections.length > limit) {
        return { detections: detections.slice(0, limit), more: detections.length > limit };
      }
      before = found[found.length - 1];
    }
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

  private async cursor(owner: Owner, id: string): Promise<Pick<DetectionRow, 'start' | 'id'>> {
    const { start } = await this.demand(this.db, owner, id);
    return { start, id };
  }

  private select(filter: DetectionFilter, before: Pick<DetectionRow, 'start' | 'id'> | null) {
    const { owner, monitor, ids, from, to, severities, types, verdicts, open } = filter;
    let query = detectionsOf(this.db, owner);
    if (monitor !== undefined) {
      query = query.where('detections.monitor', '=', monitor);
    }
    if (ids !== undefined) {
      query = query.where('detections.id', 'in', ids);
    }
    if (monitor === undefined && ids === undefined) {
      query = query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('monitors')
            .select('monitors.id')
            .whereRef('monitors.id', '=', 'detections.monitor')
            .where('monitors.deleted_at', 'is', null)
        )
      );
    }
    if (from !== undefined) {
      query = query.where('detections.ended_at', '>=', from);
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
      query = query.where('detections.open', '=', open ? 1 : 0);
    }
    if (verdicts !== undefined) {
      query = query.where(({ eb, or }) =>
        or([
          eb('verdicts.verdict', 'in', verdicts),
          ...(verdicts.includes('none') ? [eb('verdicts.verdict', 'is', null)] : []),
        ])
      );
    }
    if (before !== null) {
      const { start, id } = before;
      query = query.where(({ eb, and, or }) =>
        or([
          eb('detections.started_at', '<', start),
          and([eb('detections.started_at', '=', start), eb('detections.id', '<', id)]),
        ])
      );
    }
    return query.orderBy('detections.started_at', 'desc').orderBy('detections.id', 'desc');
  }
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
  return db
    .selectFrom('detections')
    .leftJoin('verdicts', (join) =>
      join.onRef('verdicts.detection', '=', 'detections.id').on('verdicts.withdrawn_at', 'is', null)
    )
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
