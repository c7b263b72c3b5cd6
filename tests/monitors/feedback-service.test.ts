import type { DetectionRow } from '../../backend/store/monitors/records.ts';
import type { MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import { planMonitor } from '../../backend/monitors/monitor-plan.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { momentOf } from '../../backend/monitors/schedule/instants.ts';
import { onePool } from '../engine/evaluation-set-up.ts';
import { DAY, MINUTE, MONDAY, daily } from '../engine/made-series.ts';
import { MemorySource } from '../engine/memory-source.ts';
import { EDITOR, MonitorBench, OWNER } from './monitor-bench.ts';

const pool = onePool();
const HOUR = 60 * MINUTE;
const FROM = MONDAY + 7 * DAY;
const LEARNED = FROM + 3 * DAY;
const TO = FROM + 5 * DAY;

/** A job at two in the night, larger every second night; a fault at noon of each day; and silence for an hour now and then. */
const jobAt = (ms: number): number =>
  ms >= FROM && ms % DAY >= 2 * HOUR && ms % DAY < 2.5 * HOUR ? 40 + 6 * (Math.floor(ms / DAY) % 2) : 0;
const faultAt = (ms: number): number => (ms >= FROM && ms % DAY >= 12 * HOUR && ms % DAY < 12.5 * HOUR ? 60 : 0);
const SERIES = [daily('cart', 1, (ms) => jobAt(ms) + faultAt(ms)), daily('pay', 2, (ms) => jobAt(ms))];

const SPEC: MonitorSpecInput = {
  name: 'rates',
  queries: [{ expr: 'x', legend: '{{service}}' }],
  detector: 'seasonal',
  step: '5m',
  // What is kept out of training changes models: here marks alone are to be told apart.
  training: { window: '7d', refitEvery: '30d', refitOnDrift: false, excludeConfirmed: false },
};

interface Marks {
  readonly id: string;
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly score: number;
}

async function marksOf({ store }: MonitorBench): Promise<Marks[]> {
  const { detections } = await store.monitors.listDetections({ owner: OWNER, limit: 1_000 });
  return detections
    .map(({ id, seriesKey: key, start, end, severity, score }) => ({ id, key, start, end, severity, score }))
    .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

async function judgeAll(bench: MonitorBench, rows: readonly DetectionRow[]): Promise<void> {
  for (const { id: detection, start } of rows) {
    const verdict = start % DAY >= 11 * HOUR && start % DAY <= 13 * HOUR ? 'true' : 'false';
    await bench.store.monitors.giveVerdict({ owner: OWNER, detection, verdict, until: null, note: '', actor: EDITOR });
  }
}

/** A monitor that has been evaluated up to `to`. `rules`: those in force from the start. */
async function evaluated(to: number, rules?: Readonly<Record<string, unknown>>, spec = SPEC) {
  const plan = planMonitor(monitorSpec.parse(spec), {});
  const bench = new MonitorBench(pool, new MemorySource(SERIES), momentOf(plan, FROM + 150 * MINUTE));
  const row = await bench.make(spec);
  if (rules) {
    await bench.store.monitors.applyAdjustment({ owner: OWNER, monitor: row.id, rules, actor: EDITOR });
  }
  const run = bench.runOf(row);
  await bench.live(run, to);
  return { bench, row, run };
}

it('foretells what happens once verdicts are applied: the runner marks the same', async () => {
  const { bench, row } = await evaluated(TO);
  try {
    const before = await marksOf(bench);
    const { detections } = await bench.store.monitors.listDetections({ owner: OWNER, limit: 1_000, to: LEARNED });
    await judgeAll(bench, detections);
    const preview = await bench.feedback.preview(OWNER, row.id);
    expect(preview.before.detections).toBe(before.length);
    expect(preview.changed.length).toBeGreaterThan(5);
    expect(preview.changed.every(({ verdict }) => verdict !== 'true')).toBe(true);
    // What is no longer marked still has a score: lowered, and below the low threshold.
    for (const { severityAfter, scoreBefore, scoreAfter } of preview.changed) {
      expect(scoreAfter).toBeGreaterThan(0);
      expect(scoreAfter).toBeLessThan(severityAfter === null ? 0.7 : scoreBefore);
    }
    expect(preview.after.recall).toBe(1);
    expect(preview.after.precision).toBeGreaterThan(preview.before.precision ?? 1);
    const state = await bench.feedback.apply(OWNER, row.id, EDITOR);
    expect(state).toMatchObject({ applied: { author: 'ada', verdicts: detections.length }, waiting: 0 });
    expect(state.counts).toMatchObject({ recall: 1, detections: before.length });
    const [{ rules }] = await bench.store.monitors.currentAdjustments([row.id]);
    const again = await evaluated(TO, rules);
    try {
      const after = await marksOf(again.bench);
      expect(after.length).toBe(preview.after.detections);
      // What is lowered may be shorter; detections have the ids of their monitor.
      const foretold = new Map(preview.changed.map((one) => [one.id, one.severityAfter]));
      const told = before.map(({ id, severity }) => (foretold.has(id) ? foretold.get(id) : severity));
      const happened = before.map(
        ({ key, start, end }) =>
          after
            .filter((one) => one.key === key && one.start <= end && one.end >= start)
            .sort((a, b) => b.score - a.score)[0]?.severity ?? null
      );
      expect(happened).toEqual(told);
      // Applied, nothing is left to change; what the results were before verdicts is still known.
      const then = await again.bench.feedback.preview(OWNER, again.row.id);
      expect(then.before.detections).toBe(after.length);
      expect(then.after.detections).toBe(before.length);
    } finally {
      await again.bench.close();
    }
  } finally {
    await bench.close();
  }
}, 120_000);

it('counts from the next evaluation on, until it is taken back', async () => {
  const { bench, row, run } = await evaluated(LEARNED);
  try {
    await expect(bench.feedback.apply(OWNER, row.id, EDITOR)).rejects.toThrow(/nothing to lower/);
    await expect(bench.feedback.takeBack(OWNER, row.id, EDITOR)).rejects.toMatchObject({ code: 'not-found' });
    const { detections } = await bench.store.monitors.listDetections({ owner: OWNER, limit: 1_000 });
    await judgeAll(bench, detections);
    expect((await bench.feedback.state(OWNER, row.id)).waiting).toBe(detections.length);
    await bench.feedback.apply(OWNER, row.id, EDITOR);
    await bench.live(run, LEARNED + DAY);
    const night = (marks: readonly Marks[], from: number) =>
      marks.filter(({ start }) => start >= from && start < from + DAY && start % DAY < 4 * HOUR);
    const noon = (marks: readonly Marks[], from: number) =>
      marks.filter(({ start }) => start >= from && start < from + DAY && start % DAY > 11 * HOUR);
    const applied = await marksOf(bench);
    expect(night(applied, LEARNED - DAY).length).toBe(2);
    const highest = (marks: readonly Marks[]) => Math.max(0, ...marks.map(({ score }) => score));
    expect(highest(night(applied, LEARNED))).toBeLessThan(highest(night(applied, LEARNED - DAY)) - 0.1);
    expect(noon(applied, LEARNED).length).toBe(1);
    expect((await bench.feedback.takeBack(OWNER, row.id, EDITOR)).applied).toBeNull();
    await bench.live(run, TO);
    expect(night(await marksOf(bench), LEARNED + DAY).length).toBe(2);
    for (const stranger of [
      { orgId: 2, datasource: 'one' },
      { orgId: 1, datasource: 'two' },
    ]) {
      await expect(bench.feedback.preview(stranger, row.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(bench.feedback.apply(stranger, row.id, EDITOR)).rejects.toMatchObject({ code: 'not-found' });
    }
  } finally {
    await bench.close();
  }
}, 120_000);
