import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWNER, Scratch, fitOf, holderOf, modelOf } from './example-store.ts';
import { LEASE_MS } from './lease.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { STORE_FILE } from './place.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const OWN = holderOf('own', 1);
const TYPES = { bytes: 'blob' } as const;
const next = MIGRATIONS.length + 1;
const adding: Migration = {
  version: next,
  name: 'a column',
  up: ({ schema }) => schema.alterTable('files').addColumn('note', 'text').execute(),
};
const failing: Migration = {
  version: next,
  name: 'half a change',
  async up({ schema }) {
    await schema.alterTable('files').addColumn('note', 'text').execute();
    throw new Error('the power went');
  },
};
const path = (): string => join(scratch.folder, STORE_FILE);

describe('migrations', () => {
  it('are numbered 1, 2, 3, ...', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('bring an older store forward with its content', async () => {
    const store = await scratch.open();
    await store.saveFit(fitOf(0), [modelOf('a', 1)]);
    await store.lease.release();
    const { db } = await openSqlite(path());
    expect(await migrate(db, TYPES, OWN, scratch.now, [...MIGRATIONS, adding])).toBe(next);
    expect(await schemaVersion(db)).toBe(next);
    expect((await db.introspection.getTables()).flatMap(({ columns }) => columns.map(({ name }) => name))).toContain(
      'note'
    );
    await db.destroy();
    expect((await store.loadFits(OWNER, 'lineage', [0], 1e9)).fits).toHaveLength(1);
  });

  it('happen whole or not at all', async () => {
    const { db } = await openSqlite(path());
    await expect(migrate(db, TYPES, OWN, 0, [...MIGRATIONS, failing])).rejects.toThrow('the power went');
    expect(await schemaVersion(db)).toBe(MIGRATIONS.length);
    expect(await migrate(db, TYPES, OWN, 0, [...MIGRATIONS, adding])).toBe(next);
    await db.destroy();
  });

  it('wait until an older Nightjar has stopped', async () => {
    await scratch.open();
    const { db } = await openSqlite(path());
    await expect(migrate(db, TYPES, OWN, scratch.now, [...MIGRATIONS, adding])).rejects.toThrow(
      'An older Nightjar (process 1 on host-first)'
    );
    await migrate(db, TYPES, OWN, scratch.now + LEASE_MS, [...MIGRATIONS, adding]);
    await db.destroy();
  });

  it('refuse a store of a newer Nightjar in one sentence, and leave it as it is', async () => {
    const { db } = await openSqlite(path());
    await migrate(db, TYPES, OWN, 0, [...MIGRATIONS, adding]);
    await db.destroy();
    const store = await scratch.open();
    const { kind, reason } = await store.status();
    expect(kind).toBe('memory');
    expect(reason).toContain(`A newer Nightjar wrote the store (schema ${next}; this one knows ${MIGRATIONS.length})`);
    await store.saveFit(fitOf(0), [modelOf('a', 1)]);
    const reopened = await openSqlite(path());
    expect(await schemaVersion(reopened.db)).toBe(next);
    expect(await reopened.db.selectFrom('models').selectAll().execute()).toEqual([]);
    await reopened.db.destroy();
  });
});

it('a file that is no store is left alone, and the reason told', async () => {
  writeFileSync(path(), 'not a database, whatever its name says. '.repeat(100));
  const store = await scratch.open();
  expect(await store.status()).toMatchObject({ kind: 'memory', reason: expect.stringContaining('move it away') });
});
