import { setTimeout as sleep } from 'node:timers/promises';
import type { BacktestRecord } from '../../backend/monitors/api-records.ts';
import { scoredAtFirst } from '../../backend/monitors/evaluation/begin.ts';
import { planMonitor } from '../../backend/monitors/monitor-plan.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import type { MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import { momentOf } from '../../backend/monitors/schedule/instants.ts';
import type { DetectionRow } from '../../backend/store/monitors/records.ts';
import type { FakeSeries } from '../engine/fake-prometheus.ts';
import { onePool } from '../engine/evaluation-set-up.ts';
import { DAY, MINUTE, MONDAY, daily, noise, only } from '../engine/made-series.ts';
import { MemorySource } from '../engine/memory-source.ts';
import { EDITOR, MonitorBench, OWNER } from './monitor-bench.ts';

const pool = onePool();
const HOUR = 60 * MINUTE;
const FROM = MONDAY + 14 * DAY;
const TO = FROM + 1.25 * DAY;

/** Spikes now and then, a level that moves for good, a service that comes on the third day and one that goes. */
const SERIES: readonly FakeSeries[] = [
  daily('cart', 1, (ms) => (noise(Math.floor(ms / HOUR) * HOUR, 7) > 0.9 ? 70 : 0)),
  daily('search', 2, (ms) => (ms > FROM + 0.6 * DAY ? 90 : 0)),
  only(
    daily('new', 3, (ms) => (noise(Math.floor(ms / HOUR) * HOUR, 8) > 0.9 ? 70 : 0)),
    (ms) => ms > FROM + 0.9 * DAY + 40 * MINUTE
  ),
  only(daily('gone', 4), (ms) => ms < FROM + 0.8 * DAY),
];

function spec(changes: Partial<MonitorSpecInput> = {}): MonitorSpecInput {
  return {
    name: 'rates',
    queries: [{ expr: 'x' }],
    detector: 'seasonal',
    step: '5m',
    ...changes,
    training: { window: '14d', refitEvery: '18h', ...changes.training },
  };
}

async function ended(bench: MonitorBench, id: string): Promise<BacktestRecord> {
  for (;;) {
    const record = bench.backtests.get(OWNER, id);
    if (record.state !== 'running') {
      return record;
    }
    await sleep(20);
  }
}

type Outline = Pick<DetectionRow, 'id' | 'seriesKey' | 'start' | 'end' | 'severity' | 'type' | 'score'>;

