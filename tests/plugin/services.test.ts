import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import type { DataResponse } from '../../backend/grafana/wire/messages.ts';
import type { FrameJson } from '../../backend/frames/json.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { DAY, MONDAY, daily } from '../engine/made-series.ts';
import { builtPlugin } from './built-plugin.ts';
import type { Context } from './plugin-client.ts';
import { launchPlugin, parseLog } from './plugin-process.ts';
import type { PluginProcess } from './plugin-process.ts';

const SECRET = 'bearer-5b1c9e4f';
const STEP = 300_000;
const range = { from: MONDAY + 20 * DAY, to: MONDAY + 20 * DAY + 6 * 3_600_000 };
const model = { expr: 'requests', step: '5m', trainingWindow: '3d' };
/** Three hours into the range one series jumps for half an hour. */
const jump = (ms: number): number => (ms >= range.from + 3 * 3_600_000 && ms < range.from + 3.5 * 3_600_000 ? 500 : 0);
const series = [daily('cart', 1), daily('checkout', 2, jump)];

const prometheus = new FakePrometheus();
let executable = '';
let plugin: PluginProcess;
let context: Context;

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

beforeAll(async () => {
  executable = join(await builtPlugin(), 'gpx_nightjar_linux_amd64');
  context = {
    jsonData: { prometheusUrl: await prometheus.start(), authentication: 'bearer' },
    secureJsonData: { bearerToken: SECRET },
  };
  plugin = await launchPlugin(executable, { env: { GF_PLUGIN_LOG_LEVEL: 'debug' } });
});

beforeEach(() => {
  prometheus.series = series;
  prometheus.misbehave = null;
});

afterAll(async () => {
  expect(await plugin.stop()).toEqual({ code: 0, signal: null });
  expect(plugin.stdout().split('\n')).toHaveLength(2);
  expect(parseLog(plugin.stderr()).filter(({ level }) => level === 'error')).toEqual([]);
  expect(plugin.stderr()).not.toContain(SECRET);
  await prometheus.stop();
});

function tables(response: DataResponse): Table[] {
  return (response.frames ?? []).map((frame) => tableFromIPC(frame));
}

function column(table: Table, name: string): unknown[] {
  const vector = table.getChild(name);
  return Array.from({ length: table.numRows }, (_, row) => vector?.get(row) as unknown);
}

function times(table: Table): number[] {
  return [...(table.getChild('time')?.toArray() as BigInt64Array)].map((nanoseconds) =>
    Number(nanoseconds / 1_000_000n)
  );
}

async function ask(query: object, headers: Record<string, string> = { FromAlert: 'true' }): Promise<DataResponse> {
  const { responses } = await plugin.client.queryData(context, [{ refId: 'A', model: query, ...range }], headers);
  return responses.A;
}

const grid = Array.from({ length: (range.to - range.from) / STEP + 1 }, (_, i) => range.from + i * STEP);

describe('QueryData', () => {
  it('gives anomalies whose values are Prometheus’s to the last bit', async () => {
    const response = await ask({ ...model, output: 'anomalies' });
    expect(response).toMatchObject({ status: 200, error: '' });
    const frames = tables(response);
    expect(frames).toHaveLength(2);
    frames.forEach((frame, i) => {
      expect(frame.schema.fields.map(({ name }) => name)).toEqual([
        'time',
        'value',
        'expected',
        'lower',
        'upper',
        'score',
        'anomaly',
      ]);
      expect(times(frame)).toEqual(grid);
      expect(column(frame, 'value')).toEqual(grid.map((ms) => series[i].at(ms)));
      expect(JSON.parse(frame.schema.fields[1].metadata.get('labels') ?? '')).toEqual(series[i].labels);
    });
    // Severity medium: low alone marks one clean point in 1,000.
    const marked = frames.map((frame) => grid.filter((_, row) => Number(column(frame, 'score')[row]) >= 0.8));
    expect(marked[1].length).toBeGreaterThan(0);
    expect(marked[1].every((ms) => ms >= range.from + 3 * 3_600_000)).toBe(true);
    expect(marked[0]).toEqual([]);
    expect(grid.filter((ms, row) => marked[1].includes(ms) && column(frames[1], 'anomaly')[row] !== true)).toEqual([]);
  });

  it('gives the same scores to an alert rule, a dashboard and a plugin that was killed and started again', async () => {
    const exact = tables(await ask({ ...model, output: 'scores' })).map((frame) => column(frame, 'score'));
    expect(exact[1].some((score) => typeof score === 'number' && score > 0.9)).toBe(true);
    const shown = tables(await ask({ ...model, output: 'anomalies' }, {})).map((frame) => column(frame, 'score'));
    expect(shown).toEqual(exact);

    const ended = once(plugin.process, 'exit');
    plugin.process.kill('SIGKILL');
    await ended;
    plugin.client.close();
    plugin = await launchPlugin(executable, { env: { GF_PLUGIN_LOG_LEVEL: 'debug' } });
    const again = tables(await ask({ ...model, output: 'scores' })).map((frame) => column(frame, 'score'));
    expect(again).toEqual(exact);
  });

  it('shapes scores as alert rules take them', async () => {
    const [frame] = tables(await ask({ ...model, output: 'scores' }));
    expect(frame.schema.fields.map(({ name, type, nullable }) => [name, String(type), nullable])).toEqual([
      ['time', 'Timestamp<NANOSECOND>', false],
      ['score', 'Float64', true],
    ]);
    expect(JSON.parse(frame.schema.metadata.get('meta') ?? '')).toMatchObject({
      type: 'timeseries-multi',
      typeVersion: [0, 1],
    });
  });

  it('gives intervals as one table, and no data as an empty frame with its fields', async () => {
    const [table] = tables(await ask({ ...model, output: 'intervals' }));
    expect(table.numRows).toBe(1);
    expect(column(table, 'series')[0]).toContain('checkout');
    prometheus.series = [];
    const [empty] = tables(await ask({ ...model, expr: 'absent', output: 'scores' }));
    expect(empty.numRows).toBe(0);
    expect(empty.schema.fields.map(({ name }) => name)).toEqual(['time', 'score']);
  });

  it('tells whose fault it is', async () => {
    expect(await ask({ ...model, detector: 'crystal-ball' })).toMatchObject({ status: 400, errorSource: 'plugin' });
    expect((await ask({ ...model, sensitivity: 7 })).error).toContain('sensitivity');
    prometheus.misbehave = (_request, response) => {
      response.writeHead(401).end('no');
      return true;
    };
    expect(await ask({ ...model, expr: 'other' })).toMatchObject({ status: 502, errorSource: 'downstream' });
  });

  it('runs detectors on ONNX Runtime in worker threads', async () => {
    const [, frame] = tables(await ask({ ...model, detector: 'isolation-forest', output: 'scores' }));
    expect(
      column(frame, 'score').filter((score) => typeof score === 'number' && score >= 0 && score <= 1)
    ).toHaveLength(grid.length);
  });

  it('sends the secret to Prometheus and nowhere else', async () => {
    const response = await ask({ ...model, output: 'anomalies' });
    expect(prometheus.requests.every(({ headers }) => headers.authorization === `Bearer ${SECRET}`)).toBe(true);
    expect(Buffer.concat([...(response.frames ?? [])]).includes(SECRET)).toBe(false);
  });
});

