import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { NightjarError } from '../../errors.ts';
import { NodeSqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import type { Tables } from '../tables.ts';

/** More pages than a database has: all of them are copied in one step, as they are at one instant. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Writes a copy of a store's file, as it is at one instant, while others write on in it; off the event loop. The copy is one file, on
 * the disk when it resolves, readable by this user alone, and without the lease of the process that runs. Throws `bad-request` where there is
 * a file of that name.
 */
export async function backUp(store: string, target: string): Promise<{ readonly bytes: number }> {
  if (existsSync(target)) {
    throw new NightjarError('bad-request', `There is a file ${target} already: name another, or move that one away.`);
  }
  const draft = `${target}.part`;
  rmSync(draft, { force: true });
  try {
    // The file is there before SQLite writes to it, so that nobody else can read it meanwhile.
    closeSync(openSync(draft, 'wx', 0o600));
    const source = new DatabaseSync(store, { readOnly: true });
    try {
      await backup(source, draft, { rate: ALL_PAGES });
    } finally {
      source.close();
    }
    await makeSingle(draft);
    flush(draft);
    renameSync(draft, target);
    flush(dirname(target));
  } catch (error) {
    rmSync(draft, { force: true });
    throw failed(target, error);
  }
  return { bytes: statSync(target).size };
}

/** Makes a copy of a store one file that nobody holds the lease of. */
export async function makeSingle(file: string): Promise<void> {
  const copy = new Kysely<Tables>({ dialect: new NodeSqliteDialect(new DatabaseSync(file)) });
  try {
    await sql.raw('pragma journal_mode = delete').execute(copy);
    await copy.deleteFrom('leases').execute();
  } finally {
    await copy.destroy();
  }
}

/** On the disk, whatever happens to the power. */
export function flush(path: string): void {
  const open = openSync(path, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

function failed(target: string, error: unknown): NightjarError {
  if (error instanceof NightjarError) {
    return error;
  }
  const why = error instanceof Error ? error.message : String(error);
  return new NightjarError(
    'engine-failure',
    `The backup ${target} could not be written (${why}): look at its folder.`,
    {
      cause: error,
    }
  );
}
