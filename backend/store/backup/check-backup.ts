import { statSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { schemaVersion } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import type { Tables } from '../tables.ts';

const COUNTED = ['models', 'files', 'monitors', 'detections', 'verdicts'] as const;

/** What a backup holds. */
export interface BackupContent extends Readonly<Record<(typeof COUNTED)[number], number>> {
  readonly schemaVersion: number;
  readonly bytes: number;
}

/**
 * Reads a backup from end to end: SQLite's own check of every page, references between tables, and the schema's version. Throws
 * `bad-request` with what is wrong, and what to do.
 */
export async function checkBackup(file: string): Promise<BackupContent> {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) {
    throw new NightjarError('bad-request', `There is no file ${file}: name another.`);
  }
  try {
    const { db } = await openSqlite(file, { inspect: true });
    try {
      return { ...(await contentOf(db, file)), bytes };
    } finally {
      await db.destroy();
    }
  } catch (error) {
    if (error instanceof NightjarError) {
      throw error;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `${file} is damaged, or no backup of a store (${why}): take another one.`);
  }
}

async function contentOf(db: Kysely<Tables>, file: string): Promise<Omit<BackupContent, 'bytes'>> {
  const version = await schemaVersion(db);
  if (version === 0) {
    throw new NightjarError('bad-request', `${file} is no backup of a store: take another one.`);
  }
  if (version > MIGRATIONS.length) {
    throw new NightjarError(
      'bad-request',
      `A newer Nightjar wrote ${file} (schema ${version}; this one knows ${MIGRATIONS.length}): restore it with that version.`
    );
  }
  const checked = await sql.raw<{ integrity_check: string }>('pragma integrity_check(1)').execute(db);
  const { rows: loose } = await sql.raw('pragma foreign_key_check').execute(db);
  const damage = checked.rows.map(({ integrity_check }) => integrity_check).find((line) => line !== 'ok');
  if (damage !== undefined || loose.length > 0) {
    const what = damage ?? 'rows refer to others that are not there';
    throw new NightjarError('bad-request', `${file} is damaged (${what}): take another backup.`);
  }
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const counts = { models: 0, files: 0, monitors: 0, detections: 0, verdicts: 0 };
  for (const table of COUNTED) {
    // An older version has fewer tables.
    if (there.has(table)) {
      const query = db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('count'));
      counts[table] = (await query.executeTakeFirstOrThrow()).count;
    }
  }
  return { schemaVersion: version, ...counts };
}