describe('CheckHealth', () => {
  it('is one sentence', async () => {
    expect(await plugin.client.checkHealth(context)).toMatchObject({ status: 1 });
    const { status, message, jsonDetails } = await plugin.client.checkHealth({
      ...context,
      jsonData: { prometheusUrl: 'http://127.0.0.1:1' },
    });
    expect(status).toBe(2);
    expect(message).toContain('127.0.0.1:1');
    expect(Buffer.from(jsonDetails).toString()).not.toContain(SECRET);
  });
});

describe('CollectMetrics', () => {
  it('counts queries', async () => {
    const metrics = await plugin.client.metrics();
    expect(metrics).toMatch(/^# TYPE nightjar_queries_total counter$/m);
    expect(metrics).not.toContain(SECRET);
  });
});

describe('CallResource', () => {
  it('serves the routes', async () => {
    const { status, body } = await plugin.client.resource(context, 'GET', 'api/v1/openapi.json');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toHaveProperty('openapi');
    const query = { from: range.from, to: range.to, queries: [{ refId: 'A', ...model }], patient: true };
    const reply = await plugin.client.resource({ ...context, role: 'Viewer' }, 'POST', 'api/v1/query', query);
    expect(reply.status).toBe(200);
    expect(reply.body).not.toContain(SECRET);
    const { results } = JSON.parse(reply.body) as { results: { A: { frames: FrameJson[] } } };
    expect(results.A.frames[0].data.values[0]).toEqual(grid);
  });

  it('refuses what is wrong with 400, what is unknown with 404 and what is too large with 413', async () => {
    const reply = await plugin.client.resource(context, 'POST', 'api/v1/query', '{broken');
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { code: 'bad-request' } });
    expect((await plugin.client.resource(context, 'POST', 'api/v1/query', {})).status).toBe(400);
    expect((await plugin.client.resource(context, 'GET', 'api/v1/nothing')).status).toBe(404);
    const large = await plugin.client.resource(context, 'POST', 'api/v1/query', { x: 'x'.repeat(12 * 1024 * 1024) });
    expect(large.status).toBe(413);
    expect(JSON.parse(large.body)).toMatchObject({ error: { code: 'too-large' } });
  });
});

describe('RunStream', () => {
  it('sends frames of new scores', async () => {
    const query = { expr: 'requests', step: '1s', trainingWindow: '10m', settings: {} };
    const path = `scores/${Buffer.from(JSON.stringify(query)).toString('base64url')}`;
    expect(await plugin.client.subscribe(context, path)).toMatchObject({ status: 0 });
    const packets = (await plugin.client.packets(context, path, 2)) as FrameJson[];
    for (const { schema, data } of packets) {
      expect(schema.fields.map(({ name }) => name)).toEqual(['time', 'score']);
      expect(data.values[0].length).toBeGreaterThan(0);
    }
  });

  it('refuses a wrong query with the reason', async () => {
    await expect(plugin.client.packets(context, 'scores/x', 1, { expr: '' })).rejects.toThrow(/expression/);
  });
});

it('stays responsive while Prometheus hangs', async () => {
  const hole = createServer().listen(0, '127.0.0.1');
  await once(hole, 'listening');
  const url = `http://127.0.0.1:${(hole.address() as AddressInfo).port}`;
  const slow = { ...context, jsonData: { prometheusUrl: url, timeoutSeconds: 1 } };
  const pending = plugin.client.queryData(slow, [{ refId: 'A', model, ...range }]);
  let answered = false;
  void pending.then(() => (answered = true));
  expect(await plugin.client.ping()).toEqual({ status: 1 });
  expect(await ask({ ...model, output: 'scores' })).toMatchObject({ status: 200 });
  expect(answered).toBe(false);
  expect((await pending).responses.A).toMatchObject({ errorSource: 'downstream' });
  hole.close();
});
