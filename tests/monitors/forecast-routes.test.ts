import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { ForecastRecord } from '../../backend/forecasts/forecast-record.ts';
import { serveHttp } from '../../backend/http/serve-http.ts';
import type { HttpDoor } from '../../backend/http/serve-http.ts';
import { Tokens } from '../../backend/http/tokens.ts';
import { readMonitorFile } from '../../backend/monitors/files/read-monitor-file.ts';
import type { WatchedForecast } from '../../backend/monitors/forecasts/watched-forecasts.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { DAY, MINUTE } from '../engine/made-series.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const HOUR = 60 * MINUTE;
const prometheus = new FakePrometheus();
const tokens = new Tokens([
  { name: 'ed', role: 'Editor', sha256: createHash('sha256').update('editor').digest('hex') },
]);
const folder = mkdtempSync(join(tmpdir(), 'nightjar-forecasts-'));
let engine: Engine;
let own: HttpDoor;
let strangers: HttpDoor;
let id = '';
let records: readonly ForecastRecord[];

/** Fills by 2 % an hour; 80 % full when the tests began. */
const began = Date.now();
const used = (ms: number): number => 80 + (2 * (ms - began)) / HOUR;

async function ask(method: string, path: string, body?: unknown, door = own) {
  const headers = { authorization: 'Bearer editor' };
  const text = body === undefined ? undefined : JSON.stringify(body);
  const reply = await fetch(`${door.url}${path}`, { method, headers, body: text });
  return { status: reply.status, body: (await reply.json()) as Readonly<Record<string, unknown>> };
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function vector(query: string, time = Date.now()): Promise<Sample[]> {
  const search = new URLSearchParams({ query, time: String(time / 1000) });
  const { body } = await ask('GET', `/prometheus/api/v1/query?${search}`);
  return (body as { data: { result: Sample[] } }).data.result;
}

beforeAll(async () => {
  const labels = { __name__: 'disk_used', device: 'a', quantile: 'all' };
  prometheus.series = [{ labels, at: used }];
  await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 1, dataFolder: folder }), () => undefined);
  const { url } = prometheus;
  const open = (uid: string): Promise<HttpDoor> =>
    serveHttp({
      engine,
      connection: { orgId: 1, uid, settings: { prometheusUrl: url }, secrets: {} },
      host: '127.0.0.1',
      port: 0,
      tokens,
      consoleFolder: folder,
      log: () => undefined,
    });
  [own, strangers] = [await open('a'), await open('b')];
  const spec = {
    name: 'Disks',
    queries: [{ expr: 'disk_used' }],
    step: '10m',
    training: { window: '2d' },
    forecast: { forecaster: 'mstl', horizon: '1d', limit: { value: 90 }, levels: [80] },
  };
  const { status, body } = await ask('POST', '/api/v1/monitors', { spec });
  expect({ status, body }).toMatchObject({ status: 200, body: { forecaster: 'mstl', detector: '' } });
  id = body.id as string;
  for (records = []; records.length === 0; await wait(100)) {
    records = (await ask('GET', `/api/v1/monitors/${id}/forecasts`)).body.forecasts as ForecastRecord[];
  }
});

