import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { inParts } from './record-parts.ts';
import { countBytes } from './result-repository.ts';

/** How long what belongs to monitors is kept, ms. */
export interface MonitorAges {
  readonly resultsMs: number;
  /** Of closed detections with their verdicts, of past suppressions and withdrawn adjustments. */
  readonly detectionsMs: number;
  readonly auditMs: number;
  /** How long a deleted monitor can be brought back. */
  readonly deletedMs: number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

export const DEFAULT_AGES: MonitorAges = {
  resultsMs: 30 * DAY,
  detectionsMs: 400 * DAY,
  auditMs: 400 * DAY,
  deletedMs: 30 * DAY,
};

/** Monitors whose results go in one transaction, and rows of other tables. */
const MONITORS_AT_ONCE = 50;
const ROWS_AT_ONCE = 500;
/** Results younger than this stay however full the store is. */
const KEPT_RESULTS = DAY;
/** Into so many parts the time is cut that results are forgotten by where room is needed. */
const SLICES = 20;

type Write = (task: (transaction: Transaction<Tables>) => Promise<void>) => Promise<void>;

/** Forgets what is older than its age; gives the number of rows that went. */
export async function forgetOldOfMonitors(
  db: Kysely<Tables>,
  ages: MonitorAges,
  now: number,
  write: Write
): Promise<number> {
  const deleted = await db
    .selectFrom('monitors')
    .select('id')
    .where('deleted_at', '<', now - ages.deletedMs)
    .execute();
  for (const { id } of deleted) {
    await write(async (transaction) => {
      await transaction.deleteFrom('monitors').where('id', '=', id).execute();
    });
  }
  const results = await forgetResults(db, now - ages.resultsMs, write);
  const detections = await forgetDetections(db, write, { endedBefore: now - ages.detectionsMs, judged: true });
  const audit = await forgetRows(
    write,
    () => auditBefore(db, now - ages.auditMs),
    (transaction, ids) => transaction.deleteFrom('audit').where('id', 'in', ids).execute()
  );
  const past = now - ages.detectionsMs;
  await write(async (transaction) => {
    await transaction.deleteFrom('suppressions').where('ends_at', '<', past).execute();
    await transaction.deleteFrom('adjustments').where('withdrawn_at', '<', past).execute();
  });
  return deleted.length + results + detections + audit;
}

/** Forgets results and forecasts, the oldest first, until `enough` or only the newest day is left; gives the number of chunks that went. */
export async function trimResults(
  db: Kysely<Tables>,
  now: number,
  write: Write,
  enough: () => Promise<boolean>
): Promise<number> {
  const [results, forecasts] = await Promise.all([
    db
      .selectFrom('monitor_results')
      .select(({ fn }) => fn.min<number | null>('ended_at').as('oldest'))
      .executeTakeFirst(),
    db
      .selectFrom('monitor_forecasts')
      .select(({ fn }) => fn.min<number | null>('origin').as('oldest'))
      .executeTakeFirst(),
  ]);
  const newest = now - KEPT_RESULTS;
  let before = Math.min(results?.oldest ?? newest, forecasts?.oldest ?? newest);
  const slice = Math.max(HOUR, (newest - before) / SLICES);
  let gone = 0;
  while (before < newest && !(await enough())) {
    before = Math.min(newest, before + slice);
    gone += await forgetResults(db, before, write);
  }
  return gone;
}

/** Forgets closed detections that nobody has judged, the oldest first, until `enough`; gives the number that went. */
export async function trimDetections(
  db: Kysely<Tables>,
  now: number,
  write: Write,
  enough: () => Promise<boolean>
): Promise<number> {
  return forgetDetections(db, write, { endedBefore: now - DAY, judged: false }, enough);
}

/** Bytes of all results and forecasts. */
export async function resultBytes(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('monitor_states')
    .select(({ fn }) => fn.sum<number | null>('result_bytes').as('sum'))
    .executeTakeFirst();
  return row?.sum ?? 0;
}

function auditBefore(db: Kysely<Tables>, before: number): Promise<{ readonly id: number }[]> {
  return db.selectFrom('audit').select('id').where('at', '<', before).limit(ROWS_AT_ONCE).execute();
}

async function forgetResults(db: Kysely<Tables>, before: number, write: Write): Promise<number> {
  const monitors = await db.selectFrom('monitor_states').select('monitor').execute();
  let gone = 0;
  for (const some of inParts(
    monitors.map(({ monitor }) => monitor),
    MONITORS_AT_ONCE
  )) {
    await write(async (transaction) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('monitor_results')
        .where('monitor', 'in', some)
        .where('ended_at', '<', before)
        .executeTakeFirst();
      // What is foretold is as old as its origin, however far it reaches.
      const forecasts = await transaction
        .deleteFrom('monitor_forecasts')
        .where('monitor', 'in', some)
        .where('origin', '<', before)
        .executeTakeFirst();
      const deletedRows = numDeletedRows + forecasts.numDeletedRows;
      if (deletedRows > 0n) {
        await countBytes(transaction, some);
        gone += Number(deletedRows);
      }
    });
  }
  return gone;
}

async function forgetDetections(
  db: Kysely<Tables>,
  write: Write,
  { endedBefore, judged }: { readonly endedBefore: number; readonly judged: boolean },
  enough: () => Promise<boolean> = async () => false
): Promise<number> {
  const oldest = async () => {
    if (await enough()) {
      return [];
    }
    const query = db.selectFrom('detections').select('id').where('ended_at', '<', endedBefore).where('open', '=', 0);
    const chosen = judged
      ? query
      : query.where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('verdicts').select('verdicts.id').whereRef('verdicts.detection', '=', 'detections.id')))
        );
    return chosen.orderBy('ended_at').limit(ROWS_AT_ONCE).execute();
  };
  return forgetRows(write, oldest, (transaction, ids) =>
    transaction.deleteFrom('detections').where('id', 'in', ids).execute()
  );
}

/** A batch at a time, each in a transaction, until none is found. */
async function forgetRows<Id extends string | number>(
  write: Write,
  find: () => Promise<readonly { readonly id: Id }[]>,
  forget: (transaction: Transaction<Tables>, ids: readonly Id[]) => Promise<unknown>
): Promise<number> {
  let gone = 0;
  for (;;) {
    const ids = (await find()).map(({ id }) => id);
    if (ids.length === 0) {
      return gone;
    }
    await write(async (transaction) => {
      await forget(transaction, ids);
    });
    gone += ids.length;
  }
}
