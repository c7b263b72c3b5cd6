import { HOUR, LIMITS, OWNER, Scratch } from '../example-store.ts';
import { KEPT_FOR_EVER } from '../monitors/example-monitors.ts';
import { NOTHING, alertRow, incidentRow } from './example-alerts.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const DAY = 24 * HOUR;

it('what is over goes by its age; what fires or is not resolved stays', async () => {
  const store = await scratch.open({ limits: { ...LIMITS, ages: { ...KEPT_FOR_EVER, detectionsMs: DAY } } });
  const past = scratch.now - 2 * DAY;
  const over = { state: 'resolved', resolvedAt: past, lastAlertAt: past, firing: 0 };
  const ended = { end: past, ownEnd: past, lastAt: past };
  await store.alerts.commitAlerts({
    ...NOTHING,
    revision: 0,
    incidents: [
      incidentRow('over', over),
      incidentRow('merged', { mergedInto: 'over', lastAlertAt: past }),
      incidentRow('new', { ...over, resolvedAt: scratch.now }),
      incidentRow('open', { lastAlertAt: past }),
    ],
    timeline: [{ incident: 'over', at: past, kind: 'opened', by: '', text: '' }],
    alerts: [
      alertRow('of over', { ...ended, incident: 'over' }),
      alertRow('of open', { ...ended, incident: 'open' }),
      alertRow('alone', ended),
      alertRow('fires', { lastAt: past }),
    ],
    counts: [{ at: past, source: 'file', received: 1, different: 1 }],
  });
  await store.alerts.addWindow(OWNER, { reason: '', matchers: [], start: 0, end: past }, { login: 'a', role: 'Admin' });
  expect(await store.retain()).toBe(3);
  const { incidents } = await store.alerts.listIncidents({ owner: OWNER, limit: 9 });
  expect(incidents.map(({ id }) => id).sort()).toEqual(['new', 'open']);
  const { alerts } = await store.alerts.listAlerts({ owner: OWNER, limit: 9 });
  expect(alerts.map(({ id }) => id).sort()).toEqual(['fires', 'of open']);
  expect((await store.alerts.noise(OWNER, 0, scratch.now)).counts).toEqual([]);
  expect(await store.alerts.listWindows(OWNER)).toEqual([]);
});

it('a store that is too full forgets alerts that ended and resolved incidents, but for the newest day', async () => {
  const store = await scratch.open({ limits: { ...LIMITS, maxBytes: 1.5 * 2 ** 20, ages: KEPT_FOR_EVER } });
  const annotations = { text: 'x'.repeat(3_000) };
  const at = (days: number) => scratch.now - days * DAY;
  const alerts = Array.from({ length: 400 }, (_, i) =>
    alertRow(`a${i}`, { end: at(10 - i / 50), ownEnd: at(10 - i / 50), lastAt: at(10 - i / 50), annotations })
  );
  const fires = alertRow('fires', { lastAt: at(10), annotations });
  const today = alertRow('today', { end: at(0.5), ownEnd: at(0.5), lastAt: at(0.5), annotations });
  await store.alerts.commitAlerts({ ...NOTHING, revision: 0, alerts: [...alerts, fires, today] });
  expect(await store.retain()).toBeGreaterThan(0);
  expect((await store.status()).bytes).toBeLessThan(1.5 * 2 ** 20);
  const left = (await store.alerts.listAlerts({ owner: OWNER, limit: 1_000 })).alerts.map(({ id }) => id);
  expect(left).toEqual(expect.arrayContaining(['fires', 'today', 'a399']));
  expect(left).not.toContain('a0');
});
