import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Engine } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import { serveHttp } from '../../backend/http/serve-http.ts';
import type { HttpDoor } from '../../backend/http/serve-http.ts';
import { Tokens } from '../../backend/http/tokens.ts';
import { freePort } from '../../scripts/free-port.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { MINUTE, daily } from '../engine/made-series.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

/*
 * The results of a monitor that a real engine evaluates, by every way they can be read: Prometheus's API on the engine's own port and on a loopback
 * port, metrics, and the output `monitor`.
 */
const prometheus = new FakePrometheus();
const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokens = new Tokens([
  { name: 'vera', role: 'Viewer', sha256: hash('viewer') },
  { name: 'ada', role: 'Admin', sha256: hash('admin') },
]);
let folder: string;
let port: number;
let connection: Connection;
let engine: Engine;
let door: HttpDoor;
let monitor: string;

const makeEngine = () =>
  createEngine(parseEngineConfig({ workers: 1, dataFolder: folder, metricsMaxSeries: 100 }), () => undefined);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-results-'));
  port = await freePort(0);
  const broken = Math.floor(Date.now() / MINUTE) * MINUTE - 3 * MINUTE;
  prometheus.series = ['cart', 'till'].map((name, index) =>
    daily(name, index, (ms) => (name === 'cart' && ms >= broken ? 400 : 0))
  );
  const settings = { prometheusUrl: await prometheus.start(), readApiListen: `127.0.0.1:${port}` };
  connection = { orgId: 1, uid: 'one', settings, secrets: { readApiToken: 'loopback' } };
  engine = await makeEngine();
  engine.see(connection);
  const options = {
    engine,
    connection,
    host: '127.0.0.1',
    port: 0,
    tokens,
    consoleFolder: folder,
    log: () => undefined,
  };
  door = await serveHttp(options);
  const spec = {
    name: 'requests',
    queries: [{ expr: 'requests' }],
    detector: 'mad',
    step: '1m',
    training: { window: '1d' },
  };
  const made = await ask('POST', '/api/v1/monitors', 'admin', { spec });
  expect(made.status).toBe(200);
  monitor = (made.body as { id: string }).id;
  await eventually(async () => (await vector('nightjar_anomaly_score')).length === 2);
});
afterAll(async () => {
  await door?.close();
  await engine?.close();
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(method: string, path: string, token: string, body?: object) {
  const reply = await fetch(`${door.url}${path}`, {
    method,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await reply.text();
  return { status: reply.status, text, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : null };
}

type Sample = { metric: Record<string, string>; value: [number, string] };

async function vector(query: string, time?: number): Promise<Sample[]> {
  const search = new URLSearchParams({ query, ...(time === undefined ? {} : { time: String(time / 1000) }) });
  const { body } = await ask('GET', `/prometheus/api/v1/query?${search}`, 'viewer');
  return (body as { data: { result: Sample[] } }).data.result;
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds());) {
    expect(Date.now()).toBeLessThan(end);
    await wait(100);
  }
}

const answer = async (model: object, asking = connection, to = Date.now()) => {
  const query = { refId: 'A', model: { output: 'monitor', monitor, ...model }, from: to - 20 * MINUTE, to };
  return (await engine.answerQueries(asking, [query]))[0];
};

it('answers by Prometheus API with the labels of the series and of the monitor', async () => {
  const marked = await vector('nightjar_anomaly == 1');
  expect(marked.map(({ metric }) => metric)).toEqual([
    {
      __name__: 'nightjar_anomaly',
      metric: 'requests',
      service: 'cart',
      nightjar_monitor: 'requests',
      nightjar_monitor_id: monitor,
    },
  ]);
  expect(await vector('nightjar_anomaly_score{service="till"} > 0.9')).toEqual([]);
});

it('answers those alone who have a token', async () => {
  const { status, body } = await ask('GET', '/prometheus/api/v1/query?query=1', '');
  expect(status).toBe(401);
  expect(body).toMatchObject({ status: 'error', errorType: 'bad_data' });
  expect((await ask('GET', '/prometheus/api/v1/query?query=1', 'viewer')).status).toBe(200);
  expect((await ask('GET', '/prometheus/nothing', 'viewer')).status).toBe(404);
  expect((await ask('DELETE', '/prometheus/api/v1/query', 'viewer')).status).toBe(405);
});

it('has the same scores in the output monitor, in the API and among the metrics', async () => {
  const { frames, error } = await answer({});
  expect(error).toBeUndefined();
  expect(frames).toHaveLength(2);
  const cart = frames.find(({ fields }) => 'labels' in fields[1] && fields[1].labels?.service === 'cart');
  const [time, , , , , score] = cart?.fields ?? [];
  const last = time.values.length - 1;
  const [sample] = await vector('nightjar_anomaly_score{service="cart"}', Number(time.values[last]));
  expect(sample.value[1]).toBe(String(score.values[last]));
  expect(Number(sample.value[1])).toBeGreaterThan(0.9);

  // The next evaluation may come between the two.
  await eventually(async () => {
    const { text } = await ask('GET', '/metrics', 'viewer');
    const [current] = await vector('nightjar_anomaly_score{service="cart"}');
    return text.includes(`nightjar_monitor_id="${monitor}",service="cart"} ${current.value[1]}\n`);
  });
});

it('selects scores and intervals', async () => {
  const scores = await answer({ select: 'scores' });
  expect(scores.frames.map(({ fields }) => fields.map(({ name }) => name))).toEqual([
    ['time', 'score'],
    ['time', 'score'],
  ]);
  const { frames } = await answer({ select: 'intervals' });
  expect(frames[0].fields.find(({ name }) => name === 'series')?.values[0]).toContain('cart');
});

it('shows another owner nothing', async () => {
  for (const other of [
    { ...connection, orgId: 2 },
    { ...connection, uid: 'two' },
  ]) {
    const { frames, error } = await answer({}, { ...other, settings: { prometheusUrl: prometheus.url } });
    expect([frames.length, error?.code]).toEqual([0, 'not-found']);
  }
});

it('is read on the loopback port too, by those who have its token', async () => {
  const read = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const reply = await fetch(`http://127.0.0.1:${port}${path}/api/v1/label/service/values`, { headers });
    return [reply.status, ((await reply.json()) as { data?: string[] }).data];
  };
  expect(await read('/prometheus', 'loopback')).toEqual([200, ['cart', 'till']]);
  expect(await read('/1/one/prometheus', 'loopback')).toEqual([200, ['cart', 'till']]);
  expect(await read('/1/one/prometheus', 'viewer')).toEqual([401, undefined]);

  // After a restart, nobody asking for anything.
  await door.close();
  await engine.close();
  engine = await makeEngine();
  await eventually(async () => (await read('/1/one/prometheus', 'loopback').catch(() => [0]))[0] === 200);
  expect(await read('/1/one/prometheus', 'loopback')).toEqual([200, ['cart', 'till']]);
  expect(await read('/1/one/prometheus', '')).toEqual([401, undefined]);
  const options = {
    engine,
    connection,
    host: '127.0.0.1',
    port: 0,
    tokens,
    consoleFolder: folder,
    log: () => undefined,
  };
  door = await serveHttp(options);
});

it('says that a paused monitor is paused, and that a deleted one is gone', async () => {
  await ask('POST', `/api/v1/monitors/${monitor}/pause`, 'admin', {});
  const paused = await answer({});
  expect(paused.frames).toHaveLength(2);
  expect(paused.frames[0].meta.notices?.[0].text).toContain('paused');
  expect((await ask('DELETE', `/api/v1/monitors/${monitor}`, 'admin')).status).toBe(200);
  expect((await answer({})).error?.code).toBe('not-found');
  expect(await vector('nightjar_anomaly_score')).toEqual([]);
});
