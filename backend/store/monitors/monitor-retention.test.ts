import { HOUR, LIMITS, OWNER, Scratch, fitOf, holderOf, modelOf } from '../example-store.ts';
import type { LocalStore } from '../local-store.ts';
import { ACTOR, KEPT_FOR_EVER, MINUTE, commitOf, foundBy, monitorOf, withDetections } from './example-monitors.ts';
import type { MonitorAges } from './monitor-retention.ts';
import type { MonitorRow } from './records.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const DAY = 24 * HOUR;
const NEVER = 1e13;
const withAges = (ages: Partial<MonitorAges>) => ({ limits: { ...LIMITS, ages: { ...KEPT_FOR_EVER, ...ages } } });

/** Turns the clock, and keeps the lease. */
async function pass(store: LocalStore, ms: number): Promise<void> {
  scratch.now += ms;
  await store.heartbeat();
}

/** Some 3 KB of results at every instant, which compress badly. */
async function evaluate(
  store: LocalStore,
  monitor: MonitorRow,
  instants: readonly number[],
  bytes = 3_000
): Promise<void> {
  let from = (await store.monitors.loadMonitorStates([monitor.id]))[0]?.evaluatedTo ?? null;
  for (const to of instants) {
    const content = new Uint8Array(Float64Array.from({ length: bytes / 8 }, (_, i) => Math.sin(to + i) * 1e9).buffer);
    const chunk = { start: to, end: to, points: 1, bytes: content };
    const [{ reason }] = await store.monitors.commitEvaluations([commitOf(monitor, from, to, { chunk })]);
    expect(reason).toBe('');
    from = to;
  }
}

const endsOf = async (store: LocalStore, { id }: MonitorRow): Promise<number[]> =>
  (await store.monitors.readResults(id, 0, NEVER)).map(({ end }) => end);

describe('by age', () => {
  it('results go, and their bytes are no longer counted', async () => {
    const store = await scratch.open(withAges({ resultsMs: DAY }));
    const [one, two] = [
      await store.monitors.createMonitor(monitorOf('one')),
      await store.monitors.createMonitor(monitorOf('two')),
    ];
    const { now } = scratch;
    await evaluate(store, one, [now - 2 * DAY, now - DAY, now]);
    await evaluate(store, two, [now - 3 * DAY]);
    const [{ resultBytes }] = await store.monitors.listMonitorStatuses(OWNER);
    expect(await store.retain()).toBe(2);
    expect(await endsOf(store, one)).toEqual([now - DAY, now]);
    expect(await endsOf(store, two)).toEqual([]);
    const statuses = await store.monitors.listMonitorStatuses(OWNER);
    const bytesOf = new Map(statuses.map((status) => [status.monitor, status.resultBytes]));
    expect(bytesOf.get(two.id)).toBe(0);
    expect(bytesOf.get(one.id)).toBeLessThan(resultBytes * 0.7);
    expect(bytesOf.get(one.id)).toBeGreaterThan(resultBytes * 0.6);
    // Where it stands is not forgotten with what it found.
    expect(await store.monitors.loadMonitorStates([two.id])).toMatchObject([{ evaluatedTo: now - 3 * DAY }]);
  });

  it('detections go with their verdicts, open ones never', async () => {
    const store = await scratch.open(withAges({ detectionsMs: DAY }));
    const monitor = await store.monitors.createMonitor(monitorOf('cpu'));
    const { now } = scratch;
    const detections = [
      foundBy(monitor, 'old', now - 2 * DAY),
      foundBy(monitor, 'open', now - 2 * DAY, { open: true }),
      foundBy(monitor, 'long', now - 2 * DAY, { end: now }),
      foundBy(monitor, 'new', now),
    ];
    await store.monitors.commitEvaluations([commitOf(monitor, null, now, { detections })]);
    await store.monitors.giveVerdict({
      owner: OWNER,
      detection: 'old',
      verdict: 'true',
      until: null,
      note: '',
      actor: ACTOR,
    });
    const suppress = { owner: OWNER, matchers: [], startsAt: 0, reason: '', actor: ACTOR };
    await store.monitors.addSuppression({ ...suppress, endsAt: now - 2 * DAY });
    const kept = await store.monitors.addSuppression({ ...suppress, endsAt: now });
    expect(await store.retain()).toBe(1);
    const left = await store.monitors.listDetections({ owner: OWNER, limit: 9 });
    expect(left.detections.map(({ id }) => id).sort()).toEqual(['long', 'new', 'open']);
    expect(await store.monitors.listVerdicts(OWNER, monitor.id)).toEqual([]);
    expect(await store.monitors.listSuppressions(OWNER)).toEqual([kept]);
  });

  it('lines of the audit go', async () => {
    const store = await scratch.open(withAges({ auditMs: DAY }));
    await store.monitors.createMonitor(monitorOf('one'));
    await pass(store, DAY);
    await store.monitors.createMonitor(monitorOf('two'));
    await pass(store, 1);
    expect(await store.retain()).toBe(1);
    expect(await store.monitors.listAudit({ owner: OWNER, limit: 9 })).toMatchObject([{ subjectName: 'two' }]);
  });

  it('a deleted monitor goes with all that was its own, and nothing else', async () => {
    const store = await scratch.open(withAges({ deletedMs: DAY }));
    const [gone, stays] = [await withDetections(store, 'gone', ['a']), await withDetections(store, 'stays', ['b'])];
    for (const [{ id: monitor }, detection] of [
      [gone, 'a'],
      [stays, 'b'],
    ] as const) {
      const actor = ACTOR;
      await store.monitors.giveVerdict({ owner: OWNER, detection, verdict: 'true', until: null, note: '', actor });
      await store.monitors.applyAdjustment({ owner: OWNER, monitor, rules: {}, actor });
      const stretch = { cause: 'manual', ref: '', start: 0, end: 1, off: false, note: '' };
      await store.monitors.putExclusion({ owner: OWNER, monitor, ...stretch, actor });
    }
    await store.monitors.deleteMonitor({ owner: OWNER, id: gone.id, actor: ACTOR });
    await pass(store, DAY);
    expect(await store.retain()).toBe(0);
    await pass(store, 1);
    expect(await store.retain()).toBe(1);
    expect(await store.monitors.listMonitors(OWNER, { deleted: true })).toEqual([]);
    expect(await store.monitors.loadMonitorStates([gone.id, stays.id])).toMatchObject([{ monitor: stays.id }]);
    expect(await endsOf(store, gone)).toEqual([]);
    expect(await endsOf(store, stays)).toHaveLength(1);
    expect(await store.monitors.getDetection(OWNER, 'a')).toBeNull();
    expect(await store.monitors.listVerdicts(OWNER, stays.id)).toHaveLength(1);
    expect(await store.monitors.currentAdjustments([gone.id, stays.id])).toHaveLength(1);
    expect(await store.monitors.listExclusions(gone.id)).toEqual([]);
    expect((await store.monitors.listAudit({ owner: OWNER, limit: 1, subject: gone.id }))[0].action).toBe(
      'monitor.delete'
    );
  });

  it('nothing goes from a store that another process writes', async () => {
    const store = await scratch.open(withAges({ auditMs: 1 }));
    await store.monitors.createMonitor(monitorOf('one'));
    await pass(store, HOUR);
    const second = await scratch.open({ ...withAges({ auditMs: 1 }), holder: holderOf('second', 2) });
    expect(await second.retain()).toBe(0);
    expect(await store.retain()).toBe(1);
  });
});

