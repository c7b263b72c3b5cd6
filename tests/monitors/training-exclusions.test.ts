import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { TrainingExclusions } from '../../backend/monitors/hygiene/training-exclusions.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import type { MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import { readAnnotations } from '../../backend/sources/grafana/annotations.ts';
import { KEPT_FOR_EVER, commitOf, foundBy } from '../../backend/store/monitors/example-monitors.ts';
import type { MonitorRow } from '../../backend/store/monitors/records.ts';
import { Store } from '../../backend/store/store.ts';
import { EDITOR, OWNER } from './monitor-bench.ts';

const DAY = 86_400_000;
const FROM = Date.UTC(2026, 0, 5);
const TO = FROM + 14 * DAY;

/** Grafana's annotations, over real HTTP. */
class GrafanaStandIn {
  answer: { status: number; body: string } = { status: 200, body: '[]' };
  readonly asked: { url: URL; authorization: string }[] = [];
  private readonly server: Server = createServer((request, response) => {
    this.asked.push({
      url: new URL(request.url ?? '', 'http://grafana'),
      authorization: request.headers.authorization ?? '',
    });
    response.writeHead(this.answer.status, { 'content-type': 'application/json' }).end(this.answer.body);
  });

  async start(): Promise<DatasourceSettings> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return { grafanaUrl: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const grafana = new GrafanaStandIn();
const secrets = { grafanaToken: 'glsa_secret' };
let settings: DatasourceSettings;
let store: Store;
let exclusions: TrainingExclusions;

beforeEach(async () => {
  settings = await grafana.start();
  grafana.answer = { status: 200, body: '[]' };
  grafana.asked.length = 0;
  const limits = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
  store = new Store({ place: { folder: null, reason: 'a test' }, limits, log: () => undefined });
  exclusions = new TrainingExclusions(store.monitors, (_owner, tags, from, to) =>
    readAnnotations(settings, secrets, tags, from, to)
  );
});

afterEach(async () => {
  await grafana.stop();
  await store.close();
});

function make(training: MonitorSpecInput['training']): Promise<MonitorRow> {
  const spec = monitorSpec.parse({ name: 'rates', queries: [{ expr: 'x' }], training });
  const about = { owner: OWNER, name: 'rates', origin: 'ui', source: '' } as const;
  return store.monitors.createMonitor({ ...about, spec, actor: EDITOR, note: '' });
}

async function judged(monitor: MonitorRow, verdict: string): Promise<void> {
  const found = foundBy(monitor, 'seen', FROM + DAY, { end: FROM + DAY + 600_000 });
  await store.monitors.commitEvaluations([commitOf(monitor, null, FROM + 2 * DAY, { detections: [found] })]);
  await store.monitors.giveVerdict({
    owner: OWNER,
    detection: 'seen',
    verdict,
    until: null,
    note: 'it was',
    actor: EDITOR,
  });
}

const annotation = (id: number, start: number, end = start) => ({
  id,
  time: start,
  timeEnd: end,
  text: 'deploy',
  tags: ['deploy'],
});

it('keeps detections said true out, and no others', async () => {
  const monitor = await make({});
  await judged(monitor, 'true');
  const [one] = await exclusions.list(monitor, FROM, TO);
  expect(one).toEqual({
    id: 'confirmed:seen',
    cause: 'confirmed',
    start: FROM + DAY,
    end: FROM + DAY + 600_000,
    off: false,
    note: 'it was',
    author: 'ada',
  });
  await store.monitors.giveVerdict({
    owner: OWNER,
    detection: 'seen',
    verdict: 'false',
    until: null,
    note: '',
    actor: EDITOR,
  });
  expect(await exclusions.list(monitor, FROM, TO)).toEqual([]);
});

it('lets a monitor learn from what was said true where its spec says so', async () => {
  const monitor = await make({ excludeConfirmed: false });
  await judged(monitor, 'true');
  expect(await exclusions.list(monitor, FROM, TO)).toEqual([]);
});

it('keeps the events of its calendars out, and those of no other', async () => {
  const monitor = await make({ excludeCalendars: ['holidays'] });
  for (const [name, date] of [
    ['holidays', '20260106'],
    ['birthdays', '20260107'],
  ]) {
    const ical = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:${name}\r\nSUMMARY:Epiphany\r\nDTSTART;VALUE=DATE:${date}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
    await store.monitors.putCalendar({ owner: OWNER, name, timeZone: 'Europe/Berlin', ical, actor: EDITOR });
  }
  const found = await exclusions.list(monitor, FROM, TO);
  expect(found).toMatchObject([{ cause: 'calendar', note: 'holidays: Epiphany', start: FROM + DAY - 3_600_000 }]);
  expect(await exclusions.list(monitor, FROM + 3 * DAY, TO)).toEqual([]);
});

it('keeps annotations with its tags out, asked of Grafana with the token', async () => {
  const monitor = await make({ excludeAnnotations: ['deploy', 'incident'] });
  grafana.answer.body = JSON.stringify([
    annotation(7, FROM + DAY, FROM + 2 * DAY),
    annotation(8, FROM + 3 * DAY),
    { id: 'x' },
    null,
  ]);
  const found = await exclusions.list(monitor, FROM, TO);
  expect(found.map(({ id, start, end, note }) => ({ id, start, end, note }))).toEqual([
    { id: 'annotation:8', start: FROM + 3 * DAY, end: FROM + 3 * DAY, note: 'deploy' },
    { id: 'annotation:7', start: FROM + DAY, end: FROM + 2 * DAY, note: 'deploy' },
  ]);
  const [{ url, authorization }] = grafana.asked;
  expect(url.pathname).toBe('/api/annotations');
  expect(url.searchParams.getAll('tags')).toEqual(['deploy', 'incident']);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ from: `${FROM}`, to: `${TO}`, matchAny: 'true' });
  expect(authorization).toBe('Bearer glsa_secret');
});

