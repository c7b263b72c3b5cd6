import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DETECTORS } from '../detectors/index.ts';
import type { FittedModel } from '../detectors/detector.ts';
import { Store } from '../store/store.ts';
import { packAll, unpack } from '../workers/pack.ts';
import type { FitSet } from './model-cache.ts';
import { ModelShelf } from './model-shelf.ts';
import type { ModelRequest } from './request.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20 };
const request: ModelRequest = {
  source: { identity: 'test', queryRange: () => Promise.reject(new Error('never asked')) },
  owner: { orgId: 1, datasource: 'one' },
  expr: 'up',
  detector: DETECTORS[0],
  settings: {},
  step: 60_000,
  trainingWindow: 3_600_000,
  seed: 1,
};

let folder = '';
let store: Store;
let failures: string[];
let shelf: ModelShelf;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-shelf-'));
  store = new Store({ place: { folder }, limits: LIMITS, log: () => undefined });
  failures = [];
  shelf = new ModelShelf(
    store,
    (error) => failures.push(error.message),
    () => undefined
  );
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function setOf(content: number): FitSet {
  const fitted: FittedModel = {
    detector: 'seasonal',
    trained: { from: 0, to: 1, points: 1 },
    metrics: { loss: content },
    parameters: { numbers: Float64Array.of(content) },
    state: null,
  };
  const [model] = packAll([fitted], 'shared');
  return new Map([
    ['a', { model, columns: ['a'] }],
    ['nothing to fit on', { model: null, since: 0 }],
  ]);
}

async function kept(): Promise<number> {
  return (await store.status()).models;
}

it('keeps what comes after a time when nothing waited', async () => {
  // A timer finds nothing left to keep when the models it was set for went with others: what came later was never kept.
  await shelf.flush();
  shelf.keep(request, 1, setOf(1));
  expect(shelf.hasAll).toBe(false);
  await shelf.flush();
  expect(await kept()).toBe(1);
  expect(shelf.hasAll).toBe(true);
  shelf.keep(request, 2, setOf(2));
  const first = shelf.flush();
  shelf.keep(request, 3, setOf(3));
  await Promise.all([first, shelf.flush()]);
  expect(await kept()).toBe(3);
});

it('gives back what waits as well as what is kept, and tells what is nowhere', async () => {
  shelf.keep(request, 1, setOf(1));
  await shelf.flush();
  shelf.keep(request, 2, setOf(2));
  const { found, absent } = await shelf.recall(request, [3, 2, 1], 1e9);
  expect([...absent]).toEqual([3]);
  const losses = [...found].map(([instant, models]) => {
    const model = models.get('a')?.model;
    return [instant, model && unpack<FittedModel>(model).metrics];
  });
  expect(new Map(losses as [number, unknown][])).toEqual(
    new Map([
      [1, { loss: 1 }],
      [2, { loss: 2 }],
    ])
  );
  expect((await store.listModels(request.owner, 10))[0].metrics).toEqual({ loss: 1 });
  await shelf.flush();
});

it('goes on with a store that is closed, knowing that it has not kept all', async () => {
  await store.close();
  shelf.keep(request, 1, setOf(1));
  await shelf.flush();
  expect(await shelf.recall(request, [1], 1e9)).toEqual({ found: new Map(), absent: new Set([1]) });
  expect(shelf.hasAll).toBe(false);
});

it('does nothing without a folder', async () => {
  const memory = new Store({ place: { folder: null, reason: 'none' }, limits: LIMITS, log: () => undefined });
  const idle = new ModelShelf(memory, fail, fail);
  idle.keep(request, 1, setOf(1));
  await idle.flush();
  expect(await idle.recall(request, [1], 1e9)).toEqual({ found: new Map(), absent: new Set([1]) });
});

function fail(): never {
  throw new Error('called');
}
