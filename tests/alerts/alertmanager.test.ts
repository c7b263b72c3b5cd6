import type { AlertRecord, IncidentRecord, IncidentSummary } from '../../backend/incidents/records.ts';
import { startAlertmanager } from '../../scripts/alertmanager-process.ts';
import type { AlertmanagerProcess } from '../../scripts/alertmanager-process.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';
import { openEngine, until } from './open-engine.ts';
import type { OpenEngine } from './open-engine.ts';

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const HOUR = 3_600_000;
const whereInstalled = findProgram('prometheus-alertmanager') ? describe : describe.skip;

interface Shown {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: string; readonly silencedBy: readonly string[] };
}

/** Has an Alertmanager told, as Prometheus does, that alerts of a fault fire, or that they ended. */
async function tell(alertmanager: AlertmanagerProcess, pods: readonly string[], endsAt?: number): Promise<void> {
  const alerts = pods.map((pod) => ({
    labels: { alertname: 'HighLatency', service: 'cart', severity: 'critical', pod },
    annotations: { summary: `p99 of ${pod} is above 2 s` },
    startsAt: new Date(started).toISOString(),
    ...(endsAt === undefined ? {} : { endsAt: new Date(endsAt).toISOString() }),
    generatorURL: 'http://prometheus:9090/graph',
  }));
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${alertmanager.url}/api/v2/alerts`, {
    method: 'POST',
    headers,
    body: JSON.stringify(alerts),
  });
  expect(status).toBe(200);
}

const started = Date.now() - 60_000;
const PODS = ['cart-1', 'cart-2', 'cart-3'];

whereInstalled('a real Alertmanager', () => {
  let engine: OpenEngine;
  let alertmanager: AlertmanagerProcess;

  const incidents = async () =>
    (await engine.ask<{ incidents: IncidentSummary[] }>('viewer', 'GET', '/incidents')).body.incidents;
  const shown = async () => (await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json()) as Shown[];
  const alerts = async () =>
    (await engine.ask<{ alerts: AlertRecord[] }>('viewer', 'GET', '/alerts?duplicates=true')).body.alerts;

  afterEach(async () => {
    await engine.close();
    await alertmanager.close();
  });

  it('fires through the webhook, shows our silence, and its alerts resolve', async () => {
    engine = await openEngine({});
    alertmanager = await startAlertmanager({ webhook: `${engine.url}/api/v1/alerts/alertmanager`, token: 'editor' });
    await engine.ask('admin', 'PUT', '/alert-options', { alertmanagerUrl: alertmanager.url });
    await tell(alertmanager, PODS);
    const [incident] = await until(incidents, ([first]) => first !== undefined && first.received >= PODS.length);
    expect(incident).toMatchObject({ state: 'open', severity: 'critical', services: ['cart'], received: PODS.length });

    const deed = { until: Date.now() + HOUR, text: 'known' };
    expect((await engine.ask('viewer', 'POST', `/incidents/${incident.id}/silence`, deed)).status).toBe(403);
    expect((await shown()).every(({ status }) => status.state === 'active')).toBe(true);
    const silenced = await engine.ask<IncidentRecord>('editor', 'POST', `/incidents/${incident.id}/silence`, deed);
    expect({ status: silenced.status, until: silenced.body.silencedUntil }).toEqual({ status: 200, until: deed.until });
    await until(shown, (all) => all.length === PODS.length && all.every(({ status }) => status.state === 'suppressed'));
    await engine.ask('editor', 'POST', `/incidents/${incident.id}/unsilence`, {});
    await until(shown, (all) => all.every(({ status }) => status.state === 'active'));

    await tell(alertmanager, PODS, Date.now() - 1_000);
    await until(incidents, ([first]) => first.firing === 0);
    expect((await alerts()).filter(({ end }) => end === null)).toEqual([]);
  });

  it('is read by its API: what fires comes in once, what is gone has ended', async () => {
    alertmanager = await startAlertmanager({ webhook: 'http://127.0.0.1:1/nobody' });
    await tell(alertmanager, PODS);
    const settings = { alertmanagerUrl: alertmanager.url };
    engine = await openEngine({ settings }, { alertmanagerPollEvery: '200ms', alertmanagerSettle: '1s' });
    const first = await until(alerts, (all) => all.length >= PODS.length);
    expect(first.map(({ labels }) => labels.pod).toSorted()).toEqual(PODS);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    // Polled several times meanwhile, told once.
    expect((await engine.ask('viewer', 'GET', '/noise')).body.received).toBe(PODS.length);
    const silence = {
      matchers: [{ name: 'pod', value: 'cart-2', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + HOUR).toISOString(),
      createdBy: 'ann',
      comment: 'known',
    };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${alertmanager.url}/api/v2/silences`, { method: 'POST', headers, body: JSON.stringify(silence) });
    const muted = await until(alerts, (all) => all.some(({ mutedBy }) => mutedBy !== ''));
    expect(muted.map(({ labels, mutedBy }) => `${labels.pod} ${mutedBy}`).toSorted()).toEqual([
      'cart-1 ',
      'cart-2 Silenced in Alertmanager',
      'cart-3 ',
    ]);
    await tell(alertmanager, PODS.slice(0, 1), Date.now() - 1_000);
    const ended = await until(alerts, (all) => all.some(({ end }) => end !== null));
    expect(ended.filter(({ end }) => end !== null).map(({ labels }) => labels.pod)).toEqual(PODS.slice(0, 1));
  });
});
