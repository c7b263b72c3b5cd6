import type { Kysely, Transaction } from 'kysely';
import { dropUnreferenced } from '../contents.ts';
import type { Tables } from '../tables.ts';

/** Fits that go at once. */
const BATCH = 20;

type Write = (task: (transaction: Transaction<Tables>) => Promise<void>) => Promise<void>;

/** Forgets fits that were last used before an instant (ms), but no pinned ones; gives the number that went. */
export async function forgetOldFits(db: Kysely<Tables>, before: number, write: Write): Promise<number> {
  const old = await db.selectFrom('fits').select('id').where('pinned', '=', 0).where('used_at', '<', before).execute();
  for (let at = 0; at < old.length; at += BATCH) {
    await forget(
      old.slice(at, at + BATCH).map(({ id }) => id),
      write
    );
  }
  return old.length;
}

/**
 * Forgets fits until the store has at most so many bytes: the ones unused the longest first, the newest fit of each query last, pinned
 * ones never. Gives the number that went.
 */
export async function trimFits(
  db: Kysely<Tables>,
  goal: number,
  usedBytes: () => Promise<number>,
  write: Write
): Promise<number> {
  let gone = 0;
  for (;;) {
    const excess = (await usedBytes()) - goal;
    const ids = excess > 0 ? await leastUsed(db, excess) : [];
    if (ids.length === 0) {
      return gone;
    }
    await forget(ids, write);
    gone += ids.length;
  }
}

async function forget(ids: readonly string[], write: Write): Promise<void> {
  await write(async (transaction) => {
    await transaction.deleteFrom('fits').where('id', 'in', ids).execute();
    await dropUnreferenced(transaction);
  });
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
