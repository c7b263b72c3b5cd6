import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DETECTORS } from '../../backend/detectors/index.ts';
import type { Evaluation } from '../../backend/evaluation/evaluation.ts';
import type { Evaluator } from '../../backend/evaluation/evaluator.ts';
import type { EvaluationRequest } from '../../backend/evaluation/request.ts';
import type { Owner } from '../../backend/store/owner.ts';
import { Store } from '../../backend/store/store.ts';
import { newEvaluator, onePool, queryBy } from './evaluation-set-up.ts';
import { DAY, MONDAY, daily } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

const OWNER: Owner = { orgId: 1, datasource: 'one' };
const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 90 * DAY, maxFileBytes: 2 ** 20 };
const SERIES = ['cart', 'shop', 'till'].map((name, index) => daily(name, index));
const pool = onePool();
let folder = '';

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nightjar-restart-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Counts {
  fitted: number;
  readonly failures: string[];
}

interface Life {
  readonly evaluator: Evaluator;
  readonly store: Store;
  readonly counts: Counts;
  close(): Promise<void>;
}

/** An engine's evaluator and store from start to end. */
function live(modelCacheBytes = 2 ** 26): Life {
  const counts: Counts = { fitted: 0, failures: [] };
  const note = (error: Error): void => void counts.failures.push(error.message);
  const store = new Store({ place: { folder }, limits: LIMITS, log: () => undefined });
  const evaluator = newEvaluator(pool, {
    modelCacheBytes,
    store,
    observer: {
      fitted: (_detector, models) => (counts.fitted += models),
      cacheLookup: () => undefined,
      backgroundFailed: note,
      storeFailed: note,
      failed: note,
    },
  });
  const close = async (): Promise<void> => {
    await evaluator.close();
    await store.close();
  };
  return { evaluator, store, counts, close };
}

function requestOf(detectorId: string, changes: Partial<EvaluationRequest> = {}): EvaluationRequest {
  const detector = DETECTORS.find(({ id }) => id === detectorId) ?? DETECTORS[0];
  const source = new MemorySource(SERIES);
  return queryBy(detector, {}, { source, owner: OWNER, from: MONDAY - 3 * DAY, to: MONDAY, ...changes });
}

function scoresOf({ series }: Evaluation): unknown {
  return series.map(({ key, scored }) => [key, scored]);
}

describe.each(['seasonal', 'isolation-forest', 'auto', 'ensemble'])('a restarted engine with %s', (detectorId) => {
  it('answers from stored models: the same scores to the byte, no fit, and no training data asked for', async () => {
    const first = live();
    const before = await first.evaluator.evaluate(requestOf(detectorId));
    expect(first.counts.fitted).toBeGreaterThan(0);
    await first.close();

    const second = live();
    // Not patient: nothing is pending either.
    const request = requestOf(detectorId, { patient: false });
    const after = await second.evaluator.evaluate(request);
    expect(second.counts).toEqual({ fitted: 0, failures: [] });
    expect(after.pendingFits).toBe(0);
    expect(scoresOf(after)).toEqual(scoresOf(before));
    const lookback = request.detector.lookback(request.settings) * request.step;
    const asked = (request.source as MemorySource).requests.map(({ start }) => start);
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(request.from - lookback);
    await second.close();
  });
});

it('fits only what has come since', async () => {
  const first = live();
  await first.evaluator.evaluate(requestOf('seasonal'));
  await first.close();
  const second = live();
  const later = { to: MONDAY + DAY, source: new MemorySource([...SERIES, daily('new', 9)]) };
  const fresh = await second.evaluator.evaluate(requestOf('seasonal', later));
  // Three series at the new instant, and the new series at all five.
  expect(second.counts).toEqual({ fitted: 3 + 5, failures: [] });
  await second.close();

  rmSync(folder, { recursive: true });
  const third = live();
  expect(scoresOf(await third.evaluator.evaluate(requestOf('seasonal', later)))).toEqual(scoresOf(fresh));
  await third.close();
});

it.each([
  ['organisation', { owner: { ...OWNER, orgId: 2 } }],
  ['datasource', { owner: { ...OWNER, datasource: 'two' } }],
  ['seed', { seed: 2 }],
  ['training window', { trainingWindow: 2 * DAY }],
])('uses no model of another %s', async (_what, other) => {
  const first = live();
  await first.evaluator.evaluate(requestOf('seasonal'));
  const { fitted } = first.counts;
  await first.evaluator.evaluate(requestOf('seasonal', other));
  expect(first.counts.fitted).toBe(2 * fitted);
  await first.close();
  const second = live();
  await second.evaluator.evaluate(requestOf('seasonal', other));
  expect(second.counts.fitted).toBe(0);
  expect((await second.store.listModels(OWNER, 1_000)).every(({ owner }) => owner.orgId === 1)).toBe(true);
  await second.close();
});

it('keeps to the cap on memory even with one query larger than it, and reads its models back instead of fitting them again', async () => {
  const small = live(1_000);
  const first = await small.evaluator.evaluate(requestOf('seasonal'));
  const { fitted } = small.counts;
  while (small.evaluator.cache.bytes > 0) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const again = await small.evaluator.evaluate(requestOf('seasonal'));
  expect(small.evaluator.cache.bytes).toBe(0);
  expect(small.counts).toEqual({ fitted, failures: [] });
  expect(scoresOf(again)).toEqual(scoresOf(first));
  await small.close();
});

it('answers without a store that fails, and says so', async () => {
  const life = live();
  await life.store.close();
  const evaluation = await life.evaluator.evaluate(requestOf('seasonal'));
  expect(evaluation.series).toHaveLength(3);
  expect(life.counts.failures).toEqual([expect.stringContaining('shutting down')]);
  await life.evaluator.close();
});

it('records version, parent, range, settings, seed and hash of every model', async () => {
  const life = live();
  await life.evaluator.evaluate(requestOf('seasonal', { to: MONDAY - 2 * DAY, from: MONDAY - 2 * DAY }));
  await life.evaluator.evaluate(requestOf('seasonal', { from: MONDAY - DAY, to: MONDAY - DAY }));
  await life.close();
  const next = live();
  const records = await next.store.listModels(OWNER, 10);
  await next.close();
  expect(records).toHaveLength(6);
  const [newest, oldest] = [records[0], records[5]];
  expect(newest).toMatchObject({
    detector: 'seasonal',
    expr: 'x',
    seed: 1,
    instant: MONDAY - DAY,
    version: 2,
    parent: 1,
    trained: { from: MONDAY - 4 * DAY, to: MONDAY - DAY, points: 288 },
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(newest.settings).toEqual(requestOf('seasonal').settings);
  expect(oldest).toMatchObject({ version: 1, parent: null, instant: MONDAY - 2 * DAY });
});