describe('by size', () => {
  const full = (maxBytes: number) => ({ limits: { ...LIMITS, maxBytes, ages: KEPT_FOR_EVER } });
  const hours = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index * HOUR);

  it('results beyond half of the cap go before models do, the oldest first', async () => {
    const store = await scratch.open(full(2 ** 21));
    const monitor = await store.monitors.createMonitor(monitorOf('cpu'));
    await store.saveFit(fitOf(1), [modelOf('a', 1, 16_000)]);
    const instants = hours(scratch.now - 20 * DAY, 480);
    await evaluate(store, monitor, instants, 6_400);
    expect((await store.status()).bytes).toBeGreaterThan(2 ** 21);
    expect(await store.retain()).toBeGreaterThan(0);
    expect((await store.status()).bytes).toBeLessThan(2 ** 21);
    const left = await endsOf(store, monitor);
    expect(left).toEqual(instants.slice(-left.length));
    expect(left.length).toBeGreaterThan(24);
    const { fits } = await store.loadFits(OWNER, 'lineage', [1], 1e9);
    expect(fits).toHaveLength(1);
  });

  it('models go before results within their half; then results but the newest day, then detections nobody judged', async () => {
    const store = await scratch.open(full(2 ** 20));
    const monitor = await store.monitors.createMonitor(monitorOf('cpu'));
    const { now } = scratch;
    const old = Array.from({ length: 200 }, (_, index) =>
      foundBy(monitor, `d${index}`, now - 5 * DAY + index * MINUTE, { detail: { text: 'x'.repeat(6_000) } })
    );
    await store.monitors.commitEvaluations([commitOf(monitor, null, now - 3 * DAY, { detections: old, chunk: null })]);
    const say = { owner: OWNER, verdict: 'true', until: null, note: '', actor: ACTOR };
    await store.monitors.giveVerdict({ ...say, detection: 'd0' });
    await store.saveFit(fitOf(1), [modelOf('a', 1, 16_000)]);
    await evaluate(store, monitor, hours(now - 2 * DAY + HOUR, 48), 1_600);
    expect(await store.retain()).toBeGreaterThan(0);
    expect((await store.loadFits(OWNER, 'lineage', [1], 1e9)).fits).toEqual([]);
    const left = await endsOf(store, monitor);
    expect(left.length).toBeGreaterThanOrEqual(24);
    expect(left.every((end) => end >= now - DAY)).toBe(true);
    const { detections } = await store.monitors.listDetections({ owner: OWNER, limit: 1_000 });
    expect(detections.length).toBeLessThan(200);
    expect(detections.map(({ id }) => id)).toContain('d0');
    expect((await store.status()).bytes).toBeLessThan(2 ** 20);
  });
});
