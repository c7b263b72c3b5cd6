import { HOUR, OWNER, Scratch } from '../example-store.ts';
import { ACTOR, monitorOf } from './example-monitors.ts';
import type { NewExclusion } from './monitor-store.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

it('a suppression ends when it is removed, and stays in the list', async () => {
  const { monitors } = await scratch.open();
  const { now } = scratch;
  const given = {
    owner: OWNER,
    matchers: [{ label: 'job', op: '=~', value: 'node.*' }],
    startsAt: now - HOUR,
    endsAt: now + HOUR,
    reason: 'a new disk',
  };
  const made = await monitors.addSuppression({ ...given, actor: ACTOR });
  expect(made).toEqual({ ...given, id: made.id, author: 'ada', createdAt: now, removedAt: null });
  const later = await monitors.addSuppression({ ...given, startsAt: now + 1, actor: ACTOR });
  const named = { owner: OWNER, id: made.id, actor: ACTOR };
  expect(await monitors.removeSuppression(named)).toEqual({ ...made, endsAt: now, removedAt: now });
  // One that has not begun never does.
  await monitors.removeSuppression({ ...named, id: later.id });
  scratch.now += 5;
  expect(await monitors.removeSuppression(named)).toMatchObject({ removedAt: now });
  expect((await monitors.listSuppressions(null)).find(({ id }) => id === later.id)).toMatchObject({
    startsAt: now + 1,
    endsAt: now + 1,
  });
  await expect(monitors.removeSuppression({ ...named, id: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  expect((await monitors.listAudit({ owner: OWNER, limit: 9 })).map(({ action }) => action)).toEqual([
    'suppression.remove',
    'suppression.remove',
    'suppression.add',
    'suppression.add',
  ]);
});

it('a calendar is known by its name; the audit has its hash, not its text', async () => {
  const { monitors } = await scratch.open();
  const given = { owner: OWNER, name: 'holidays', timeZone: 'Europe/Berlin', ical: 'BEGIN:VCALENDAR\r\nÄ' };
  const made = await monitors.putCalendar({ ...given, actor: ACTOR });
  expect(made).toEqual({ ...given, id: made.id, updatedAt: scratch.now, updatedBy: 'ada' });
  scratch.now += 1;
  const changed = await monitors.putCalendar({ ...given, ical: 'other', actor: { login: 'bob', role: 'Editor' } });
  expect(changed).toMatchObject({ id: made.id, ical: 'other', updatedBy: 'bob', updatedAt: scratch.now });
  await monitors.putCalendar({ ...given, name: 'a', actor: ACTOR });
  expect((await monitors.listCalendars(null)).map(({ name }) => name)).toEqual(['a', 'holidays']);
  const named = { owner: OWNER, id: made.id, actor: ACTOR };
  expect(await monitors.removeCalendar(named)).toEqual(changed);
  await expect(monitors.removeCalendar(named)).rejects.toMatchObject({ code: 'not-found' });
  expect(await monitors.listCalendars(OWNER)).toHaveLength(1);
  const lines = await monitors.listAudit({ owner: OWNER, limit: 9, subject: made.id });
  expect(lines.map(({ action }) => action)).toEqual(['calendar.remove', 'calendar.update', 'calendar.add']);
  expect(lines[2].after).toEqual({
    timeZone: 'Europe/Berlin',
    icalBytes: Buffer.byteLength(given.ical),
    icalSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

it('an exclusion is made, switched off by its id, and removed', async () => {
  const { monitors } = await scratch.open();
  const [one, two] = [await monitors.createMonitor(monitorOf('cpu')), await monitors.createMonitor(monitorOf('mem'))];
  const exclude = (changes: Partial<NewExclusion>): NewExclusion => ({
    owner: OWNER,
    monitor: one.id,
    cause: 'manual',
    ref: '',
    start: 1,
    end: 2,
    off: false,
    note: '',
    actor: ACTOR,
    ...changes,
  });
  const manual = await monitors.putExclusion(exclude({ note: 'a test' }));
  const derived = { id: 'confirmed:d1', cause: 'confirmed', ref: 'd1', start: 0 };
  await monitors.putExclusion(exclude({ ...derived, off: true }));
  await monitors.putExclusion(exclude({ ...derived, off: false }));
  await monitors.putExclusion(exclude({ ...derived, monitor: two.id, off: true }));
  expect(await monitors.listExclusions(one.id)).toEqual([
    expect.objectContaining({ ...derived, monitor: one.id, off: false, author: 'ada', at: scratch.now }),
    manual,
  ]);
  const named = { owner: OWNER, id: derived.id, actor: ACTOR };
  await expect(monitors.removeExclusion(named)).rejects.toMatchObject({ code: 'bad-request' });
  expect(await monitors.removeExclusion({ ...named, monitor: two.id })).toMatchObject({ monitor: two.id, off: true });
  await monitors.removeExclusion({ ...named, id: manual.id });
  await expect(monitors.removeExclusion({ ...named, id: manual.id })).rejects.toMatchObject({ code: 'not-found' });
  await expect(monitors.putExclusion(exclude({ monitor: 'none' }))).rejects.toMatchObject({ code: 'not-found' });
  expect((await monitors.listExclusions(one.id)).map(({ id }) => id)).toEqual([derived.id]);
  expect((await monitors.listAudit({ owner: OWNER, limit: 1, subject: one.id }))[0]).toMatchObject({
    action: 'exclusion.remove',
    subjectName: 'cpu',
    before: { id: manual.id, note: 'a test' },
  });
});

it('a connection is renewed, and erased with its datasource', async () => {
  const { monitors } = await scratch.open();
  const other = { orgId: 2, datasource: 'one' };
  const connection = { owner: OWNER, settings: { url: 'a' }, secrets: Uint8Array.of(1, 2), renewedAt: 1 };
  await monitors.putConnection(connection);
  await monitors.putConnection({ ...connection, owner: other });
  await monitors.putConnection({ ...connection, settings: { url: 'b' }, secrets: Uint8Array.of(3), renewedAt: 2 });
  const [first] = await monitors.listConnections();
  expect({ ...first, secrets: [...first.secrets] }).toEqual({
    owner: OWNER,
    settings: { url: 'b' },
    secrets: [3],
    renewedAt: 2,
  });
  await monitors.removeConnection(OWNER);
  expect(await monitors.listConnections()).toMatchObject([{ owner: other, settings: { url: 'a' } }]);
});
