import type { Kysely } from 'kysely';
import { NightjarError } from '../errors.ts';
import { inWords, liveLease } from './lease.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { ColumnTypes, Migration } from './migrations/migration.ts';
import type { Holder } from './process-identity.ts';
import type { Tables } from './tables.ts';

/** Version of the schema: 0 for an empty database. */
export async function schemaVersion(db: Kysely<Tables>): Promise<number> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'schema_version')) {
    return 0;
  }
  const row = await db
    .selectFrom('schema_version')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

/**
 * Brings the schema to the newest version and gives that version. Each migration is a transaction of its own. Throws `engine-failure`
 * where the schema is newer than this Nightjar, or older while another process still works with it.
 */
export async function migrate(
  db: Kysely<Tables>,
  types: ColumnTypes,
  own: Holder,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS
): Promise<number> {
  const newest = migrations[migrations.length - 1].version;
  for (;;) {
    const before = await schemaVersion(db);
    if (before > newest) {
      throw new NightjarError(
        'engine-failure',
        `A newer Nightjar wrote the store (schema ${before}; this one knows ${newest}): install that version again, or give this one another data folder.`
      );
    }
    if (before === newest) {
      return newest;
    }
    await db.transaction().execute(async (transaction) => {
      // Another process may have been faster.
      if ((await schemaVersion(transaction)) !== before) {
        return;
      }
      if (before === 0) {
        await transaction.schema
          .createTable('schema_version')
          .addColumn('version', 'integer', (column) => column.primaryKey())
          .addColumn('applied_at', 'bigint', (column) => column.notNull())
          .execute();
      } else {
        await refuseWhileUsed(transaction, own, `schema ${before} this one would change to ${newest}`, now);
      }
      const next = migrations.find(({ version }) => version > before);
      if (next) {
        await next.up(transaction, types);
        await transaction.insertInto('schema_version').values({ version: next.version, applied_at: now }).execute();
      }
    });
  }
}

async function refuseWhileUsed(db: Kysely<Tables>, own: Holder, what: string, now: number): Promise<void> {
  const lease = await liveLease(db, own, now);
  if (lease) {
    throw new NightjarError(
      'engine-failure',
      `An older Nightjar (${inWords(lease)}) works with the store, whose ${what}: stop it, and start this one again.`
    );
  }
}
