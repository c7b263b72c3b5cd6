import { gzipSync } from 'node:zlib';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { DAY, MONDAY, daily } from '../engine/made-series.ts';
import { openDoor } from './open-door.ts';
import type { OpenDoor } from './open-door.ts';

const prometheus = new FakePrometheus();
let door: OpenDoor;

beforeAll(async () => {
  prometheus.series = [daily('cart')];
  const settings = { prometheusUrl: await prometheus.start() };
  door = await openDoor({ settings, secrets: {} }, { maxRequestBytes: 4_096, maxQueries: 3 });
});

afterAll(async () => {
  await door.close();
  await prometheus.stop();
});

const range = { from: MONDAY, to: MONDAY + DAY / 4 };
const query = (part: object) => ({ ...range, queries: [{ expr: 'requests', ...part }] });

describe('a wrong request is refused with a sentence that helps', () => {
  it.each<[string, string, string, unknown, RegExp]>([
    ['a body that is no JSON', 'POST', '/query', '{broken', /body is no valid JSON/],
    ['a body that is no object', 'POST', '/query', [1], /body is wrong: .*expected object/i],
    ['no queries', 'POST', '/query', { ...range }, /body is wrong: queries/],
    ['an empty list of queries', 'POST', '/query', { ...range, queries: [] }, /queries/],
    ['no time range', 'POST', '/query', { queries: [{ expr: 'up' }] }, /from/],
    [
      'a time nobody knows',
      'POST',
      '/query',
      { ...query({}), from: 'yesterday' },
      /from: must be milliseconds.*now-6h/,
    ],
    [
      'two queries of one refId',
      'POST',
      '/query',
      { ...range, queries: [{ expr: 'a' }, { expr: 'b' }] },
      /refId of its own/,
    ],
    ['a record query without PromQL', 'POST', '/anomalies', { ...range }, /expr: must be a PromQL expression/],
    [
      'an unknown detector',
      'POST',
      '/anomalies',
      { ...range, expr: 'up', detector: 'crystal-ball' },
      /crystal-ball.*seasonal/,
    ],
    ['a sensitivity beyond 1', 'POST', '/anomalies', { ...range, expr: 'up', sensitivity: 7 }, /sensitivity/],
    [
      'a step that is no duration',
      'POST',
      '/anomalies',
      { ...range, expr: 'up', step: 'often' },
      /step: must be auto or a duration/,
    ],
    ['a label no Prometheus has', 'GET', '/prometheus/label/a%20b/values', undefined, /must be the name of a label/],
    ['a path that is badly encoded', 'GET', '/prometheus/label/%E0%A4%A/values', undefined, /not encoded correctly/],
    ['a limit out of bounds', 'GET', '/prometheus/labels?limit=0', undefined, /query string is wrong: limit/],
  ])('%s', async (_name, method, path, body, sentence) => {
    const reply = await door.ask(method, `/api/v1${path}`, body);
    expect(reply).toMatchObject({ status: 400, message: expect.stringMatching(sentence) });
    expect(reply.message).toMatch(/^[A-Z].*[.!?)]$/s);
  });

  it.each<[string, object, RegExp]>([
    ['an empty query', { expr: ' ' }, /query is empty: write a PromQL expression/],
    ['an unknown output', { output: 'poetry' }, /output/],
    [
      'a detector’s setting out of range',
      { detector: 'isolation-forest', settings: { contamination: 7 } },
      /contamination/,
    ],
    [
      'a setting the detector does not have',
      { settings: { contamintion: 0.1 } },
      /Auto has no setting 'contamintion': it has \w+, /,
    ],
    ['a training window beyond the cap', { trainingWindow: '3y' }, /too long: take at most 1y/],
    ['a step longer than the window', { step: '2d', trainingWindow: '1d' }, /not longer than the training window/],
  ])('%s is the error of its query alone', async (_name, part, sentence) => {
    const body = {
      ...range,
      queries: [
        { refId: 'A', expr: 'requests', ...part },
        { refId: 'B', expr: 'requests' },
      ],
    };
    const { status, text } = await door.ask('POST', '/api/v1/query', body);
    const { results } = JSON.parse(text) as { results: Record<string, { status: number; error?: string }> };
    expect(status).toBe(200);
    expect(results.A).toMatchObject({ status: 400, error: expect.stringMatching(sentence) });
    expect(results.B).toMatchObject({ status: 200 });
  });

  it('settings that are wrong are named, field by field', async () => {
    const settings = { prometheusUrl: 'prometheus:9090', timeoutSeconds: -1, maxSeries: 0 };
    const misled = await openDoor({ settings, secrets: {} });
    const { status, message } = await misled.ask('POST', '/api/v1/anomalies', { ...range, expr: 'up' });
    expect({ status, message }).toMatchObject({
      status: 400,
      message: expect.stringMatching(/timeoutSeconds: .*maxSeries: /),
    });
    await misled.close();
  });

  it.each<[string, string, string]>([
    ['a route that is not there', 'GET', '/api/v1/nothing'],
    ['a method the route does not have', 'DELETE', '/api/v1/query'],
    ['the history of a monitor that is not there', 'GET', '/api/v1/monitors/nothing/versions'],
    ['a path that leaves the console’s folder', 'GET', '/..%2f..%2fpackage.json'],
  ])('%s is not found', async (_name, method, path) => {
    const reply = await door.ask(method, path);
    expect(reply).toMatchObject({ status: 404, code: 'not-found', message: expect.stringMatching(/^There is no/) });
  });

  it('a body over the cap is 413 and names the cap', async () => {
    const reply = await door.ask('POST', '/api/v1/query', { ...query({}), padding: 'x'.repeat(8_192) });
    expect(reply).toMatchObject({
      status: 413,
      code: 'too-large',
      message: expect.stringContaining('maxRequestBytes'),
    });
  });

  it('more queries than the cap are 413 each, and the sentence names the cap', async () => {
    const queries = ['A', 'B', 'C', 'D'].map((refId) => ({ refId, expr: 'up' }));
    const { results } = JSON.parse((await door.ask('POST', '/api/v1/query', { ...range, queries })).text) as {
      results: Record<string, { status: number; error?: string }>;
    };
    expect(Object.values(results).map(({ status }) => status)).toEqual([413, 413, 413, 413]);
    expect(results.A.error).toMatch(/maxQueries.*split it/);
  });

  it('a compressed body counts by what it unpacks to', async () => {
    const body = gzipSync(JSON.stringify({ ...query({}), padding: ' '.repeat(100_000) }));
    expect(body.length).toBeLessThan(4_096);
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const response = await fetch(`${door.url}/api/v1/query`, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
  });

  it('nothing of it is logged as a failure of ours', () => {
    expect(door.log.filter((line) => line.startsWith('["error"'))).toEqual([]);
  });
});
