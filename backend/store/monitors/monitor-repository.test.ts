import { OWNER, Scratch, holderOf } from '../example-store.ts';
import { ACTOR, STRANGERS, monitorOf } from './example-monitors.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const OTHER = { login: 'bob', role: 'Admin' };

describe('a monitor', () => {
  it('comes back as it was made', async () => {
    const { monitors } = await scratch.open();
    const spec = { name: 'cpu', labels: { team: 'ä "quoted"' }, nested: [{ a: null }] };
    const made = await monitors.createMonitor(
      monitorOf('cpu', { origin: 'file', source: 'cpu.yaml', spec, note: 'x' })
    );
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      owner: OWNER,
      name: 'cpu',
      origin: 'file',
      source: 'cpu.yaml',
      version: 1,
      paused: false,
      spec,
      createdAt: scratch.now,
      createdBy: 'ada',
      updatedAt: scratch.now,
      updatedBy: 'ada',
      deletedAt: null,
    });
    expect(await monitors.getMonitor(OWNER, made.id)).toEqual(made);
    expect(await monitors.listMonitors(OWNER)).toEqual([made]);
  });

  it('keeps every version, with author and note', async () => {
    const { monitors } = await scratch.open();
    const { id } = await monitors.createMonitor(monitorOf('cpu', { note: 'first' }));
    scratch.now += 1_000;
    const change = { owner: OWNER, id, name: 'load', spec: { every: '5m' }, version: 1, actor: OTHER, note: 'slower' };
    const changed = await monitors.updateMonitor(change);
    expect(changed).toMatchObject({
      name: 'load',
      version: 2,
      spec: { every: '5m' },
      createdBy: 'ada',
      updatedBy: 'bob',
    });
    expect(changed.updatedAt - changed.createdAt).toBe(1_000);
    expect(await monitors.monitorVersions(OWNER, id)).toEqual([
      { monitor: id, version: 2, spec: { every: '5m' }, at: scratch.now, author: 'bob', note: 'slower' },
      { monitor: id, version: 1, spec: monitorOf('cpu').spec, at: scratch.now - 1_000, author: 'ada', note: 'first' },
    ]);
  });

  it('has no new version of the same spec', async () => {
    const { monitors } = await scratch.open();
    const { id, spec } = await monitors.createMonitor(monitorOf('cpu'));
    const same = { every: spec.every, name: spec.name, none: undefined };
    const change = { owner: OWNER, id, name: 'cpu', spec: same, version: 1, actor: ACTOR, note: '' };
    expect(await monitors.updateMonitor(change)).toMatchObject({ version: 1 });
    expect(await monitors.listAudit({ owner: OWNER, limit: 10 })).toHaveLength(1);
  });

  it('is not changed over the change of another', async () => {
    const { monitors } = await scratch.open();
    const { id } = await monitors.createMonitor(monitorOf('cpu'));
    const change = { owner: OWNER, id, name: 'cpu', spec: { every: '5m' }, version: 1, actor: OTHER, note: '' };
    await monitors.updateMonitor(change);
    await expect(monitors.updateMonitor({ ...change, spec: { every: '9m' } })).rejects.toMatchObject({
      code: 'conflict',
      status: 409,
      message: expect.stringContaining('bob has changed the monitor since (version 2; yours began from 1)'),
    });
    expect(await monitors.getMonitor(OWNER, id)).toMatchObject({ version: 2, spec: { every: '5m' } });
  });

  it('has a name of its own within its datasource, which a deleted one leaves free', async () => {
    const { monitors } = await scratch.open();
    const { id } = await monitors.createMonitor(monitorOf('cpu'));
    await expect(monitors.createMonitor(monitorOf('cpu'))).rejects.toMatchObject({ code: 'bad-request' });
    await monitors.createMonitor(monitorOf('cpu', { owner: STRANGERS[0] }));
    await monitors.deleteMonitor({ owner: OWNER, id, actor: ACTOR });
    const second = await monitors.createMonitor(monitorOf('cpu'));
    await expect(monitors.restoreMonitor({ owner: OWNER, id, actor: ACTOR })).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining("named 'cpu' already"),
    });
    const renamed = {
      owner: OWNER,
      id: second.id,
      name: 'cpu 2',
      spec: second.spec,
      version: 1,
      actor: ACTOR,
      note: '',
    };
    expect(await monitors.updateMonitor(renamed)).toMatchObject({ name: 'cpu 2', version: 2 });
    await monitors.restoreMonitor({ owner: OWNER, id, actor: ACTOR });
    expect((await monitors.listMonitors(OWNER)).map(({ name }) => name)).toEqual(['cpu', 'cpu 2']);
    await expect(monitors.updateMonitor({ ...renamed, name: 'cpu', version: 2 })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  it('is paused, resumed, deleted and brought back, and told apart in lists', async () => {
    const { monitors } = await scratch.open();
    const { id } = await monitors.createMonitor(monitorOf('cpu'));
    const named = { owner: OWNER, id, actor: ACTOR };
    expect(await monitors.pauseMonitor({ ...named, paused: true })).toMatchObject({ paused: true, version: 1 });
    expect(await monitors.pauseMonitor({ ...named, paused: false })).toMatchObject({ paused: false });
    expect(await monitors.deleteMonitor(named)).toMatchObject({ deletedAt: scratch.now });
    expect(await monitors.listMonitors(null)).toEqual([]);
    expect(await monitors.listMonitors(OWNER, { deleted: true })).toMatchObject([{ id }]);
    expect(await monitors.getMonitor(OWNER, id)).toMatchObject({ deletedAt: scratch.now });
    for (const change of [monitors.deleteMonitor(named), monitors.pauseMonitor({ ...named, paused: true })]) {
      await expect(change).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('bring it back'),
      });
    }
    expect(await monitors.restoreMonitor(named)).toMatchObject({ deletedAt: null });
    expect(await monitors.listMonitors(OWNER, { deleted: true })).toEqual([]);
  });
});

