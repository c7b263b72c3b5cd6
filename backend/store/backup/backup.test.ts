import { mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR, LIMITS, OWNER, Scratch, fitOf, modelOf } from '../example-store.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { monitorOf, withDetections } from '../monitors/example-monitors.ts';
import { STORE_FILE } from '../place.ts';
import { thisProcess } from '../process-identity.ts';
import { KEY_FILE, secretKey } from '../secret-key.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { Store } from '../store.ts';
import { backUp } from './back-up.ts';
import { checkBackup } from './check-backup.ts';
import { restore } from './restore.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 0, 5);
let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const path = (...parts: string[]): string => join(scratch.folder, ...parts);
const store = (): string => path(STORE_FILE);
const file = (): string => path('backup.db');
const other = (): string => path('other');

describe('a backup', () => {
  it('is one file with everything in it, for this user alone, and without the lease', async () => {
    const own = await scratch.open();
    await own.saveFit(fitOf(1), [modelOf('a', 1)]);
    await withDetections(own, 'cpu', ['d1']);
    const { bytes } = await backUp(store(), file());
    expect(statSync(file())).toMatchObject({ size: bytes, mode: 0o100600 });
    expect(readdirSync(scratch.folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.db']);
    expect(await checkBackup(file())).toEqual({
      schemaVersion: MIGRATIONS.length,
      bytes,
      models: 1,
      files: 0,
      monitors: 1,
      detections: 1,
      verdicts: 0,
    });
    const { db } = await openSqlite(file(), { inspect: true });
    expect(await db.selectFrom('leases').selectAll().execute()).toEqual([]);
    await db.destroy();
    expect((await own.status()).writes).toBe(true);
  });

  it('is of one instant, while others write', async () => {
    const running = new Store({ place: { folder: scratch.folder }, limits: LIMITS, log: () => undefined });
    // Two records in each transaction: a torn copy would have one without the other.
    const write = async (name: string): Promise<void> => {
      await running.monitors.createMonitor(monitorOf(name));
    };
    await write('first');
    const writing = Array.from({ length: 200 }, (_, index) => write(`m${index}`));
    const copies = [0, 1, 2].map(async (index) => {
      await writing[index * 50];
      await running.backupTo(path(`copy-${index}`));
      return checkBackup(path(`copy-${index}`));
    });
    const contents = await Promise.all(copies);
    await Promise.all(writing);
    contents.forEach(({ monitors }, index) => expect(monitors).toBeGreaterThan(index * 50));
    for (const index of [0, 1, 2]) {
      const { db } = await openSqlite(path(`copy-${index}`), { inspect: true });
      const audit = await db.selectFrom('audit').selectAll().execute();
      expect(audit).toHaveLength(contents[index].monitors);
      await db.destroy();
    }
    await running.close();
  });

  it('is not written over another file, nor of a store in memory', async () => {
    await scratch.open();
    writeFileSync(file(), 'mine');
    await expect(backUp(store(), file())).rejects.toMatchObject({ code: 'bad-request' });
    expect(readFileSync(file(), 'utf8')).toBe('mine');
    const memory = new Store({ place: { folder: null, reason: 'no folder.' }, limits: LIMITS, log: () => undefined });
    await expect(memory.backupTo(path('x'))).rejects.toThrow('There is no store to back up: no folder.');
  });

  it('that cannot be written leaves nothing behind', async () => {
    await scratch.open();
    await expect(backUp(store(), path('none', 'backup.db'))).rejects.toMatchObject({
      code: 'engine-failure',
      message: expect.stringContaining('could not be written'),
    });
    await expect(backUp(path('no-store'), file())).rejects.toMatchObject({ code: 'engine-failure' });
    expect(readdirSync(scratch.folder).filter((name) => name.includes('backup'))).toEqual([]);
  });
});

describe('restoring', () => {
  it('gives a store that goes on where the backup was made', async () => {
    const own = await scratch.open();
    const { id } = await withDetections(own, 'cpu', ['d1']);
    await backUp(store(), file());
    const restored = await restore(file(), other(), false, NOW);
    expect(restored).toMatchObject({ replaced: null, holder: null, key: 'none', content: { monitors: 1 } });
    expect(statSync(join(other(), STORE_FILE)).mode & 0o777).toBe(0o600);
    const again = await scratch.open({ place: { folder: other() } });
    expect(await again.status()).toMatchObject({ kind: 'sqlite', writes: true, journal: 'wal' });
    expect(await again.monitors.loadMonitorStates([id])).toMatchObject([{ version: 1 }]);
    expect(await again.monitors.getDetection(OWNER, 'd1')).not.toBeNull();
  });

  it('refuses a store that a process works with, unless it is forced; what was there is moved aside whole', async () => {
    const own = await scratch.open({ holder: thisProcess(), now: Date.now });
    await withDetections(own, 'before', []);
    await backUp(store(), file());
    await withDetections(own, 'after', []);
    const files = readdirSync(scratch.folder).sort();
    await expect(restore(file(), scratch.folder, false, NOW)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`process ${process.pid} on`),
    });
    expect(readdirSync(scratch.folder).sort()).toEqual(files);
    const { replaced, holder } = await restore(file(), scratch.folder, true, NOW);
    expect(holder).toContain(`process ${process.pid}`);
    expect(replaced).toBe(`${store()}.replaced-20260105T000000Z`);
    const names = async (folder: string, name: string): Promise<string[]> => {
      const { db } = await openSqlite(join(folder, name));
      const rows = await db.selectFrom('monitors').select('name').orderBy('name').execute();
      await db.destroy();
      return rows.map((row) => row.name);
    };
    expect(await names(scratch.folder, STORE_FILE)).toEqual(['before']);
    expect(await names(scratch.folder, `${STORE_FILE}.replaced-20260105T000000Z`)).toEqual(['after', 'before']);
  });

  it('takes a store whose process is gone, and one that is damaged', async () => {
    const own = await scratch.open();
    await backUp(store(), file());
    await own.lease.release();
    expect((await restore(file(), scratch.folder, false, NOW)).holder).toBeNull();
    writeFileSync(store(), 'no database '.repeat(1_000));
    expect((await restore(file(), scratch.folder, false, NOW + HOUR)).replaced).not.toBeNull();
    await expect(checkBackup(store())).resolves.toMatchObject({ monitors: 0 });
  });

  it('refuses what is no backup, damaged, or of a newer Nightjar, and changes nothing', async () => {
    const own = await scratch.open();
    await own.saveFit(fitOf(1), [modelOf('a', 1, 10_000)]);
    await backUp(store(), file());
    const refuse = async (name: string, why: string): Promise<void> => {
      await expect(restore(path(name), other(), false, NOW)).rejects.toMatchObject({
        code: 'bad-request',
        message: expect.stringContaining(why),
      });
    };
    mkdirSync(other());
    await refuse('nowhere', 'There is no file');
    writeFileSync(path('text'), 'not a database, whatever its name says. '.repeat(100));
    await refuse('text', 'no backup of a store');
    const { db: empty } = await openSqlite(path('empty'));
    await empty.destroy();
    await refuse('empty', 'is no backup of a store');
    writeFileSync(path('cut'), readFileSync(file()));
    truncateSync(path('cut'), statSync(file()).size - 8_192);
    await refuse('cut', 'is damaged');
    writeFileSync(path('newer'), readFileSync(file()));
    const newer = { version: MIGRATIONS.length + 1, name: 'newer', up: async () => undefined };
    const { db } = await openSqlite(path('newer'));
    await migrate(db, { bytes: 'blob' }, thisProcess(), 0, [...MIGRATIONS, newer]);
    await db.destroy();
    await refuse('newer', `schema ${MIGRATIONS.length + 1}`);
    expect(readdirSync(other())).toEqual([]);
  });

  it('takes one of an older version, which the next start brings forward', async () => {
    const { db } = await openSqlite(file());
    await migrate(db, { bytes: 'blob' }, thisProcess(), 0, MIGRATIONS.slice(0, 1));
    await db.destroy();
    expect((await restore(file(), other(), false, NOW)).content).toMatchObject({ schemaVersion: 1, monitors: 0 });
    const again = await scratch.open({ place: { folder: other() } });
    expect(await again.status()).toMatchObject({ kind: 'sqlite', schemaVersion: MIGRATIONS.length });
  });

  it('brings the key that lies beside the backup, and keeps the one that was there', async () => {
    await scratch.open();
    await backUp(store(), file());
    const key = secretKey(scratch.folder, {}, 'test');
    writeFileSync(`${file()}.key`, readFileSync(path(KEY_FILE)));
    expect((await restore(file(), other(), false, NOW)).key).toBe('restored');
    expect(secretKey(other(), {}, 'test')).toEqual(key);
    expect(statSync(join(other(), KEY_FILE)).mode & 0o777).toBe(0o600);
    expect((await restore(file(), other(), false, NOW + HOUR)).key).toBe('kept');
    writeFileSync(join(other(), KEY_FILE), 'ab'.repeat(32));
    expect((await restore(file(), other(), false, NOW + 2 * HOUR)).key).toBe('restored');
    expect(secretKey(other(), {}, 'test')).toEqual(key);
    expect(readFileSync(join(other(), `${KEY_FILE}.replaced-20260105T020000Z`), 'utf8')).toBe('ab'.repeat(32));
  });
});
