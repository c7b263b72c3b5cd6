import { join } from 'node:path';
import { OWNER, Scratch, fitOf, holderOf, modelOf } from '../example-store.ts';
import { inspectStore } from '../inspect-store.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { monitorOf } from '../monitors/example-monitors.ts';
import { STORE_FILE } from '../place.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { MIGRATIONS } from './index.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

it('a store of version 1 takes monitors, and keeps its models and files', async () => {
  const path = join(scratch.folder, STORE_FILE);
  const { db } = await openSqlite(path);
  expect(await migrate(db, { bytes: 'blob' }, holderOf('older', 2), 0, MIGRATIONS.slice(0, 1))).toBe(1);
  // As version 1 wrote them: plain zstd frames under their hash.
  const newer = await scratch.open({ place: { folder: null, reason: 'to write with' } });
  const { hash } = await newer.putFile(file());
  await db
    .insertInto('contents')
    .values({ hash, size: 3, stored_size: 12, bytes: Buffer.from('28b52ffd2003190000010203', 'hex') })
    .execute();
  await db
    .insertInto('files')
    .values({ org_id: 1, datasource: 'one', hash, kind: 'onnx', name: 'x', metadata_json: '{}', created_at: 0 })
    .execute();
  await db.destroy();
  expect(await inspectStore(path)).toMatchObject({ schemaVersion: 1, files: 1, monitors: 0 });

  const store = await scratch.open();
  expect(await store.status()).toMatchObject({ kind: 'sqlite', schemaVersion: MIGRATIONS.length, files: 1 });
  expect([...((await store.files.get(OWNER, 'onnx', hash)) ?? [])]).toEqual([1, 2, 3]);
  await store.saveFit(fitOf(1), [modelOf('a', 1)]);
  const { id } = await store.monitors.createMonitor(monitorOf('cpu'));
  const again = await scratch.open();
  expect((await again.loadFits(OWNER, 'lineage', [1], 1e9)).fits).toHaveLength(1);
  expect(await again.monitors.getMonitor(OWNER, id)).toMatchObject({ name: 'cpu' });
  const reopened = await openSqlite(path);
  expect(await schemaVersion(reopened.db)).toBe(MIGRATIONS.length);
  await reopened.db.destroy();
});

function file() {
  return { owner: OWNER, kind: 'onnx', name: 'x', metadata: {}, bytes: Uint8Array.of(1, 2, 3) };
}
