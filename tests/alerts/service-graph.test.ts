import type { IncidentSummary } from '../../backend/incidents/records.ts';
import { CALLS } from '../../demo/shop/services.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { openEngine, until } from './open-engine.ts';
import type { OpenEngine } from './open-engine.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const MINUTE = 60_000;
const prometheus = new FakePrometheus();
let engine: OpenEngine | undefined;

beforeAll(() => prometheus.start());
afterEach(() => engine?.close());
afterAll(() => prometheus.stop());

/** Errors of payments make checkout slow and frontend fail, two minutes apart. */
function cascade(): object[] {
  const begun = Date.now() - 5 * MINUTE;
  return [
    ['PaymentsErrors', 'payments', 'Payments answers with errors'],
    ['CheckoutLatencyHigh', 'checkout', 'Checkout is slow'],
    ['FrontendErrorRate', 'frontend', 'Frontend errors above 5 %'],
  ].map(([alertname, service, summary], i) => ({
    labels: { alertname, service, severity: 'critical' },
    annotations: { summary },
    startsAt: new Date(begun + 2 * i * MINUTE).toISOString(),
  }));
}

const graphQueries = (): number =>
  prometheus.ranges.filter(({ parameters }) => parameters.get('query')?.includes('service_graph')).length;

const incidents = async () =>
  (await engine?.ask<{ incidents: IncidentSummary[] }>('viewer', 'GET', '/incidents?state=open'))?.body.incidents ?? [];

it('is read from the metric that traces are turned into, without a setting, and puts a cascade together', async () => {
  prometheus.series = CALLS.map(([client, server]) => ({ labels: { client, server }, at: () => 1 }));
  engine = await openEngine({ settings: { prometheusUrl: prometheus.url } });
  expect((await engine.ask('editor', 'POST', '/alerts', cascade())).status).toBe(200);
  const [incident] = await until(incidents, (all) => all.length === 1 && all[0].alerts === 3);
  expect(incident.services.toSorted()).toEqual(['checkout', 'frontend', 'payments']);
  expect(incident.cause?.service).toBe('payments');
  expect(graphQueries()).toBeGreaterThan(0);

  // After a restart it is read before anybody asked anything.
  await engine.stop();
  const before = graphQueries();
  engine = await openEngine({ settings: { prometheusUrl: prometheus.url } }, {}, engine.folder);
  await until(
    async () => graphQueries(),
    (count) => count > before
  );
  const [again] = await until(incidents, (all) => all[0]?.cause?.service === 'payments');
  expect(again.alerts).toBe(3);
});

it('is not missed where there is no Prometheus', async () => {
  engine = await openEngine({});
  expect((await engine.ask('editor', 'POST', '/alerts', cascade())).status).toBe(200);
  await until(incidents, (all) => all.length > 0);
  expect(engine.log.filter((line) => line.includes('calls between services'))).toEqual([]);
});
