import { OWNER, Scratch, holderOf } from '../example-store.ts';
import { ACTOR, STRANGERS } from '../monitors/example-monitors.ts';
import { NOTHING, alertRow, incidentRow } from './example-alerts.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const NEVER = 1e13;

it('what is taken waits until the transaction that keeps what became of it', async () => {
  const { alerts } = await scratch.open();
  const [other] = STRANGERS;
  await alerts.appendJournal([
    { owner: OWNER, at: 1, events: [{ n: 1 }, { n: 2 }] },
    { owner: other, at: 1, events: [{ n: 9 }] },
    { owner: OWNER, at: 2, events: [{ n: 3 }] },
  ]);
  expect(await alerts.waiting()).toEqual([
    { owner: OWNER, events: 3 },
    { owner: other, events: 1 },
  ]);
  // One row where even that is more than asked for.
  const [first, ...none] = await alerts.readJournal(OWNER, 1);
  expect(first.events).toEqual([{ n: 1 }, { n: 2 }]);
  expect(none).toEqual([]);
  const both = await alerts.readJournal(OWNER, 3);
  expect(both.flatMap(({ events }) => events)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);

  const kept = { ...NOTHING, alerts: [alertRow('a')], journalTo: first.seq };
  expect(await alerts.commitAlerts({ ...kept, revision: 0 })).toBe(1);
  expect((await alerts.readJournal(OWNER, 9)).map(({ seq }) => seq)).toEqual([both[1].seq]);
  // One that did not go on from there changes nothing.
  await expect(
    alerts.commitAlerts({ ...kept, journalTo: both[1].seq, alerts: [alertRow('b')], revision: 0 })
  ).rejects.toMatchObject({ code: 'conflict' });
  expect(await alerts.waiting()).toHaveLength(2);
  expect((await alerts.listAlerts({ owner: OWNER, limit: 9 })).alerts.map(({ id }) => id)).toEqual(['a']);
});

it('another process takes nothing', async () => {
  await scratch.open();
  const second = await scratch.open({ holder: holderOf('second', 2) });
  await expect(second.alerts.appendJournal([{ owner: OWNER, at: 1, events: [{}] }])).rejects.toMatchObject({
    code: 'busy',
  });
});

it('alerts are found by time, severity, labels and whether they repeat others, page by page', async () => {
  const { alerts } = await scratch.open();
  const rows = [
    alertRow('a', { start: 100, end: 200 }),
    alertRow('b', { start: 300, severity: 'info', labels: { service: 'pay' } }),
    alertRow('c', { start: 300 }),
    alertRow('d', { start: 400, duplicateOf: 'c', incident: 'i' }),
  ];
  await alerts.commitAlerts({ ...NOTHING, revision: 0, alerts: rows });
  const idsOf = async (query: object): Promise<string[]> =>
    (await alerts.listAlerts({ owner: OWNER, limit: 9, ...query })).alerts.map(({ id }) => id);
  expect(await idsOf({})).toEqual(['c', 'b', 'a']);
  expect(await idsOf({ duplicates: true, limit: 2 })).toEqual(['d', 'c']);
  expect(await idsOf({ duplicates: true, before: 'c' })).toEqual(['b', 'a']);
  expect(await idsOf({ from: 201 })).toEqual(['c', 'b']);
  expect(await idsOf({ to: 299 })).toEqual(['a']);
  expect(await idsOf({ firing: false })).toEqual(['a']);
  expect(await idsOf({ severities: ['info'] })).toEqual(['b']);
  expect(await idsOf({ labels: [{ label: 'service', op: '=~', value: 'p.*' }] })).toEqual(['b']);
  expect(await idsOf({ duplicates: true, incident: 'i' })).toEqual(['d']);
  expect((await alerts.loadState(OWNER, NEVER)).alerts.map(({ id }) => id)).toEqual(['b', 'c', 'd']);
  await expect(idsOf({ before: 'zz' })).rejects.toMatchObject({ code: 'not-found' });
});

it('incidents: open ones by priority, then resolved ones by time; merged ones lead to what they were merged into', async () => {
  const { alerts } = await scratch.open();
  const incidents = [
    incidentRow('low', { priority: 10, title: 'Checkout is slow, 50% of the time', services: ['checkout', 'cart'] }),
    incidentRow('high', { priority: 90, assignee: 'ann' }),
    incidentRow('old', { state: 'resolved', startedAt: 5, resolvedAt: 50 }),
    incidentRow('new', { state: 'resolved', startedAt: 500, resolvedAt: 900, acted: true }),
    incidentRow('gone', { mergedInto: 'high' }),
  ];
  const timeline = [
    { incident: 'gone', at: 1, kind: 'opened', by: '', text: '' },
    { incident: 'high', at: 2, kind: 'comment', by: 'ann', text: 'looking' },
  ];
  await alerts.commitAlerts({ ...NOTHING, revision: 0, incidents, timeline });
  const moved = { ...NOTHING, revision: 1, incidents, merged: [{ from: 'gone', into: 'high' }] };
  await alerts.commitAlerts(moved, {
    actor: ACTOR,
    action: 'x',
    subject: 'high',
    subjectName: '',
    before: 1,
    after: 2,
  });
  const idsOf = async (query: object): Promise<string[]> =>
    (await alerts.listIncidents({ owner: OWNER, limit: 9, ...query })).incidents.map(({ id }) => id);
  expect(await idsOf({})).toEqual(['high', 'low', 'new', 'old']);
  expect(await idsOf({ before: 'low', limit: 1 })).toEqual(['new']);
  expect(await idsOf({ states: ['resolved'], from: 60 })).toEqual(['new']);
  expect(await idsOf({ service: 'checkout' })).toEqual(['low']);
  expect(await idsOf({ assignee: 'ann' })).toEqual(['high']);
  expect(await idsOf({ text: 'SLOW 50%' })).toEqual(['low']);
  expect(await idsOf({ text: 'c_eckout' })).toEqual([]);
  expect((await alerts.getIncident(OWNER, 'gone'))?.id).toBe('high');
  expect((await alerts.timelines(OWNER, ['high'])).map(({ kind }) => kind)).toEqual(['opened', 'comment']);
  expect((await alerts.noise(OWNER, 0, NEVER)).incidents.filter(({ acted }) => acted)).toHaveLength(1);
  expect((await alerts.loadState(OWNER, 1_000)).incidents.map(({ id }) => id).sort()).toEqual([
    'high',
    'low',
    'new',
    'old',
  ]);
});