it('goes on with what was read last where Grafana is away, and says why', async () => {
  const monitor = await make({ excludeAnnotations: ['deploy'] });
  grafana.answer.body = JSON.stringify([annotation(7, FROM + DAY, FROM + 2 * DAY)]);
  const said: string[] = [];
  const stretches = () => exclusions.stretches(monitor, FROM, TO, (reason) => said.push(reason));
  expect(await stretches()).toEqual([{ start: FROM + DAY, end: FROM + 2 * DAY }]);
  await grafana.stop();
  expect(await stretches()).toEqual([{ start: FROM + DAY, end: FROM + 2 * DAY }]);
  expect(said).toEqual([expect.stringMatching(/127\.0\.0\.1/)]);
  expect(said.join()).not.toContain('glsa_secret');
  await expect(exclusions.list(monitor, FROM, TO)).rejects.toMatchObject({ source: 'downstream' });
  await grafana.start().then((then) => (settings = then));
  grafana.answer.body = '[]';
  expect(await stretches()).toEqual([]);
});

it('lists what was switched off, and lets it be learned from', async () => {
  const monitor = await make({});
  await judged(monitor, 'true');
  const by = { owner: OWNER, monitor: monitor.id, ref: '', actor: { login: 'eve', role: 'Editor' } };
  const off = {
    ...by,
    id: 'confirmed:seen',
    cause: 'confirmed',
    start: FROM + DAY,
    end: FROM + DAY + 600_000,
    note: '',
  };
  await store.monitors.putExclusion({ ...off, off: true });
  await store.monitors.putExclusion({
    ...by,
    cause: 'manual',
    start: FROM + 3 * DAY,
    end: FROM + 4 * DAY,
    off: false,
    note: 'by hand',
  });
  expect(await exclusions.list(monitor, FROM, TO)).toMatchObject([
    { cause: 'manual', note: 'by hand', author: 'eve' },
    { id: 'confirmed:seen', off: true, author: 'eve' },
  ]);
  const stretches = () => exclusions.stretches(monitor, FROM, TO, () => undefined);
  expect(await stretches()).toEqual([{ start: FROM + 3 * DAY, end: FROM + 4 * DAY }]);
  await store.monitors.putExclusion({ ...off, off: false });
  expect(await stretches()).toHaveLength(2);
});

it.each([
  [401, '{}', 'source-unauthorized', /annotations:read/],
  [403, '{}', 'source-unauthorized', /annotations:read/],
  [500, '{}', 'source-rejected', /answered 500/],
  [200, '<html>', 'source-broken-reply', /no Grafana/],
  [200, '{"a":1}', 'source-broken-reply', /no Grafana/],
])('says what Grafana’s answer %d %s means', async (status, body, code, message) => {
  grafana.answer = { status, body };
  const asked = readAnnotations(settings, secrets, ['a'], FROM, TO);
  await expect(asked).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

it('says what the settings lack, and that nobody answers', async () => {
  await expect(readAnnotations({}, secrets, ['a'], FROM, TO)).rejects.toThrow(/fill in Grafana's URL/);
  await expect(readAnnotations(settings, {}, ['a'], FROM, TO)).rejects.toMatchObject({ code: 'bad-settings' });
  await expect(readAnnotations({ grafanaUrl: 'ftp://x' }, secrets, ['a'], FROM, TO)).rejects.toMatchObject({
    code: 'bad-settings',
  });
  await grafana.stop();
  await expect(readAnnotations(settings, secrets, ['a'], FROM, TO)).rejects.toMatchObject({
    code: 'source-unreachable',
  });
  await grafana.start();
});