describe('the audit', () => {
  it('has a line for every change: who, when, what, before and after', async () => {
    const { monitors } = await scratch.open();
    const { id, spec } = await monitors.createMonitor(monitorOf('cpu'));
    const named = { owner: OWNER, id, actor: OTHER };
    await monitors.updateMonitor({ ...named, name: 'cpu', spec: { every: '5m' }, version: 1, note: '' });
    for (const paused of [true, true, false]) {
      await monitors.pauseMonitor({ ...named, paused });
    }
    scratch.now += 1_000;
    await monitors.deleteMonitor(named);
    await monitors.restoreMonitor(named);
    await monitors.restoreMonitor(named);
    const lines = await monitors.listAudit({ owner: OWNER, limit: 10 });
    expect(lines.map(({ action, login, before, after }) => [action, login, before, after])).toEqual([
      ['monitor.restore', 'bob', { paused: false, deletedAt: scratch.now }, { paused: false, deletedAt: null }],
      ['monitor.delete', 'bob', { paused: false, deletedAt: null }, { paused: false, deletedAt: scratch.now }],
      ['monitor.resume', 'bob', { paused: true, deletedAt: null }, { paused: false, deletedAt: null }],
      ['monitor.pause', 'bob', { paused: false, deletedAt: null }, { paused: true, deletedAt: null }],
      ['monitor.update', 'bob', spec, { every: '5m' }],
      ['monitor.create', 'ada', null, spec],
    ]);
    expect(lines[0]).toMatchObject({ at: scratch.now, role: 'Admin', subject: id, subjectName: 'cpu' });
    const page = await monitors.listAudit({ owner: OWNER, limit: 2, before: lines[1].id });
    expect(page.map(({ action }) => action)).toEqual(['monitor.resume', 'monitor.pause']);
    await monitors.createMonitor(monitorOf('other'));
    expect(await monitors.listAudit({ owner: OWNER, limit: 10, subject: id })).toEqual(lines);
  });

  it('has no line where nothing was done', async () => {
    const { monitors } = await scratch.open();
    await monitors.createMonitor(monitorOf('cpu'));
    await expect(monitors.createMonitor(monitorOf('cpu'))).rejects.toThrow();
    await expect(monitors.deleteMonitor({ owner: STRANGERS[0], id: 'x', actor: ACTOR })).rejects.toThrow();
    expect(await monitors.listAudit({ owner: OWNER, limit: 10 })).toHaveLength(1);
  });
});

it('a process without the lease reads and changes nothing', async () => {
  const first = await scratch.open();
  const { id } = await first.monitors.createMonitor(monitorOf('cpu'));
  const second = await scratch.open({ holder: holderOf('second', 2) });
  expect(await second.monitors.listMonitors(OWNER)).toHaveLength(1);
  await expect(second.monitors.createMonitor(monitorOf('mem'))).rejects.toMatchObject({ code: 'busy' });
  await expect(second.monitors.resetMonitorState(id)).rejects.toMatchObject({ code: 'busy' });
  await expect(second.monitors.commitEvaluations([])).rejects.toMatchObject({ code: 'busy' });
});