it('options, windows, what was taken apart, changes and counts', async () => {
  const { alerts } = await scratch.open();
  expect(await alerts.getAlertOptions(OWNER)).toBeNull();
  await alerts.putAlertOptions(OWNER, { similarityThreshold: 0.9 }, ACTOR);
  expect(await alerts.getAlertOptions(OWNER)).toEqual({ similarityThreshold: 0.9 });
  const window = await alerts.addWindow(OWNER, { reason: 'r', matchers: ['a="b"'], start: 1, end: 2 }, ACTOR);
  expect(await alerts.listWindows(OWNER)).toEqual([{ ...window, author: ACTOR.login }]);
  await alerts.removeWindow(OWNER, window.id, ACTOR);
  await expect(alerts.removeWindow(OWNER, window.id, ACTOR)).rejects.toMatchObject({ code: 'not-found' });
  const [one, two] = ['x', 'y'].map((id) => ({ id, one: ['a'], other: ['b', id], at: 1, author: 'ann' }));
  const counts = [{ at: 300_000, source: 'file', received: 3, different: 1 }];
  await alerts.commitAlerts({ ...NOTHING, revision: 0, apart: [one, two], counts });
  await alerts.commitAlerts({ ...NOTHING, revision: 1, together: ['x'], counts });
  await alerts.addChange(OWNER, { at: 7, service: 'cart', text: 'deployed 2.1' });
  expect(await alerts.loadState(OWNER, 0)).toEqual({
    revision: 2,
    alerts: [],
    incidents: [],
    apart: [two],
    changes: [{ at: 7, service: 'cart', text: 'deployed 2.1' }],
  });
  expect((await alerts.noise(OWNER, 0, NEVER)).counts).toEqual([{ ...counts[0], received: 6, different: 2 }]);
});

it('another owner sees and changes nothing', async () => {
  const { alerts } = await scratch.open();
  const window = await alerts.addWindow(OWNER, { reason: 'r', matchers: [], start: 1, end: 2 }, ACTOR);
  await alerts.putAlertOptions(OWNER, { x: 1 }, ACTOR);
  await alerts.appendJournal([{ owner: OWNER, at: 1, events: [{}] }]);
  const timeline = [{ incident: 'i', at: 1, kind: 'opened', by: '', text: '' }];
  const own = { ...NOTHING, alerts: [alertRow('a', { incident: 'i' })], incidents: [incidentRow('i')], timeline };
  await alerts.commitAlerts({ ...own, revision: 0 });
  for (const owner of STRANGERS) {
    expect(await alerts.loadState(owner, 0)).toEqual({
      revision: 0,
      alerts: [],
      incidents: [],
      apart: [],
      changes: [],
    });
    expect(await alerts.readJournal(owner, 9)).toEqual([]);
    expect((await alerts.listAlerts({ owner, limit: 9, incident: 'i' })).alerts).toEqual([]);
    expect(await alerts.alertsOfIncident(owner, 'i', 9)).toEqual([]);
    expect((await alerts.listIncidents({ owner, limit: 9 })).incidents).toEqual([]);
    expect(await alerts.getIncident(owner, 'i')).toBeNull();
    expect(await alerts.timelines(owner, ['i'])).toEqual([]);
    expect(await alerts.getAlertOptions(owner)).toBeNull();
    expect(await alerts.listWindows(owner)).toEqual([]);
    expect(await alerts.noise(owner, 0, NEVER)).toEqual({ counts: [], incidents: [] });
    await expect(alerts.removeWindow(owner, window.id, ACTOR)).rejects.toMatchObject({ code: 'not-found' });
    // Its journal is not taken from by a commit of somebody else, nor an alert of the same id written over.
    await alerts.commitAlerts({ ...NOTHING, owner, revision: 0, journalTo: 1e9, alerts: [alertRow('a', { end: 5 })] });
  }
  expect(await alerts.readJournal(OWNER, 9)).toHaveLength(1);
  expect((await alerts.alertsOfIncident(OWNER, 'i', 9)).map(({ end }) => end)).toEqual([null]);
  // Nor an incident.
  const [stranger] = STRANGERS;
  await expect(
    alerts.commitAlerts({ ...NOTHING, owner: stranger, revision: 1, incidents: [incidentRow('i', { title: 'mine' })] })
  ).rejects.toMatchObject({ code: 'conflict' });
});
