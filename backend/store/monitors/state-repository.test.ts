import { join } from 'node:path';
import { OWNER, Scratch } from '../example-store.ts';
import { STORE_FILE } from '../place.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { ACTOR, MINUTE, bytesOf, commitOf, foundBy, monitorOf, withDetections } from './example-monitors.ts';
import type { LocalMonitors } from './local-monitors.ts';
import type { EvaluationCommit, MonitorRow } from './records.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const plain = (bytes: Uint8Array | null | undefined): number[] | null => (bytes ? [...bytes] : null);

async function commit(monitors: LocalMonitors, ...commits: EvaluationCommit[]): Promise<boolean[]> {
  const replies = await monitors.commitEvaluations(commits);
  expect(replies.map(({ monitor }) => monitor)).toEqual(commits.map(({ monitor }) => monitor));
  replies.forEach(({ committed, reason }) => expect(reason === '').toBe(committed));
  return replies.map(({ committed }) => committed);
}

async function evaluatedTo(monitors: LocalMonitors, { id }: MonitorRow): Promise<number | undefined> {
  return (await monitors.loadMonitorStates([id]))[0]?.evaluatedTo;
}

/** As if the disk had changed a few bytes. */
async function damage(table: 'monitor_snapshots' | 'monitor_results', last: number): Promise<void> {
  const { db } = await openSqlite(join(scratch.folder, STORE_FILE));
  const { bytes } = await db.selectFrom(table).select('bytes').executeTakeFirstOrThrow();
  const changed = Uint8Array.from(bytes, (byte, index) => (index >= bytes.length - last ? byte ^ 255 : byte));
  await db.updateTable(table).set({ bytes: changed }).execute();
  await db.destroy();
}

