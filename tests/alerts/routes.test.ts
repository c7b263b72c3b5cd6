import { ROUTES } from '../../backend/routes/index.ts';
import type {
  AlertRecord,
  IncidentRecord,
  IncidentSummary,
  MaintenanceWindow,
} from '../../backend/incidents/records.ts';
import { openEngine, until } from './open-engine.ts';
import type { OpenEngine } from './open-engine.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const HOUR = 3_600_000;
const now = Date.now();
const iso = (ms: number) => new Date(ms).toISOString();

interface Taken {
  readonly accepted: number;
  readonly refused: number;
  readonly reasons: readonly string[];
}

let own: OpenEngine;
/** An engine whose datasource points at the first one. */
let front: OpenEngine;

beforeAll(async () => {
  own = await openEngine({});
  front = await openEngine({ uid: 'front', settings: { engineUrl: own.url }, secrets: { engineToken: 'admin' } });
});

afterAll(async () => {
  await front?.close();
  await own?.close();
});

const grafanaAlert = (rule: string, service: string, more: object = {}) => ({
  status: 'firing',
  labels: { alertname: rule, service, severity: 'critical', grafana_folder: 'Shop' },
  annotations: { summary: `${rule} of ${service}` },
  startsAt: iso(now - 60_000),
  endsAt: '0001-01-01T00:00:00Z',
  values: { A: 3.5 },
  ...more,
});

const incidentOf = async (engine: OpenEngine, service: string) => {
  const ask = () =>
    engine.ask<{ incidents: IncidentSummary[] }>(
      'viewer',
      'GET',
      `/incidents?service=${service}&state=open,acknowledged`
    );
  return (await until(ask, ({ body }) => body.incidents.length > 0)).body.incidents;
};

const alertsOf = (service: string) => async () =>
  (await own.ask<{ alerts: AlertRecord[] }>('viewer', 'GET', `/alerts?duplicates=true&labels=service%3D"${service}"`))
    .body.alerts;

describe.each([
  ['on the engine itself', () => own],
  ['through another engine', () => front],
])('%s', (where, engine) => {
  const service = `checkout-${where.length}`;

  it('makes one incident of what Grafana’s webhook sends, and keeps what people do with it', async () => {
    const alerts = ['HighLatency', 'ManyErrors', 'QueueFull'].map((rule) => grafanaAlert(rule, service));
    const { body } = await engine().ask<Taken>('editor', 'POST', '/alerts/grafana', {
      receiver: 'nightjar',
      status: 'firing',
      orgId: 1,
      alerts,
    });
    expect(body).toEqual({ accepted: 3, refused: 0, reasons: [], notices: [] });
    await until(alertsOf(service), (all) => all.length === 3 && all.every(({ incident }) => incident !== null));
    const [incident, ...others] = await incidentOf(engine(), service);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ state: 'open', severity: 'critical', received: 3, services: [service] });

    const act = (kind: string, data: object) =>
      engine().ask<IncidentRecord>('editor', 'POST', `/incidents/${incident.id}/${kind}`, data);
    expect((await act('acknowledge', {})).body).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: expect.any(String),
    });
    expect((await act('assign', { to: 'ed' })).body.assignee).toBe('ed');
    const { timeline } = (await act('comment', { text: '<b>looking</b>' })).body;
    expect(timeline.at(-1)).toMatchObject({ kind: 'comment', text: '<b>looking</b>' });
    for (const [kind, data] of [
      ['comment', {}],
      ['silence', { until: now - HOUR }],
      ['merge', { with: [incident.id] }],
      ['split', { alerts: [] }],
    ] as const) {
      expect({ kind, status: (await act(kind, data)).status }).toEqual({ kind, status: 400 });
    }
    const { clusters } = (
      await engine().ask<{ clusters: { clusterId: string; alerts: unknown[] }[] }>(
        'viewer',
        'GET',
        `/clusters?service=${service}`
      )
    ).body;
    expect(clusters).toMatchObject([{ clusterId: incident.id, durationMinutes: 0, firstAlertTime: iso(now - 60_000) }]);
    const { yaml } = (await engine().ask<{ yaml: string }>('viewer', 'GET', `/incidents/${incident.id}/export`)).body;
    expect(yaml).toContain('group_by');
    expect((await act('resolve', { text: 'rolled back' })).body.state).toBe('resolved');
  });

  it('takes JSON lines, and says what it cannot take', async () => {
    const lines = [`{"name":"Down","service":"${service}-x","start":${now}}`, 'nonsense', '{"start":1}'].join('\n');
    const { status, body } = await engine().ask<Taken>('editor', 'POST', '/alerts', lines);
    expect({ status, ...body }).toEqual({
      status: 200,
      accepted: 1,
      refused: 2,
      reasons: ['Alert 2 is no JSON object.', 'Alert 3 has no labels.'],
      notices: [],
    });
    expect((await engine().ask('editor', 'POST', '/alerts', 'nonsense')).body.error?.code).toBe('bad-request');
    expect((await engine().ask('editor', 'POST', '/alerts/alertmanager', { alerts: 'none' })).status).toBe(400);
    expect((await engine().ask<Taken>('editor', 'POST', '/alerts/alertmanager', { alerts: [] })).body.accepted).toBe(0);
  });

  it('keeps maintenance windows', async () => {
    const window = { reason: 'upgrade', matchers: ['service="db"'], start: now, end: now + HOUR };
    const add = (change: object) =>
      engine().ask<MaintenanceWindow>('editor', 'POST', '/maintenance', { ...window, ...change });
    for (const change of [
      { matchers: ['service=='] },
      { matchers: ['a=~"("'] },
      { matchers: [] },
      { end: now },
      { reason: ' ' },
    ]) {
      expect({ change, status: (await add(change)).status }).toEqual({ change, status: 400 });
    }
    const { id } = (await add({})).body;
    const list = async () =>
      (await engine().ask<{ windows: MaintenanceWindow[] }>('viewer', 'GET', '/maintenance')).body.windows;
    expect(await list()).toEqual([expect.objectContaining({ id, ...window })]);
    expect((await engine().ask('editor', 'DELETE', `/maintenance/${id}`)).status).toBe(200);
    expect(await list()).toEqual([]);
  });
});

