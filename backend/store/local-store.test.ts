import fc from 'fast-check';
import { join } from 'node:path';
import { HOUR, LIMITS, OWNER, Scratch, fitOf, modelOf } from './example-store.ts';
import type { LocalStore } from './local-store.ts';
import { parseModels, serializeModel } from './models/serialize-model.ts';
import { ACTOR, monitorOf } from './monitors/example-monitors.ts';
import { STORE_FILE } from './place.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { describeStore } from './status.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const STRANGERS = [
  { orgId: 2, datasource: 'one' },
  { orgId: 1, datasource: 'two' },
];

async function contentsOf(): Promise<{ hash: string; size: number; stored_size: number }[]> {
  const { db } = await openSqlite(join(scratch.folder, STORE_FILE));
  const rows = await db.selectFrom('contents').select(['hash', 'size', 'stored_size']).execute();
  await db.destroy();
  return rows;
}

async function names(store: LocalStore, instants: readonly number[], maxBytes = 1e9): Promise<string[]> {
  const { fits } = await store.loadFits(OWNER, 'lineage', instants, maxBytes);
  return fits.flatMap(({ instant, models }) => models.map(({ name }) => `${instant} ${name}`));
}

it('any model comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 64 }))), (models) => {
      const given = models.map(([shape, bytes]) => ({ shape: Buffer.from(shape).toString(), bytes }));
      const back = parseModels(given.map(serializeModel));
      expect(back.map(({ shape, bytes }) => [shape, [...bytes]])).toEqual(
        given.map(({ shape, bytes }) => [shape, [...bytes]])
      );
      expect(back.every(({ bytes }) => bytes.byteOffset % 8 === 0)).toBe(true);
    }),
    { numRuns: 40 }
  );
});

describe('models', () => {
  it('of identical content are kept once, compressed', async () => {
    const store = await scratch.open();
    const large = { ...modelOf('a', 1), bytes: new Uint8Array(100_000).fill(7) };
    await store.saveFit(fitOf(0), [large, { ...large, name: 'b' }]);
    await store.saveFit(fitOf(1), [large]);
    expect((await store.status()).models).toBe(3);
    const [content, ...others] = await contentsOf();
    expect(others).toEqual([]);
    expect(content.stored_size).toBeLessThan(content.size / 100);
    expect(await names(store, [1, 0])).toEqual(['1 a', '0 a', '0 b']);
  });

  it('are their owner’s alone', async () => {
    const store = await scratch.open();
    await store.saveFit(fitOf(0), [modelOf('a', 1)]);
    for (const stranger of STRANGERS) {
      expect(await store.loadFits(stranger, 'lineage', [0], 1e9)).toEqual({ fits: [], beyond: [] });
      expect(await store.models.list(stranger, 10)).toEqual([]);
      expect(await store.pin(stranger, 'lineage', 0, true)).toBe(false);
    }
    expect(await store.models.list(OWNER, 10)).toHaveLength(1);
  });

  it('have versions in the order they were kept, and the nearest earlier fit, or the one named, as parent', async () => {
    const store = await scratch.open();
    await store.saveFit(fitOf(2), [modelOf('a', 1)]);
    await store.saveFit(fitOf(1), [modelOf('a', 2)]);
    await store.saveFit(fitOf(3), [modelOf('a', 3), modelOf('b', 4), { ...modelOf('c', 5), startedFrom: 1 }]);
    const records = await store.models.list(OWNER, 10);
    const lines = records.map(({ name, instant, version, parent }) => [name, instant, version, parent]);
    expect(lines).toEqual([
      ['a', 3, 3, 1],
      ['b', 3, 3, null],
      ['c', 3, 3, 2],
      ['a', 1, 2, null],
      ['a', 2, 1, null],
    ]);
  });

  it('are read as far as the bytes asked for go, the first fit always', async () => {
    const store = await scratch.open();
    for (const instant of [1, 2, 3]) {
      await store.saveFit(fitOf(instant), [modelOf('a', instant, 1_000)]);
    }
    const { fits, beyond } = await store.loadFits(OWNER, 'lineage', [3, 2, 1], 17_000);
    expect([fits.map(({ instant }) => instant), beyond]).toEqual([[3, 2], [1]]);
    expect(await names(store, [3, 2, 1], 10)).toEqual(['3 a']);
  });

  it('that are damaged on the disk are left out, told, and can be kept anew', async () => {
    const store = await scratch.open();
    await store.saveFit(fitOf(0), [modelOf('a', 1), modelOf('b', 2)]);
    const { db } = await openSqlite(join(scratch.folder, STORE_FILE));
    const { hash } = (await store.models.list(OWNER, 10))[0];
    await db
      .updateTable('contents')
      .set({ bytes: Uint8Array.of(1, 2, 3) })
      .where('hash', '=', hash)
      .execute();
    await db.destroy();
    expect(await names(store, [0])).toEqual(['0 b']);
    const status = await store.status();
    expect(status.failure?.message).toContain('damaged');
    expect(describeStore(status, true)).toContain('damaged');
    expect(describeStore(status, false)).not.toContain('content');
    await store.saveFit(fitOf(0), [modelOf('a', 1)]);
    expect(await names(store, [0])).toEqual(['0 a', '0 b']);
  });
});