describe('an evaluation', () => {
  it('is kept whole: state, snapshot, series, results and detections', async () => {
    const { monitors } = await scratch.open();
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    const series = { ordinal: 0, key: 'a', labels: { job: 'node' }, firstSeen: 5, lastSeen: 5 };
    const detection = foundBy(monitor, 'd1', 5);
    const snapshot = { to: 4, bytes: bytesOf(1) };
    const first = commitOf(monitor, null, 5, { snapshot, newSeries: [series], detections: [detection] });
    expect(await monitors.loadMonitorStates([monitor.id])).toEqual([]);
    expect(await commit(monitors, first)).toEqual([true]);
    const [state] = await monitors.loadMonitorStates([monitor.id, 'none']);
    expect({ ...state, snapshot: plain(state.snapshot) }).toEqual({
      monitor: monitor.id,
      version: 1,
      evaluatedTo: 5,
      snapshotTo: 4,
      snapshot: plain(snapshot.bytes),
      status: { state: 'ok' },
    });
    expect(await monitors.monitorSeries(monitor.id)).toEqual([{ monitor: monitor.id, ...series }]);
    const [chunk] = await monitors.readResults(monitor.id, 0, 10);
    expect({ ...chunk, bytes: plain(chunk.bytes) }).toEqual({ start: 5, end: 5, points: 1, bytes: plain(bytesOf(5)) });
    expect(await monitors.getDetection(OWNER, 'd1')).toEqual({ ...detection, verdict: null });
    const again = { ...series, lastSeen: 9 };
    expect(await commit(monitors, commitOf(monitor, 5, 9, { newSeries: [again] }))).toEqual([true]);
    expect(await monitors.monitorSeries(monitor.id)).toEqual([{ monitor: monitor.id, ...again }]);
    expect(await monitors.loadMonitorStates([monitor.id])).toMatchObject([{ evaluatedTo: 9, snapshotTo: 4 }]);
  });

  it('counts once: one that did not go on from the stored instant is left out', async () => {
    const { monitors } = await scratch.open();
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    const second = commitOf(monitor, 1, 2);
    expect(await commit(monitors, second)).toEqual([false]);
    expect(await commit(monitors, commitOf(monitor, null, 1), second, second)).toEqual([true, true, false]);
    expect(await commit(monitors, commitOf(monitor, null, 1), commitOf(monitor, 1, 3))).toEqual([false, false]);
    const [reply] = await monitors.commitEvaluations([commitOf(monitor, 2, 1)]);
    expect(reply).toEqual({ monitor: monitor.id, committed: false, reason: expect.stringContaining('goes forward') });
    expect(await evaluatedTo(monitors, monitor)).toBe(2);
    expect(await monitors.readResults(monitor.id, 0, 10)).toHaveLength(2);
  });

  it('of a monitor that is gone, deleted or changed is left out, and the others of the batch are kept', async () => {
    const { monitors } = await scratch.open();
    const [kept, deleted, changed] = [
      await monitors.createMonitor(monitorOf('kept')),
      await monitors.createMonitor(monitorOf('deleted')),
      await monitors.createMonitor(monitorOf('changed')),
    ];
    await monitors.deleteMonitor({ owner: OWNER, id: deleted.id, actor: ACTOR });
    const spec = { every: '5m' };
    await monitors.updateMonitor({
      owner: OWNER,
      id: changed.id,
      name: 'changed',
      spec,
      version: 1,
      actor: ACTOR,
      note: '',
    });
    const gone = { id: 'gone', version: 1 };
    const commits = [gone, deleted, changed, kept].map((monitor) => commitOf(monitor, null, 1));
    expect(await monitors.commitEvaluations(commits)).toMatchObject([
      { committed: false, reason: 'The monitor is gone.' },
      { committed: false, reason: 'The monitor is gone.' },
      { committed: false, reason: expect.stringContaining('version 2') },
      { committed: true, reason: '' },
    ]);
    expect(await monitors.listMonitorStatuses(OWNER)).toMatchObject([{ monitor: kept.id }]);
  });

  it('of a new version goes on from nothing or from where the old one stood, without what that had learned', async () => {
    const { monitors } = await scratch.open();
    for (const from of [null, 7]) {
      const old = await monitors.createMonitor(monitorOf(`from ${from}`));
      await commit(monitors, commitOf(old, null, 7, { snapshot: { to: 7, bytes: bytesOf(7) } }));
      const change = { owner: OWNER, id: old.id, name: old.name, spec: { a: 1 }, version: 1, actor: ACTOR, note: '' };
      const monitor = await monitors.updateMonitor(change);
      expect(await monitors.loadMonitorStates([old.id])).toMatchObject([{ version: 1, evaluatedTo: 7 }]);
      expect(await commit(monitors, commitOf(monitor, 6, 8))).toEqual([false]);
      expect(await commit(monitors, commitOf(monitor, from, 8), commitOf(monitor, from, 8))).toEqual([true, false]);
      expect(await monitors.loadMonitorStates([old.id])).toMatchObject([
        { version: 2, evaluatedTo: 8, snapshot: null },
      ]);
      expect(await monitors.readResults(old.id, 0, 10)).toHaveLength(2);
    }
  });

  it('that failed leaves its status, whether there was one before or not', async () => {
    const { monitors } = await scratch.open();
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    const failed = { status: { state: 'failing' }, chunk: null };
    expect(await commit(monitors, { ...commitOf(monitor, null, 0), ...failed, to: null })).toEqual([true]);
    expect(await monitors.loadMonitorStates([monitor.id])).toEqual([]);
    expect(await monitors.listMonitorStatuses(OWNER)).toEqual([
      { monitor: monitor.id, version: 1, evaluatedTo: null, status: { state: 'failing' }, resultBytes: 0 },
    ]);
    await commit(monitors, commitOf(monitor, null, 1), commitOf(monitor, 1, 1, failed));
    expect(await monitors.listMonitorStatuses(OWNER)).toMatchObject([{ evaluatedTo: 1, status: { state: 'failing' } }]);
  });

  it('with a detection of another monitor is left out', async () => {
    const store = await scratch.open();
    const { monitors } = store;
    const other = await withDetections(store, 'other', ['d1']);
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    const stolen = commitOf(monitor, null, 1, { detections: [foundBy(monitor, 'd1', 9)] });
    const stray = commitOf(monitor, null, 1, { detections: [foundBy(other, 'd2', 9)] });
    expect(await commit(monitors, stolen, stray)).toEqual([false, false]);
    expect(await monitors.getDetection(OWNER, 'd1')).toMatchObject({ monitor: other.id });
    expect(await evaluatedTo(monitors, monitor)).toBeUndefined();
  });

  it('changes the detections that go on', async () => {
    const { monitors } = await scratch.open();
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    const open = foundBy(monitor, 'd1', 1, { open: true, end: 1 });
    const closed = { ...open, end: 3, open: false, severity: 'high', score: 0.95, type: 'shift', detail: { peak: 2 } };
    await commit(monitors, commitOf(monitor, null, 1, { detections: [open] }));
    await commit(monitors, commitOf(monitor, 1, 3, { detections: [closed] }));
    expect(await monitors.getDetection(OWNER, 'd1')).toEqual({ ...closed, verdict: null });
  });
});

