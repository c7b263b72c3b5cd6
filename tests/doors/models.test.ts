import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller, Connection, Engine } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import { exampleModel } from '../../backend/detectors/onnx-model/example.ts';
import { exampleFile, simpleGraph } from '../../backend/onnx/imports/example-files.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { DAY, MINUTE, MONDAY, daily } from '../engine/made-series.ts';
import { openDoor } from './open-door.ts';
import type { OpenDoor } from './open-door.ts';

// Models are tried in processes of their own, which start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(180_000);

const prometheus = new FakePrometheus();
const MOST = 64 * 1024;
let engine: Engine;
/** Another machine's engine. */
let remote: OpenDoor;
let server: Server;

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly error?: { readonly code: string; readonly message: string } };
}

/** Who asks: the door knows role, organisation and datasource, a client cannot say; here headers of the test stand for it. */
function identify({ headers }: { readonly headers: Readonly<Record<string, unknown>> }) {
  const caller: Caller = { login: String(headers.login ?? 'ed'), role: (headers.role ?? 'Editor') as Caller['role'] };
  const connection: Connection = {
    orgId: Number(headers.org ?? 1),
    uid: String(headers.datasource ?? 'a'),
    settings: headers.remote ? { engineUrl: remote.url } : { prometheusUrl: prometheus.url },
    secrets: {},
  };
  return { caller, connection };
}

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1${path}`;
  const response = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  prometheus.series = [daily('cart', 1, (ms) => (ms === MONDAY + DAY / 2 ? 400 : 0)), daily('pay', 2)];
  await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 1, storeMaxFileBytes: MOST }), () => undefined);
  remote = await openDoor({ settings: { prometheusUrl: prometheus.url }, secrets: {} });
  server = createServer(engine.app(identify)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await engine.close();
  await remote.close();
  await prometheus.stop();
});

const file = exampleModel();
const hash = hashOf(file);
const declaration = { window: 12, scaling: 'robust', meaning: 'prediction' };

const query = (settings: object) => ({
  expr: 'requests',
  detector: 'onnx-model',
  settings,
  step: '5m',
  trainingWindow: '5d',
  from: MONDAY,
  to: MONDAY + DAY - 5 * MINUTE,
});

describe('uploaded models', () => {
  it('are checked, kept, listed and run by queries, by name and by hash', async () => {
    const added = await ask('POST', '/models', { name: 'mean', content: base64(file), sha256: hash, declaration });
    expect(added.body.error).toBeUndefined();
    expect(added.body).toMatchObject({
      hash,
      name: 'mean',
      size: file.length,
      uploadedBy: 'ed',
      inputs: [{ name: 'window', type: 'float32', shape: [null, 12] }],
      outputs: [{ name: 'next' }],
      opsets: { '': 21 },
      declaration,
      plan: { form: 'declared', meaning: 'prediction', window: 12 },
    });
    expect((await ask('GET', '/models', undefined, { role: 'Viewer' })).body).toMatchObject({
      models: [{ hash, name: 'mean' }],
      maxBytes: MOST,
      inMemoryOnly: true,
    });
    expect((await ask('GET', `/models/${hash}`, undefined, { role: 'Viewer' })).body).toMatchObject({ hash });
    const [byName, byHash, builtIn] = await Promise.all(
      [{ model: 'mean' }, { model: hash }, {}].map((settings) => ask('POST', '/anomalies', query(settings)))
    );
    const found = byName.body.anomalies as { timestamp: number; componentId: string }[];
    expect(found.some(({ componentId }) => componentId === 'cart')).toBe(true);
    expect(found.every(({ componentId }) => componentId === 'cart')).toBe(true);
    expect(byHash.body.anomalies).toEqual(found);
    // The built-in example is the same file with the same declaration.
    expect((builtIn.body.anomalies as object[]).length).toBe(found.length);
  });

  it('belong to their organisation and datasource', async () => {
    const others: Record<string, string>[] = [{ org: '2' }, { datasource: 'b' }];
    for (const other of others) {
      expect((await ask('GET', '/models', undefined, other)).body.models).toEqual([]);
      expect((await ask('GET', `/models/${hash}`, undefined, other)).status).toBe(404);
      expect((await ask('DELETE', `/models/${hash}`, undefined, other)).status).toBe(404);
      const { status, body } = await ask('POST', '/anomalies', query({ model: hash }), other);
      expect([status, body.error?.code]).toEqual([400, 'bad-query']);
      expect(body.error?.message).toMatch(/upload it on the Models page/);
    }
    expect((await ask('GET', `/models/${hash}`)).status).toBe(200);
  });

  it('are brought and deleted by editors alone, whose bodies alone are read', async () => {
    const viewer = { role: 'Viewer' };
    const refused = await ask('POST', '/models', { name: 'x', content: base64(file), declaration }, viewer);
    expect([refused.status, refused.body.error?.code]).toEqual([403, 'forbidden']);
    const large = await ask('POST', '/models', { name: 'x', content: 'A'.repeat(10 * MOST) }, viewer);
    expect(large.status).toBe(403);
    expect((await ask('DELETE', `/models/${hash}`, undefined, viewer)).status).toBe(403);
  });

  it.each<[string, object, number, RegExp]>([
    ['another hash', { sha256: 'a'.repeat(64) }, 400, /not the one expected/],
    ['no declaration', { declaration: undefined }, 400, /declare which input takes the values \(window\)/],
    [
      'a declared input that is not there',
      { declaration: { ...declaration, input: 'z' } },
      400,
      /no input 'z'.*window/,
    ],
    ['another window', { declaration: { ...declaration, window: 7 } }, 400, /shape \[\?, 12\].*7 points/],
    ['features that cannot be read', { declaration: { features: 'magic(value)' } }, 400, /features such as value/],
    [
      'features that do not fit',
      { declaration: { features: 'value, lag(value, 1), hour, weekday, rate(value)' } },
      400,
      /5 numbers each/,
    ],
    [
      'another meaning',
      { declaration: { ...declaration, meaning: 'reconstruction' } },
      400,
      /needs 12 numbers a window/,
    ],
    ['an unknown part of the declaration', { declaration: { colour: 'red' } }, 400, /colour/],
    ['no base64', { content: '***' }, 400, /content/],
    ['no name', { name: ' ' }, 400, /name/],
    ["the built-in model's name", { name: 'example' }, 400, /built-in/],
    ['no model', { content: base64(new TextEncoder().encode('hello')) }, 400, /damaged or no ONNX file/],
    [
      'an operator that is not allowed',
      { content: base64(exampleFile(simpleGraph({ operator: 'RandomNormalLike' }))) },
      400,
      /'RandomNormalLike'.*not among those allowed/,
    ],
    ['a file that is too large', { content: base64(new Uint8Array(MOST + 1)) }, 413, /65536 are the most/],
    ['a body that is too large', { content: 'A'.repeat(4 * MOST) }, 413, /larger than/],
  ])('are refused: %s', async (_, change, status, sentence) => {
    const { body, ...reply } = await ask('POST', '/models', {
      name: 'wrong',
      content: base64(file),
      declaration,
      ...change,
    });
    expect([reply.status, body.error?.message]).toEqual([status, expect.stringMatching(sentence)]);
  });

  it('have names of their own', async () => {
    const other = exampleFile(simpleGraph());
    const given = { content: base64(other), declaration: { meaning: 'reconstruction', window: 4 } };
    expect((await ask('POST', '/models', { ...given, name: 'mean' })).body.error?.message).toMatch(
      /another model named/
    );
    expect((await ask('POST', '/models', { ...given, name: 'echo' })).status).toBe(200);
  });

  it('are gone when deleted, and queries say so', async () => {
    expect((await ask('DELETE', `/models/${hash}`)).body).toEqual({ deleted: hash });
    expect((await ask('DELETE', `/models/${hash}`)).status).toBe(404);
    expect((await ask('POST', '/anomalies', query({ model: 'mean' }))).body.error?.message).toMatch(
      /no uploaded model 'mean'/
    );
  });

  it('lie on the engine that a datasource points at', async () => {
    const there = { remote: 'yes' };
    const given = { name: 'far', content: base64(file), declaration };
    expect(await ask('POST', '/models', given, there)).toMatchObject({ status: 200, body: { hash } });
    expect((await ask('GET', '/models')).body.models).toEqual([expect.objectContaining({ name: 'echo' })]);
    expect((await ask('GET', '/models', undefined, there)).body).toMatchObject({ models: [{ name: 'far' }] });
    expect((await ask('GET', `/models/${hash}`, undefined, there)).body).toMatchObject({ name: 'far' });
    expect((await ask('POST', '/anomalies', query({ model: 'far' }), there)).status).toBe(200);
    const refused = await ask('POST', '/models', { ...given, declaration: { window: 7 } }, there);
    expect([refused.status, refused.body.error?.message]).toEqual([400, expect.stringMatching(/7 points/)]);
    expect((await ask('DELETE', `/models/${hash}`, undefined, there)).body).toEqual({ deleted: hash });
    expect((await ask('DELETE', `/models/${hash}`, undefined, there)).status).toBe(404);
  });

  it('are in the OpenAPI document', async () => {
    const { body } = await ask('GET', '/openapi.json');
    const paths = body.paths as Record<string, Record<string, unknown>>;
    expect(Object.keys(paths['/api/v1/models'])).toEqual(['get', 'post']);
    expect(Object.keys(paths['/api/v1/models/{hash}'])).toEqual(['get', 'delete']);
  });

  it('never run by what a query says of them', async () => {
    const { status, body } = await ask('POST', '/anomalies', query({ model: 'example', plan: { hash: 'x' } }));
    expect([status, body.error?.message]).toEqual([400, expect.stringMatching(/no setting 'plan'/)]);
  });
});