describe('retention', () => {
  it('forgets what was unused for too long, but nothing pinned', async () => {
    const store = await scratch.open({ limits: { ...LIMITS, maxAgeMs: 10 * HOUR } });
    for (const instant of [1, 2, 3]) {
      await store.saveFit(fitOf(instant), [modelOf('a', instant)]);
    }
    await store.pin(OWNER, 'lineage', 1, true);
    scratch.now += 6 * HOUR;
    await store.heartbeat();
    expect(await names(store, [2])).toEqual(['2 a']);
    scratch.now += 6 * HOUR;
    await store.heartbeat();
    expect(await store.retain()).toBe(1);
    expect(await names(store, [1, 2, 3])).toEqual(['1 a', '2 a']);
    expect(await contentsOf()).toHaveLength(2);
  });

  it('keeps to the cap: the fits unused the longest go, the newest of a query last; the file shrinks', async () => {
    const store = await scratch.open({ limits: { ...LIMITS, maxBytes: 2 ** 20 } });
    await store.saveFit(fitOf(5, { lineage: 'other' }), [modelOf('only', 0, 8_000)]);
    for (let instant = 1; instant <= 40; instant++) {
      scratch.now += 1_000;
      await store.heartbeat();
      await store.saveFit(fitOf(instant), [modelOf('a', instant, 8_000)]);
    }
    expect((await store.status()).bytes).toBeGreaterThan(2 ** 20);
    expect(await store.retain()).toBeGreaterThan(0);
    expect((await store.status()).bytes).toBeLessThan(2 ** 20);
    const left = await names(
      store,
      Array.from({ length: 40 }, (_, index) => index + 1)
    );
    expect(left).toEqual(left.map((_, index) => `${41 - left.length + index} a`));
    expect((await store.loadFits(OWNER, 'other', [5], 1e9)).fits).toHaveLength(1);
  });
});

describe('files', () => {
  const file = {
    owner: OWNER,
    kind: 'onnx',
    name: 'mine.onnx',
    metadata: { window: 50 },
    bytes: Buffer.from('content'),
  };

  it('are named by the hash of their bytes, and are their owner’s alone', async () => {
    const store = await scratch.open();
    const { hash, size } = await store.putFile(file);
    expect([hash.length, size]).toEqual([64, 7]);
    expect(Buffer.from((await store.files.get(OWNER, 'onnx', hash)) ?? []).toString()).toBe('content');
    expect(await store.files.list(OWNER, 'onnx')).toMatchObject([
      { name: 'mine.onnx', metadata: { window: 50 }, hash },
    ]);
    expect(await store.files.get(OWNER, 'csv', hash)).toBeNull();
    for (const stranger of STRANGERS) {
      expect(await store.files.get(stranger, 'onnx', hash)).toBeNull();
      expect(await store.files.list(stranger, 'onnx')).toEqual([]);
      expect(await store.removeFile(stranger, 'onnx', hash)).toBe(false);
    }
  });

  it('stay when models go, share content between owners, and go when removed', async () => {
    const store = await scratch.open({ limits: { ...LIMITS, maxAgeMs: 0 } });
    const { hash } = await store.putFile(file);
    await store.putFile({ ...file, owner: STRANGERS[0] });
    await store.saveFit(fitOf(0), [modelOf('a', 1)]);
    scratch.now += 1_000;
    expect(await store.retain()).toBe(1);
    expect(await contentsOf()).toHaveLength(1);
    expect(await store.removeFile(OWNER, 'onnx', hash)).toBe(true);
    expect(await store.files.get(STRANGERS[0], 'onnx', hash)).not.toBeNull();
    expect(await store.removeFile(STRANGERS[0], 'onnx', hash)).toBe(true);
    expect(await contentsOf()).toEqual([]);
  });

  it('take a new name, and are refused above the cap', async () => {
    const store = await scratch.open({ limits: { ...LIMITS, maxFileBytes: 10 } });
    await store.putFile(file);
    await store.putFile({ ...file, name: 'renamed.onnx' });
    expect(await store.files.list(OWNER, 'onnx')).toMatchObject([{ name: 'renamed.onnx' }]);
    const large = { ...file, bytes: new Uint8Array(11) };
    await expect(store.putFile(large)).rejects.toMatchObject({ code: 'too-large' });
  });
});

it('says what it has in words', async () => {
  const store = await scratch.open();
  const said = async () => /^(.*) kept \(/.exec(describeStore(await store.status(), false))?.[1];
  expect(await said()).toBe('0 models');
  await store.saveFit(fitOf(0), [modelOf('a', 1)]);
  await store.monitors.createMonitor(monitorOf('cpu'));
  expect(await said()).toBe('1 model and 1 monitor');
  const { id } = await store.monitors.createMonitor(monitorOf('mem'));
  await store.putFile({ owner: OWNER, kind: 'onnx', name: 'x', metadata: {}, bytes: Uint8Array.of(1) });
  expect(await said()).toBe('1 model, 2 monitors and 1 file');
  await store.monitors.deleteMonitor({ owner: OWNER, id, actor: ACTOR });
  expect(await said()).toBe('1 model, 1 monitor and 1 file');
});

it('a store without a folder keeps files until it closes, and no models', async () => {
  const store = await scratch.open({ place: { folder: null, reason: 'no folder.' } });
  await store.saveFit(fitOf(0), [modelOf('a', 1)]);
  await store.putFile({ owner: OWNER, kind: 'onnx', name: 'x', metadata: {}, bytes: Uint8Array.of(1) });
  const status = await store.status();
  expect(status).toMatchObject({ kind: 'memory', models: 0, files: 1, file: null });
  expect(describeStore(status, true)).toBe(
    'Models are kept in memory only and fitted anew after a restart; monitors are gone then: no folder.'
  );
});