it('shows hostile alerts harmlessly', async () => {
  const alert = grafanaAlert('<img src=x onerror=alert(1)>\u0000\u202e', 'hostile', {
    annotations: { summary: 'x'.repeat(1_048_576), ['__proto__']: 'p' },
    panelURL: 'javascript:alert(1)',
  });
  expect((await own.ask<Taken>('editor', 'POST', '/alerts/grafana', { alerts: [alert] })).body.accepted).toBe(1);
  const [kept] = await until(alertsOf('hostile'), (all) => all.length === 1);
  expect(kept).toMatchObject({ name: '<img src=x onerror=alert(1)>', url: '' });
  expect(kept.annotations.summary.length).toBe(8_000);
});

it('refuses more than its caps, and says which', async () => {
  const small = await openEngine({}, { maxAlertBytes: 4_096, maxAlerts: 2 });
  const alerts = [1, 2, 3].map((i) => grafanaAlert('A', `s${i}`));
  const many = await small.ask('editor', 'POST', '/alerts/grafana', { alerts });
  const large = await small.ask('editor', 'POST', '/alerts', 'x'.repeat(5_000));
  await small.close();
  expect([many, large].map(({ status }) => status)).toEqual([413, 413]);
  expect(many.body.error?.message).toContain('maxAlerts');
});

it('lets a Viewer read and nothing else', async () => {
  const ours = ROUTES.filter(({ path }) =>
    /^\/(alerts|incidents|clusters|noise|alert-options|maintenance)(\/|$)/.test(path)
  );
  expect(ours.length).toBeGreaterThan(18);
  for (const { method, path } of ours) {
    const body = method === 'post' || method === 'put' ? {} : undefined;
    const { status } = await own.ask('viewer', method.toUpperCase(), path.replace(':id', 'none'), body);
    expect({ method, path, refused: status === 403 }).toEqual({ method, path, refused: method !== 'get' });
  }
});

it('has an Admin alone choose addresses and files, and shows others no more than the host', async () => {
  const change = (role: 'editor' | 'admin', options: object) =>
    own.ask('admin' === role ? 'admin' : 'editor', 'PUT', '/alert-options', options);
  const hook = 'https://hooks.example.org/services/T0/hush4711';
  expect((await change('editor', { escalationWebhook: hook })).status).toBe(403);
  expect((await change('editor', { ruleFilePath: '/etc/passwd' })).status).toBe(403);
  expect((await change('admin', { escalationWebhook: hook })).body.escalationWebhook).toBe(hook);
  const seen = (await own.ask('viewer', 'GET', '/alert-options')).body;
  expect(seen.escalationWebhook).toBe('https://hooks.example.org/…');
  // A form sends back what it was shown.
  const kept = await change('editor', {
    escalationWebhook: seen.escalationWebhook,
    clusteringEps: 0.4,
    priorityFactors: { size: 0.5 },
  });
  expect(kept.body).toMatchObject({ clusteringEps: 0.4, priorityFactors: { size: 0.5, severity: 0.4 } });
  expect((await own.ask('admin', 'GET', '/alert-options')).body.escalationWebhook).toBe(hook);
  expect((await change('editor', { clusteringEps: 7 })).status).toBe(400);
});