afterAll(async () => {
  await Promise.all([own.close(), strangers.close()]);
  await engine.close();
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('gives what was foretold, with its past', () => {
  const [record] = records;
  expect(record.labels).toMatchObject({ device: 'a' });
  expect(record.horizon).toBe(DAY);
  expect(record.intervals.map(({ level }) => level)).toEqual([0.8, 0.95]);
  expect(record.mean).toHaveLength(144);
  expect(record.history.times.at(-1)).toBe(record.origin);
  expect(record.hits?.p50).toBeGreaterThan(3 * HOUR);
  expect(record.hits?.p50).toBeLessThan(7 * HOUR);
});

it('is in the list by urgency, which is the owner’s alone', async () => {
  const { body } = await ask('GET', '/api/v1/forecasts/watched');
  const [row, ...others] = body.rows as WatchedForecast[];
  expect(others).toEqual([]);
  expect(row).toMatchObject({ monitor: { id, name: 'Disks' }, origin: records[0].origin, labels: { device: 'a' } });
  expect(row.hits).toEqual(records[0].hits);
  expect(row.mean).toBe(records[0].mean[143]);
  expect((await ask('GET', '/api/v1/forecasts/watched', undefined, strangers)).body.rows).toEqual([]);
  expect((await ask('GET', `/api/v1/monitors/${id}/forecasts`, undefined, strangers)).status).toBe(404);
});

it('finds by matchers, and refuses what is none', async () => {
  const ofDevice = (device: string) =>
    ask('GET', `/api/v1/monitors/${id}/forecasts?labels=${encodeURIComponent(`device="${device}"`)}`);
  expect((await ofDevice('a')).body.forecasts).toHaveLength(1);
  expect((await ofDevice('b')).body.forecasts).toEqual([]);
  expect((await ask('GET', `/api/v1/monitors/${id}/forecasts?labels=device`)).status).toBe(400);
});

it('is read through Prometheus API at instants that lie ahead', async () => {
  const [{ origin, times, mean, intervals }] = records;
  for (const step of [0, 60, 143]) {
    const read = (metric: string) => vector(metric, times[step] + MINUTE);
    const [line] = await read('nightjar_forecast');
    expect(line.metric).toMatchObject({ nightjar_monitor: 'Disks', metric: 'disk_used', device: 'a', quantile: 'all' });
    expect(Number(line.value[1])).toBe(mean[step]);
    expect(Number((await read('nightjar_forecast_lower'))[0].value[1])).toBe(intervals[1].lower[step]);
    expect(Number((await read('nightjar_forecast_upper{device="a"}'))[0].value[1])).toBe(intervals[1].upper[step]);
  }
  expect(await vector('nightjar_forecast', times[143] + HOUR)).toEqual([]);
  expect(await vector('nightjar_forecast', origin - HOUR)).toEqual([]);
  const search = new URLSearchParams({
    query: 'nightjar_forecast',
    start: String(times[0] / 1000),
    end: String(times[143] / 1000),
    step: '600',
  });
  const { body } = await ask('GET', `/prometheus/api/v1/query_range?${search}`);
  const [{ values }] = (body as { data: { result: { values: [number, string][] }[] } }).data.result;
  expect(values.map(([, value]) => Number(value))).toEqual(mean);
});

it('tells the time to the limit by quantile, and the probability', async () => {
  const { hits } = records[0];
  const found = await vector('nightjar_time_to_threshold_seconds');
  const quantiles = new Map(found.map(({ metric, value }) => [metric.quantile, value[1]]));
  expect([...quantiles.keys()].sort()).toEqual(['0.1', '0.5', '0.9']);
  expect(found[0].metric.exported_quantile).toBe('all');
  expect(Number(quantiles.get('0.5'))).toBeCloseTo((hits?.p50 ?? 0) / 1000, 6);
  const [probability] = await vector('nightjar_threshold_probability > 0.5');
  expect(Number(probability.value[1])).toBeCloseTo(hits?.probability ?? 0, 6);
  const names = await ask('GET', '/prometheus/api/v1/label/__name__/values');
  expect(names.body.data).toEqual([
    'nightjar_forecast',
    'nightjar_forecast_lower',
    'nightjar_forecast_upper',
    'nightjar_threshold_probability',
    'nightjar_time_to_threshold_seconds',
  ]);
});

it('is one monitor among others: YAML that is read back, and no detections', async () => {
  const { body } = await ask('GET', `/api/v1/monitors/${id}/yaml`);
  const { content, problems } = readMonitorFile('x.yaml', body.yaml as string);
  expect(problems).toEqual([]);
  const { spec } = (await ask('GET', `/api/v1/monitors/${id}`)).body;
  expect(content?.monitors).toEqual([spec]);
  const { monitors } = (await ask('GET', '/api/v1/monitors')).body;
  expect(monitors).toMatchObject([{ state: 'ok', stateText: '1 of 1 series likely past the limit within 1d.' }]);
  expect((await ask('GET', `/api/v1/detections?monitor=${id}`)).body.detections).toEqual([]);
});

it('a back-test and the output monitor say that there is nothing detected', async () => {
  const { spec } = (await ask('GET', `/api/v1/monitors/${id}`)).body;
  const test = await ask('POST', '/api/v1/backtests', { spec, from: began - DAY, to: began });
  expect(test.status).toBe(400);
  expect(JSON.stringify(test.body)).toContain('detects nothing');
  const connection = { orgId: 1, uid: 'a', settings: { prometheusUrl: prometheus.url }, secrets: {} };
  const query = { refId: 'A', model: { output: 'monitor', monitor: id }, from: began - DAY, to: began };
  const [{ error }] = await engine.answerQueries(connection, [query]);
  expect(error?.message).toContain('take the output forecast');
});

it('is among the metrics that are scraped: what is known now', async () => {
  const { hits } = records[0];
  const reply = await fetch(`${own.url}/metrics`, { headers: { authorization: 'Bearer editor' } });
  const lines = (await reply.text()).split('\n').filter((line) => /^nightjar_(time_to|threshold)/.test(line));
  expect(lines).toHaveLength(4);
  const probability = lines.find((line) => line.startsWith('nightjar_threshold_probability{'));
  expect(probability).toContain('device="a"');
  expect(Number(probability?.split(' ').at(-1))).toBeCloseTo(hits?.probability ?? 0, 6);
});

it.each([
  [{ horizon: '1x' }, 'forecast.horizon'],
  [{ forecaster: 'crystal' }, "There is no forecaster 'crystal'"],
  [{ floor: 5, ceiling: 1 }, 'floor must lie below the ceiling'],
  [{ limit: { value: 1, expr: 'x' } }, 'a number or a PromQL expression'],
  [{ settings: { what: 1 } }, "no setting 'what'"],
  [{ horizon: '1m' }, 'shorter than one step'],
  [{ levels: [100] }, 'forecast.levels'],
])('refuses %j with a sentence', async (forecast, message) => {
  const spec = { name: 'wrong', queries: [{ expr: 'up' }], step: '10m', forecast };
  const { status, body } = await ask('POST', '/api/v1/monitors', { spec });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(message);
});
