import { NightjarError } from '../errors.ts';
import { FileRepository } from './files/file-repository.ts';
import { inWords, liveLease } from './lease.ts';
import { schemaVersion } from './migrate.ts';
import { countMonitors } from './monitors/monitor-repository.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { ModelRepository } from './models/model-repository.ts';
import { thisProcess } from './process-identity.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { StoreStatus } from './status.ts';

export type Inspected = Pick<StoreStatus, 'bytes' | 'models' | 'files' | 'monitors' | 'schemaVersion' | 'holder'>;

/** What a store's file holds, read without changing it, beside the process that works with it. Throws what SQLite throws. */
export async function inspectStore(file: string): Promise<Inspected> {
  const { db, usedBytes } = await openSqlite(file, { inspect: true });
  try {
    const version = await schemaVersion(db);
    if (version > MIGRATIONS.length) {
      throw new NightjarError(
        'engine-failure',
        `a newer Nightjar wrote it: schema ${version}, this one knows ${MIGRATIONS.length}`
      );
    }
    const bytes = await usedBytes();
    if (version === 0) {
      return { bytes, models: 0, files: 0, monitors: 0, schemaVersion: 0, holder: null };
    }
    const lease = await liveLease(db, thisProcess(), Date.now());
    return {
      bytes,
      models: await new ModelRepository(db, Date.now).count(),
      files: await new FileRepository(db, Date.now).count(),
      // The first version had none.
      monitors: version === 1 ? 0 : await countMonitors(db),
      schemaVersion: version,
      holder: lease ? inWords(lease) : null,
    };
  } finally {
    await db.destroy();
  }
}
