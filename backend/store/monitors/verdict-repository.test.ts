import { OWNER, Scratch } from '../example-store.ts';
import type { LocalStore } from '../local-store.ts';
import type { DetectionFilter } from './detection-filter.ts';
import { ACTOR, MINUTE, commitOf, foundBy, monitorOf, withDetections } from './example-monitors.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const FIRST = 1_000 * MINUTE;
const OTHER = { login: 'bob', role: 'Editor' };
const say = (detection: string, verdict: string, until: number | null = null) => ({
  owner: OWNER,
  detection,
  verdict,
  until,
  note: 'n',
  actor: ACTOR,
});

async function found(store: LocalStore, filter: Partial<DetectionFilter>): Promise<string[]> {
  const { detections } = await store.monitors.listDetections({ owner: OWNER, limit: 100, ...filter });
  return detections.map(({ id }) => id);
}

describe('detections', () => {
  it('are listed newest first, page by page, without a gap among those of one instant', async () => {
    const store = await scratch.open();
    const monitor = await store.monitors.createMonitor(monitorOf('cpu'));
    const detections = ['a', 'b', 'c', 'd', 'e'].map((id, index) => foundBy(monitor, id, FIRST + (index > 2 ? 1 : 0)));
    await store.monitors.commitEvaluations([commitOf(monitor, null, FIRST, { detections })]);
    const all: string[] = [];
    for (let before: string | undefined; ; before = all[all.length - 1]) {
      const page = await store.monitors.listDetections({ owner: OWNER, limit: 2, ...(before && { before }) });
      all.push(...page.detections.map(({ id }) => id));
      expect(page.more).toBe(all.length < 5);
      if (!page.more) {
        break;
      }
    }
    expect(all).toEqual(['e', 'd', 'c', 'b', 'a']);
    await expect(found(store, { before: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are chosen by monitor, id, time, severity, type, verdict, state and labels', async () => {
    const store = await scratch.open();
    const monitor = await store.monitors.createMonitor(monitorOf('cpu'));
    const rows = [
      foundBy(monitor, 'a', 10, { end: 20, severity: 'low', type: 'spike', open: true }),
      foundBy(monitor, 'b', 30, { end: 40, severity: 'high', type: 'shift', labels: { job: 'node', instance: 'b.x' } }),
      foundBy(monitor, 'c', 50, { end: 60, severity: 'medium', type: 'drop', labels: { job: 'other' } }),
    ];
    await store.monitors.commitEvaluations([commitOf(monitor, null, 60, { detections: rows })]);
    await withDetections(store, 'mem', ['z'], 5);
    await store.monitors.giveVerdict(say('a', 'true'));
    await store.monitors.giveVerdict(say('b', 'expected', 99));
    const cases: [Partial<DetectionFilter>, string[]][] = [
      [{}, ['c', 'b', 'a', 'z']],
      [{ monitor: monitor.id }, ['c', 'b', 'a']],
      [{ ids: ['a', 'z', 'none'] }, ['a', 'z']],
      [{ ids: [] }, []],
      [{ monitor: monitor.id, from: 20, to: 30 }, ['b', 'a']],
      [{ monitor: monitor.id, from: 21, to: 29 }, []],
      [{ severities: ['high', 'medium'] }, ['c', 'b']],
      [{ types: ['drop'] }, ['c']],
      [{ verdicts: ['true'] }, ['a']],
      [{ verdicts: ['expected', 'none'] }, ['c', 'b', 'z']],
      [{ open: true }, ['a']],
      [{ open: false, monitor: monitor.id }, ['c', 'b']],
      [{ labels: [{ label: 'job', op: '=', value: 'other' }] }, ['c']],
      [{ labels: [{ label: 'instance', op: '=~', value: 'a|b\\..' }] }, ['b', 'a', 'z']],
      [{ labels: [{ label: 'instance', op: '!~', value: '.+' }] }, ['c']],
      [{ labels: [{ label: 'job', op: '!=', value: 'node' }] }, ['c']],
    ];
    for (const [filter, ids] of cases) {
      expect([filter, await found(store, filter)]).toEqual([filter, ids]);
    }
    await expect(found(store, { labels: [{ label: 'job', op: '=~', value: '(' }] })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  it('are found by label however many others lie before them', async () => {
    const store = await scratch.open();
    const monitor = await store.monitors.createMonitor(monitorOf('cpu'));
    const detections = Array.from({ length: 1_200 }, (_, index) =>
      foundBy(monitor, `d${index}`, index, { labels: { part: index % 600 === 0 ? 'rare' : 'usual' } })
    );
    await store.monitors.commitEvaluations([commitOf(monitor, null, 2_000, { detections })]);
    const labels = [{ label: 'part', op: '=', value: 'rare' }] as const;
    expect(await found(store, { labels })).toEqual(['d600', 'd0']);
    expect(await store.monitors.listDetections({ owner: OWNER, limit: 1, labels })).toMatchObject({
      detections: [{ id: 'd600' }],
      more: true,
    });
    expect(await found(store, { labels, before: 'd600' })).toEqual(['d0']);
  });

  it('of a deleted monitor are listed where it is named only', async () => {
    const store = await scratch.open();
    const { id } = await withDetections(store, 'cpu', ['a']);
    await store.monitors.deleteMonitor({ owner: OWNER, id, actor: ACTOR });
    expect(await found(store, {})).toEqual([]);
    expect(await found(store, { monitor: id })).toEqual(['a']);
    expect(await found(store, { ids: ['a'] })).toEqual(['a']);
  });
});

describe('verdicts', () => {
  it('take the place of the earlier one, and are taken back', async () => {
    const store = await scratch.open();
    const { monitors } = store;
    const monitor = await withDetections(store, 'cpu', ['a', 'b']);
    await monitors.giveVerdict(say('a', 'false'));
    const second = await monitors.giveVerdict({ ...say('a', 'expected', 5), actor: OTHER });
    expect(second).toEqual({
      id: 2,
      owner: OWNER,
      detection: 'a',
      monitor: monitor.id,
      verdict: 'expected',
      until: 5,
      note: 'n',
      author: 'bob',
      at: scratch.now,
      withdrawnAt: null,
    });
    expect(await monitors.getDetection(OWNER, 'a')).toMatchObject({ verdict: second });
    const { verdict: _, ...detectionRow } = (await monitors.getDetection(OWNER, 'a')) ?? {};
    expect(await monitors.listVerdicts(OWNER, monitor.id)).toEqual([{ ...second, detectionRow }]);
    const withdrawn = { owner: OWNER, detection: 'a', actor: ACTOR };
    expect(await monitors.withdrawVerdict(withdrawn)).toEqual({ ...second, withdrawnAt: scratch.now });
    expect(await monitors.listVerdicts(OWNER, monitor.id)).toEqual([]);
    await expect(monitors.withdrawVerdict(withdrawn)).rejects.toMatchObject({ code: 'not-found' });
    await expect(monitors.giveVerdict(say('none', 'true'))).rejects.toMatchObject({ code: 'not-found' });
    const lines = await monitors.listAudit({ owner: OWNER, limit: 9, subject: 'a' });
    expect(lines.map(({ action, subjectName, before, after }) => [action, subjectName, before, after])).toEqual([
      ['verdict.withdraw', 'cpu', { verdict: 'expected', until: 5, note: 'n' }, null],
      [
        'verdict.give',
        'cpu',
        { verdict: 'false', until: null, note: 'n' },
        { verdict: 'expected', until: 5, note: 'n' },
      ],
      ['verdict.give', 'cpu', null, { verdict: 'false', until: null, note: 'n' }],
    ]);
  });
});

describe('adjustments', () => {
  it('the newest that is not withdrawn counts', async () => {
    const store = await scratch.open();
    const { monitors } = store;
    const [one, two] = [await withDetections(store, 'cpu', []), await withDetections(store, 'mem', [])];
    const adjust = (monitor: string, rules: Record<string, unknown>) =>
      monitors.applyAdjustment({ owner: OWNER, monitor, rules, actor: ACTOR });
    await adjust(one.id, { a: 1 });
    await adjust(one.id, { a: 2 });
    await adjust(two.id, { b: 1 });
    const rules = async () => {
      const rows = await monitors.currentAdjustments([one.id, two.id, 'none']);
      return rows.map((row) => row.rules);
    };
    expect(await rules()).toEqual([{ a: 2 }, { b: 1 }]);
    const taken = { owner: OWNER, monitor: one.id, actor: ACTOR };
    expect(await monitors.withdrawAdjustment(taken)).toMatchObject({ rules: { a: 2 }, withdrawnAt: scratch.now });
    expect(await rules()).toEqual([{ a: 1 }, { b: 1 }]);
    await monitors.withdrawAdjustment(taken);
    expect(await rules()).toEqual([{ b: 1 }]);
    await expect(monitors.withdrawAdjustment(taken)).rejects.toMatchObject({ code: 'not-found' });
    const lines = await monitors.listAudit({ owner: OWNER, limit: 9, subject: one.id });
    expect(lines.slice(0, 2)).toMatchObject([
      { action: 'adjustment.withdraw', before: { a: 1 }, after: null },
      { action: 'adjustment.withdraw', before: { a: 2 }, after: { a: 1 } },
    ]);
  });
});
