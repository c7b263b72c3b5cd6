import type { Kysely, Transaction } from 'kysely';
import { dropUnreferenced } from '../contents.ts';
import type { Tables } from '../tables.ts';

/** How long and how much is kept: ms since the last use, and bytes of the whole store. */
export interface RetentionLimits {
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/** Below the cap by this much when something had to go, so that not every save makes room. */
const ROOM = 0.9;
/** Fits that go at once. */
const BATCH = 20;

/**
 * Forgets fits: those unused for longer than the age, then, while the store is over its cap, the ones unused the longest, the newest fit
 * of each query last. Pinned fits and files of users stay. `write` runs a transaction; gives the number of fits that went.
 */
export async function retain(
  db: Kysely<Tables>,
  limits: RetentionLimits,
  now: number,
  usedBytes: () => Promise<number>,
  write: (task: (transaction: Transaction<Tables>) => Promise<void>) => Promise<void>
): Promise<number> {
  const forget = async (ids: readonly string[]): Promise<void> => {
    await write(async (transaction) => {
      await transaction.deleteFrom('fits').where('id', 'in', ids).execute();
      await dropUnreferenced(transaction);
    });
  };
  const old = await db
    .selectFrom('fits')
    .select('id')
    .where('pinned', '=', 0)
    .where('used_at', '<', now - limits.maxAgeMs)
    .execute();
  let gone = 0;
  for (let at = 0; at < old.length; at += BATCH) {
    const ids = old.slice(at, at + BATCH).map(({ id }) => id);
    await forget(ids);
    gone += ids.length;
  }
  if ((await usedBytes()) <= limits.maxBytes) {
    return gone;
  }
  for (;;) {
    const excess = (await usedBytes()) - limits.maxBytes * ROOM;
    const ids = excess > 0 ? await leastUsed(db, excess) : [];
    if (ids.length === 0) {
      return gone;
    }
    await forget(ids);
    gone += ids.length;
  }
}

/** Fits to forget, in that order, that take at least so many bytes; at most a batch. Contents they share with others count as theirs. */
async function leastUsed(db: Kysely<Tables>, bytes: number): Promise<string[]> {
  const rows = await db
    .selectFrom('fits')
    .select('id')
    .select(({ selectFrom }) =>
      selectFrom('models')
        .innerJoin('contents', 'contents.hash', 'models.hash')
        .select(({ fn }) => fn.sum<number | null>('contents.stored_size').as('sum'))
        .whereRef('models.fit', '=', 'fits.id')
        .as('size')
    )
    .where('pinned', '=', 0)
    .orderBy(
      ({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('fits as later')
              .select('later.id')
              .whereRef('later.org_id', '=', 'fits.org_id')
              .whereRef('later.datasource', '=', 'fits.datasource')
              .whereRef('later.lineage', '=', 'fits.lineage')
              .whereRef('later.instant', '>', 'fits.instant')
          )
        ),
      'asc'
    )
    .orderBy('used_at')
    .orderBy('instant')
    .limit(BATCH)
    .execute();
  const ids: string[] = [];
  let sum = 0;
  for (const { id, size } of rows) {
    if (sum >= bytes) {
      break;
    }
    ids.push(id);
    sum += size ?? 0;
  }
  return ids;
}