function outline(rows: readonly Outline[]): Outline[] {
  return rows
    .map(({ id, seriesKey, start, end, severity, type, score }) => ({
      id,
      seriesKey,
      start,
      end,
      severity,
      type,
      score,
    }))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

/** What a monitor finds whose first evaluation begins at FROM, live and in a back-test. */
async function bothWays(
  input: MonitorSpecInput,
  prepare: (bench: MonitorBench, monitor: string) => Promise<void> = async () => {}
) {
  const plan = planMonitor(monitorSpec.parse(input), {});
  const bench = new MonitorBench(
    pool,
    new MemorySource(SERIES),
    momentOf(plan, FROM + Math.ceil(scoredAtFirst(plan) / plan.step) * plan.step)
  );
  try {
    const row = await bench.make(input);
    await prepare(bench, row.id);
    await bench.live(bench.runOf(row), TO);
    const { detections: live } = await bench.store.monitors.listDetections({ owner: OWNER, limit: 1_000 });
    const { id } = await bench.backtests.start(OWNER, {
      spec: monitorSpec.parse(input),
      from: FROM,
      to: TO,
      monitor: row.id,
    });
    const { result, error } = await ended(bench, id);
    expect(error).toBe('');
    return { live: outline(live), result, tested: outline(result?.found ?? []) };
  } finally {
    await bench.close();
  }
}

it.each([
  ['seasonal', {}],
  ['mad', {}],
  ['isolation-forest', {}],
  ['evaluated less often than each step', { every: '20m' }],
  ['missing values as anomalies', { missing: 'anomaly' }],
] as const)(
  'finds what the live monitor found: %s',
  async (name, changes) => {
    const detector = ['seasonal', 'mad', 'isolation-forest'].includes(name) ? name : 'seasonal';
    const { live, tested } = await bothWays(spec({ detector, ...changes }));
    expect(live.length).toBeGreaterThan(0);
    expect(tested).toEqual(live);
  },
  120_000
);

it('heeds what is kept out of training', async () => {
  const free = await bothWays(spec());
  const held = await bothWays(
    spec({ training: { window: '14d', refitEvery: '18h', refitOnDrift: false } }),
    async (bench, monitor) => {
      await bench.store.monitors.putExclusion({
        owner: OWNER,
        monitor,
        cause: 'manual',
        ref: '',
        start: FROM + 0.6 * DAY,
        end: FROM + 1.1 * DAY,
        off: false,
        note: '',
        actor: EDITOR,
      });
    }
  );
  expect(held.tested).toEqual(held.live);
  expect(held.tested).not.toEqual(free.tested);
}, 120_000);

it('heeds the verdicts in force', async () => {
  const situation = { key: '', side: 1, size: 3, hour: 0, hourOfWeek: 0 };
  const rules = {
    format: 1,
    reach: { time: 'any', series: 'any' },
    strength: 0.5,
    exemplars: [{ isTrue: false, until: null, situation }],
  };
  const free = await bothWays(spec());
  const lowered = await bothWays(spec(), async (bench, monitor) => {
    await bench.store.monitors.applyAdjustment({ owner: OWNER, monitor, rules, actor: EDITOR });
  });
  expect(lowered.tested).toEqual(lowered.live);
  expect(lowered.live.length).toBeLessThan(free.live.length);
}, 120_000);

async function withBench<T>(task: (bench: MonitorBench) => Promise<T>): Promise<T> {
  const bench = new MonitorBench(pool, new MemorySource(SERIES), TO + DAY);
  try {
    return await task(bench);
  } finally {
    await bench.close();
  }
}

const RANGE = { spec: monitorSpec.parse(spec()), from: FROM, to: TO };

it(
  'tells how far it is and what it found, and counts by the verdicts given',
  () =>
    withBench(async (bench) => {
      const row = await bench.make(spec());
      bench.now = momentOf(planMonitor(RANGE.spec, {}), FROM + 150 * MINUTE);
      await bench.live(bench.runOf(row), FROM + DAY);
      const { detections } = await bench.store.monitors.listDetections({ owner: OWNER, limit: 10 });
      const [first, second] = detections.filter(({ open }) => !open);
      for (const [{ id: detection }, verdict] of [
        [first, 'true'],
        [second, 'false'],
      ] as const) {
        await bench.store.monitors.giveVerdict({
          owner: OWNER,
          detection,
          verdict,
          until: null,
          note: '',
          actor: EDITOR,
        });
      }
      const started = await bench.backtests.start(OWNER, { ...RANGE, to: FROM + DAY, monitor: row.id });
      expect(started).toMatchObject({ state: 'running', progress: 0, result: null });
      const { state, progress, result } = await ended(bench, started.id);
      expect({ state, progress }).toEqual({ state: 'done', progress: 1 });
      expect(result).toMatchObject({
        series: 4,
        notices: [],
        verdicts: { true: 1, false: 1, found: 2, precision: 0.5, recall: 1 },
      });
      expect(result?.found.find(({ id }) => id === first.id)?.verdict?.verdict).toBe('true');
      const { low = 0, medium = 0, high = 0 } = result?.bySeverity ?? {};
      expect(low + medium + high).toBe(result?.detections);
      expect(result?.share).toBeGreaterThan(0);
      expect(result?.share).toBeLessThan(0.3);
      const scores = result?.worst.map((id) => result.found.find((one) => one.id === id)?.score ?? 0) ?? [];
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(scores[0]).toBe(Math.max(...(result?.found.map(({ score }) => score) ?? [])));
    }),
  60_000
);

it(
  'is ended at once, and another one goes on',
  () =>
    withBench(async (bench) => {
      const ids: string[] = [];
      for (let i = 0; i < 4; i++) {
        ids.push((await bench.backtests.start(OWNER, RANGE)).id);
      }
      const [one, two, three, four] = ids;
      expect(bench.backtests.get(OWNER, three).stage).toMatch(/^Waiting/);
      expect(bench.backtests.cancel(OWNER, one)).toMatchObject({ state: 'cancelled', result: null });
      expect(bench.backtests.cancel(OWNER, four).state).toBe('cancelled');
      expect((await ended(bench, two)).state).toBe('done');
      expect((await ended(bench, three)).state).toBe('done');
      expect(bench.backtests.get(OWNER, one).state).toBe('cancelled');
      expect(bench.backtests.cancel(OWNER, two).state).toBe('done');
    }),
  60_000
);

it(
  'is nobody else’s, is forgotten after an hour, and has limits that say so',
  () =>
    withBench(async (bench) => {
      const { backtests } = bench;
      const { id } = await backtests.start(OWNER, RANGE);
      for (const stranger of [
        { orgId: 2, datasource: 'one' },
        { orgId: 1, datasource: 'two' },
      ]) {
        expect(() => backtests.get(stranger, id)).toThrow(/no such back-test/);
        expect(() => backtests.cancel(stranger, id)).toThrow(/no such back-test/);
      }
      await ended(bench, id);
      bench.now += 3_600_001;
      expect(() => backtests.get(OWNER, id)).toThrow(/start it again/);
      await expect(backtests.start(OWNER, { ...RANGE, from: TO, to: FROM })).rejects.toThrow(
        /must end after it begins/
      );
      await expect(backtests.start(OWNER, { ...RANGE, from: bench.now, to: bench.now + DAY })).rejects.toThrow(
        /begin before now/
      );
      await expect(backtests.start(OWNER, { ...RANGE, from: TO - 400 * DAY })).rejects.toThrow(/a year at most/);
      await expect(backtests.start(OWNER, { ...RANGE, monitor: 'none' })).rejects.toThrow(/no monitor 'none'/);
      const fine = { ...RANGE.spec, step: '1s' };
      const { state, error } = await ended(
        bench,
        (
          await backtests.start(OWNER, {
            ...RANGE,
            spec: { ...fine, training: { ...fine.training, window: '1h' } },
            from: TO - 25 * DAY,
          })
        ).id
      );
      expect({ state, error }).toEqual({
        state: 'failed',
        error: expect.stringMatching(/at most 5000000 points \(backtestMaxPoints\)/),
      });
    }),
  60_000
);

it('lets go of the oldest that ended where there are many', () =>
  withBench(async (bench) => {
    const ids: string[] = [];
    for (let i = 0; i < 50; i++) {
      const { id } = await bench.backtests.start(OWNER, RANGE);
      ids.push(id);
    }
    await expect(bench.backtests.start(OWNER, RANGE)).rejects.toThrow(/cancel one/);
    bench.backtests.cancel(OWNER, ids[7]);
    await bench.backtests.start(OWNER, RANGE);
    expect(() => bench.backtests.get(OWNER, ids[7])).toThrow(/no such back-test/);
    expect(bench.backtests.get(OWNER, ids[8]).state).toBe('running');
  }));