it('a state that is reset begins anew; results and detections stay', async () => {
  const store = await scratch.open();
  const { monitors } = store;
  const monitor = await withDetections(store, 'cpu', ['d1']);
  await monitors.resetMonitorState(monitor.id);
  expect(await monitors.loadMonitorStates([monitor.id])).toEqual([]);
  expect(await monitors.listMonitorStatuses(OWNER)).toMatchObject([{ evaluatedTo: null, status: {} }]);
  expect(await monitors.readResults(monitor.id, 0, 1e12)).toHaveLength(1);
  expect(await commit(monitors, commitOf(monitor, 1_000 * MINUTE, 1e9), commitOf(monitor, null, 1e9))).toEqual([
    false,
    true,
  ]);
  expect(await monitors.getDetection(OWNER, 'd1')).not.toBeNull();
});

describe('results', () => {
  it('are read by the chunks that touch a range', async () => {
    const { monitors } = await scratch.open();
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    const chunk = (start: number, end: number) => ({ chunk: { start, end, points: 1, bytes: bytesOf(start) } });
    await commit(monitors, commitOf(monitor, null, 20, chunk(10, 20)), commitOf(monitor, 20, 40, chunk(30, 40)));
    const starts = async (from: number, to: number): Promise<number[]> =>
      (await monitors.readResults(monitor.id, from, to)).map(({ start }) => start);
    expect(await starts(0, 9)).toEqual([]);
    expect(await starts(0, 10)).toEqual([10]);
    expect(await starts(20, 30)).toEqual([10, 30]);
    expect(await starts(21, 29)).toEqual([]);
    expect(await starts(15, 100)).toEqual([10, 30]);
    expect(await starts(41, 100)).toEqual([]);
  });

  it('are joined into larger chunks, all or nothing, and their bytes counted', async () => {
    const { monitors } = await scratch.open();
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    await commit(monitors, ...[1, 2, 3].map((to) => commitOf(monitor, to === 1 ? null : to - 1, to)));
    const before = await monitors.readResults(monitor.id, 0, 10);
    const [{ resultBytes }] = await monitors.listMonitorStatuses(OWNER);
    expect(resultBytes).toBeGreaterThan(300);
    const merged = { start: 1, end: 2, points: 2, bytes: new Uint8Array(1_000) };
    await monitors.compactResults(monitor.id, before.slice(0, 2), merged);
    expect(
      (await monitors.readResults(monitor.id, 0, 10)).map(({ start, end, points }) => [start, end, points])
    ).toEqual([
      [1, 2, 2],
      [3, 3, 1],
    ]);
    const [after] = await monitors.listMonitorStatuses(OWNER);
    expect(after.resultBytes).toBeLessThan(resultBytes);
    expect(after.resultBytes).toBeGreaterThan(0);
    const [one, three] = await monitors.readResults(monitor.id, 0, 10);
    await expect(monitors.compactResults(monitor.id, [one, before[1], three], merged)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('1 of the chunks'),
    });
    expect(await monitors.readResults(monitor.id, 0, 10)).toHaveLength(2);
  });

  it('that are damaged are left out, and told; a damaged snapshot is none', async () => {
    const store = await scratch.open();
    const { monitors } = store;
    const monitor = await monitors.createMonitor(monitorOf('cpu'));
    await commit(monitors, commitOf(monitor, null, 1, { snapshot: { to: 1, bytes: bytesOf(1) } }));
    await damage('monitor_results', 6);
    expect(await monitors.readResults(monitor.id, 0, 10)).toEqual([]);
    expect((await store.status()).failure?.message).toContain('1 pieces of the results');
    await damage('monitor_snapshots', 6);
    expect(await monitors.loadMonitorStates([monitor.id])).toMatchObject([{ evaluatedTo: 1, snapshot: null }]);
    expect((await store.status()).failure?.message).toContain('learn anew');
  });
});
