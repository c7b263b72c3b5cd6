import type { Recommendation } from '../../backend/recommendations/records.ts';
import type { SystemHealth } from '../../backend/incidents/records.ts';
import { openEngine, until } from '../alerts/open-engine.ts';
import type { OpenEngine } from '../alerts/open-engine.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

type Listed = { readonly recommendations: Recommendation[] };
const GIB = 1024 ** 3;
const prometheus = new FakePrometheus();
let own: OpenEngine;
/** An engine whose datasource points at the first one. */
let front: OpenEngine;

/** A service that is given four times the memory it uses; every other query has no series. */
const USAGE = 'max by (service) (process_resident_memory_bytes)';
const LIMIT = 'max by (service) (container_memory_limit_bytes)';

beforeAll(async () => {
  prometheus.misbehave = ({ path, parameters }, response) => {
    const value = { [USAGE]: GIB / 2, [LIMIT]: 2 * GIB }[parameters.get('query') ?? ''];
    if (!path.endsWith('/query_range')) {
      return false;
    }
    const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(parameters.get(name)));
    const values = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => [
      start + i * step,
      `${value}`,
    ]);
    const result = value === undefined ? [] : [{ metric: { service: 'search' }, values }];
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }));
    return true;
  };
  own = await openEngine({ settings: { prometheusUrl: await prometheus.start() } });
  front = await openEngine({ uid: 'front', settings: { engineUrl: own.url }, secrets: { engineToken: 'admin' } });
});

afterAll(async () => {
  await front?.close();
  await own?.close();
  await prometheus.stop();
});

it('finds, decides and shows recommendations, here and through another engine; a Viewer only looks', async () => {
  const refused = await own.ask('viewer', 'POST', '/recommendations/analyse', {});
  expect(refused.status).toBe(403);
  const { body } = await front.ask<Listed>('editor', 'POST', '/recommendations/analyse', {});
  expect(body.recommendations).toMatchObject([
    { componentId: 'search', category: 'resource_allocation', state: 'pending' },
  ]);
  const [{ recommendationId: id, currentValue }] = body.recommendations;
  expect(currentValue).toBe(2 * GIB);

  for (const [path, sent] of [
    ['accept', {}],
    ['dismiss', { reason: 'too dear' }],
    ['snooze', { until: Date.now() + 60_000 }],
    ['done', {}],
    ['reopen', {}],
  ] as const) {
    expect((await own.ask('viewer', 'POST', `/recommendations/${id}/${path}`, sent)).status).toBe(403);
  }
  expect((await own.ask('editor', 'POST', `/recommendations/${id}/dismiss`, { reason: ' ' })).status).toBe(400);
  expect((await own.ask('editor', 'POST', '/recommendations/none/accept', {})).status).toBe(404);

  const accepted = await front.ask<Recommendation>('editor', 'POST', `/recommendations/${id}/accept`, {});
  expect(accepted.body).toMatchObject({ state: 'accepted' });
  expect((await own.ask('editor', 'POST', `/recommendations/${id}/accept`, {})).status).toBe(409);
  const shown = await own.ask<Listed>(
    'viewer',
    'GET',
    '/recommendations?state=accepted,done&category=resource_allocation'
  );
  expect(shown.body.recommendations.map(({ recommendationId }) => recommendationId)).toEqual([id]);
  expect((await own.ask<Listed>('viewer', 'GET', '/recommendations?state=pending')).body.recommendations).toEqual([]);
  expect((await own.ask('viewer', 'GET', '/recommendations?state=nothing')).status).toBe(400);
});

it('keeps configurations of components', async () => {
  const path = '/components/cart/config';
  expect((await own.ask('viewer', 'GET', path)).status).toBe(404);
  expect((await own.ask('viewer', 'PUT', path, { values: { pool: 1 } })).status).toBe(403);
  expect((await own.ask('editor', 'PUT', path, { values: { pool: [1] } })).status).toBe(400);
  expect((await front.ask('editor', 'PUT', path, { values: { pool: 10 } })).status).toBe(200);
  expect((await own.ask('viewer', 'GET', path)).body).toMatchObject({
    id: 'cart',
    type: 'service',
    values: { pool: 10 },
  });
});

it('takes points from health for what fires, and gives them back when it ends', async () => {
  const alert = (status: 'firing' | 'resolved') => ({
    status,
    labels: { alertname: 'Down', service: 'payments', severity: 'critical' },
    annotations: {},
    startsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : new Date().toISOString(),
  });
  const send = (status: 'firing' | 'resolved') =>
    own.ask('editor', 'POST', '/alerts/grafana', {
      version: '1',
      status,
      alerts: [{ ...alert(status), fingerprint: 'a' }],
    });
  const health = async () => (await front.ask<SystemHealth>('viewer', 'GET', '/health/system')).body;
  expect(await health()).toMatchObject({ healthScore: 100, activeAlerts: 0 });
  expect((await send('firing')).status).toBe(200);
  const sick = await until(health, ({ healthScore }) => healthScore < 100);
  expect(sick).toMatchObject({
    healthScore: 80,
    activeAlerts: 1,
    activeAnomalies: 0,
    items: [{ severity: 'critical', cost: 20, service: 'payments', title: 'Down', kind: 'alert' }],
  });
  expect(sick.services).toContainEqual(expect.objectContaining({ service: 'payments', healthScore: 80 }));
  await send('resolved');
  expect(await until(health, ({ healthScore }) => healthScore === 100)).toMatchObject({ activeAlerts: 0, items: [] });
});
