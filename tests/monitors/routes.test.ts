import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Engine } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import { serveHttp } from '../../backend/http/serve-http.ts';
import type { HttpDoor } from '../../backend/http/serve-http.ts';
import { Tokens } from '../../backend/http/tokens.ts';
import { readMonitorFile } from '../../backend/monitors/files/read-monitor-file.ts';
import type { MonitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { MINUTE, daily } from '../engine/made-series.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

/*
 * The routes of monitors through the door of `nightjar serve`, with tokens of all three roles; once on the engine itself, and once through another engine
 * whose datasource points at it.
 */
type Role = 'viewer' | 'editor' | 'admin' | 'stranger';
interface Reply {
  readonly status: number;
  // Replies of every route are looked into.
  readonly body: Readonly<Record<string, unknown>> & {
    readonly error?: { readonly code: string; readonly message: string };
  };
}

const prometheus = new FakePrometheus();
const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokens = new Tokens([
  { name: 'vera', role: 'Viewer', sha256: hash('viewer') },
  { name: 'ed', role: 'Editor', sha256: hash('editor') },
  { name: 'ada', role: 'Admin', sha256: hash('admin') },
]);
const engines: Engine[] = [];
const doors: HttpDoor[] = [];
const folders: string[] = [];
/** The engine's own door, another owner's on the same engine, and that of an engine in front. */
let own: HttpDoor;
let strangers: HttpDoor;
let front: HttpDoor;

async function makeEngine(config: object): Promise<Engine> {
  const engine = await createEngine(parseEngineConfig({ workers: 1, ...config }), () => undefined);
  engines.push(engine);
  return engine;
}

async function open(engine: Engine, connection: Partial<Connection>, known: Tokens | null = tokens): Promise<HttpDoor> {
  const door = await serveHttp({
    engine,
    connection: { orgId: 1, uid: 'a', settings: {}, secrets: {}, ...connection },
    host: '127.0.0.1',
    port: 0,
    tokens: known,
    consoleFolder: folders[0],
    log: () => undefined,
  });
  doors.push(door);
  return door;
}

async function ask(role: Role, method: string, path: string, body?: unknown, door = own): Promise<Reply> {
  const headers = { authorization: `Bearer ${role}` };
  const text = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(`${door.url}/api/v1${path}`, { method, headers, body: text });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

const specOf = (name: string, changes: object = {}) => ({
  name,
  queries: [{ expr: 'requests', legend: '{{service}}' }],
  detector: 'seasonal',
  step: '1m',
  training: { window: '12h' },
  ...changes,
});

async function make(name: string, door = own): Promise<{ id: string; version: number; spec: MonitorSpec }> {
  const { status, body } = await ask('editor', 'POST', '/monitors', { spec: specOf(name) }, door);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as unknown as { id: string; version: number; spec: MonitorSpec };
}

interface Found {
  readonly id: string;
  readonly series: string;
  readonly verdict: { readonly verdict: string } | null;
  readonly suppression: { readonly reason: string } | null;
}

/** Detections of a monitor, once there are some. */
async function detectionsOf(id: string, door = own): Promise<readonly Found[]> {
  for (;;) {
    const { body } = await ask('viewer', 'GET', `/detections?monitor=${id}`, undefined, door);
    const found = body.detections as readonly Found[];
    if (found.length > 0) {
      return found;
    }
    await wait(100);
  }
}

beforeAll(async () => {
  folders.push(mkdtempSync(join(tmpdir(), 'nightjar-routes-')), mkdtempSync(join(tmpdir(), 'nightjar-yaml-')));
  const at = Math.floor(Date.now() / MINUTE) * MINUTE - 30 * MINUTE;
  prometheus.series = [daily('cart', 1, (ms) => (ms >= at && ms < at + 5 * MINUTE ? 400 : 0)), daily('pay', 2)];
  await prometheus.start();
  const { url } = prometheus;
  const engine = await makeEngine({ dataFolder: folders[0], monitorsFolder: folders[1] });
  own = await open(engine, { settings: { prometheusUrl: url } });
  strangers = await open(engine, { uid: 'b', settings: { prometheusUrl: url } });
  const remote = await makeEngine({ dataFolder: null });
  front = await open(remote, { uid: 'front', settings: { engineUrl: own.url }, secrets: { engineToken: 'admin' } });
});

afterAll(async () => {
  await Promise.all(doors.map((door) => door.close()));
  await Promise.all(engines.map((engine) => engine.close()));
  await prometheus.stop();
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

describe.each([
  ['on the engine itself', () => own],
  ['through an engine in front', () => front],
] as const)('%s', (where, doorOf) => {
  it('makes, changes, pauses, deletes and restores a monitor; a change that began from an older version is refused', async () => {
    const door = doorOf();
    const { id, version, spec } = await make(`life ${where}`, door);
    const changed = { spec: { ...spec, description: 'for people' }, version, note: 'why' };
    expect((await ask('editor', 'PUT', `/monitors/${id}`, changed, door)).body).toMatchObject({ version: 2 });
    const late = await ask('editor', 'PUT', `/monitors/${id}`, { ...changed, spec }, door);
    expect({ status: late.status, code: late.body.error?.code }).toEqual({ status: 409, code: 'conflict' });
    const { body: history } = await ask('viewer', 'GET', `/monitors/${id}/versions`, undefined, door);
    expect(history.versions).toMatchObject([{ version: 2, note: 'why' }, { version: 1 }]);
    expect((await ask('editor', 'POST', `/monitors/${id}/pause`, {}, door)).body).toMatchObject({ state: 'paused' });
    expect((await ask('editor', 'POST', `/monitors/${id}/resume`, {}, door)).body).toMatchObject({ paused: false });
    expect((await ask('editor', 'DELETE', `/monitors/${id}`, undefined, door)).status).toBe(200);
    const names = async (query = '') =>
      ((await ask('viewer', 'GET', `/monitors${query}`, undefined, door)).body.monitors as { name: string }[]).map(
        ({ name }) => name
      );
    expect(await names()).not.toContain(`life ${where}`);
    expect(await names('?deleted=true')).toContain(`life ${where}`);
    expect((await ask('editor', 'POST', `/monitors/${id}/restore`, {}, door)).body).toMatchObject({ deletedAt: null });
    expect(await names()).toContain(`life ${where}`);
    const bad = await ask('editor', 'POST', '/monitors', { spec: { ...spec, name: 'x', detector: 'none' } }, door);
    expect(bad).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining("'none'") } } });
    const taken = await ask('editor', 'POST', '/monitors', { spec }, door);
    expect(taken.status).toBe(400);
    expect((await ask('editor', 'GET', '/monitors/nothing', undefined, door)).status).toBe(404);
  });

  it('gives a monitor as a file that is read to the same spec', async () => {
    const door = doorOf();
    const { id, spec } = await make(`yaml ${where}`, door);
    const { body } = await ask('viewer', 'GET', `/monitors/${id}/yaml`, undefined, door);
    const { content, problems } = readMonitorFile('a.yaml', String(body.yaml));
    expect(problems).toEqual([]);
    expect(content?.monitors).toEqual([spec]);
    const checked = await ask('viewer', 'POST', '/monitors/check', { yaml: String(body.yaml) }, door);
    expect(checked.body).toEqual({ monitors: 1, problems: [] });
  });

  it('takes verdicts and suppressions, tells what verdicts change, and keeps time out of training', async () => {
    const door = doorOf();
    const { id } = await make(`judged ${where}`, door);
    const [{ id: detection }] = await detectionsOf(id, door);
    expect((await ask('viewer', 'GET', `/detections/${detection}`, undefined, door)).body).toMatchObject({
      verdict: null,
    });
    const given = await ask(
      'editor',
      'POST',
      `/detections/${detection}/verdict`,
      { verdict: 'false', note: 'deploy' },
      door
    );
    expect(given).toMatchObject({ status: 200, body: { verdict: { verdict: 'false', note: 'deploy' } } });
    const preview = await ask('viewer', 'POST', `/monitors/${id}/feedback/preview`, {}, door);
    expect(preview.body).toMatchObject({ verdicts: { true: 0, false: 1, expected: 0 } });
    expect((await ask('editor', 'POST', `/monitors/${id}/feedback`, {}, door)).body).toMatchObject({ waiting: 0 });
    expect((await ask('editor', 'DELETE', `/monitors/${id}/feedback`, undefined, door)).body).toMatchObject({
      applied: null,
    });
    expect((await ask('editor', 'DELETE', `/detections/${detection}/verdict`, undefined, door)).status).toBe(200);
    expect(
      (await ask('viewer', 'GET', `/detections?monitor=${id}&verdict=none`, undefined, door)).body.detections
    ).not.toEqual([]);

    const now = Date.now();
    const stretch = { start: now - 3_600_000, end: now, note: 'by hand' };
    const added = await ask('editor', 'POST', `/monitors/${id}/exclusions`, stretch, door);
    const exclusion = String(added.body.id);
    const off = await ask('editor', 'POST', `/monitors/${id}/exclusions/${exclusion}`, { off: true }, door);
    expect(off).toMatchObject({ status: 200, body: { off: true, cause: 'manual' } });
    expect((await ask('editor', 'DELETE', `/monitors/${id}/exclusions/${exclusion}`, undefined, door)).status).toBe(
      200
    );

    const quiet = { startsAt: now - 86_400_000, endsAt: now + 86_400_000, reason: 'migration' };
    const matchers = [{ label: 'service', op: '=', value: 'cart' }];
    const suppression = await ask('editor', 'POST', '/suppressions', { ...quiet, matchers }, door);
    expect(suppression).toMatchObject({ status: 200, body: { state: 'active' } });
    const { id: hidden } = await make(`hidden ${where}`, door);
    const found = await detectionsOf(hidden, door);
    const reasons = (name: string) =>
      found.filter(({ series }) => series === name).map((one) => one.suppression?.reason);
    expect(reasons('cart').length).toBeGreaterThan(0);
    expect(new Set(reasons('cart'))).toEqual(new Set(['migration']));
    expect(reasons('pay').every((reason) => reason === undefined)).toBe(true);
    const ended = await ask('editor', 'DELETE', `/suppressions/${String(suppression.body.id)}`, undefined, door);
    expect(ended.body).toMatchObject({ state: 'expired' });
  });

  it('goes through history in the background', async () => {
    const door = doorOf();
    const to = Date.now();
    const started = await ask(
      'editor',
      'POST',
      '/backtests',
      { spec: specOf('tried'), from: to - 6 * 3_600_000, to },
      door
    );
    expect(started).toMatchObject({ status: 200, body: { state: 'running', result: null } });
    const path = `/backtests/${String(started.body.id)}`;
    let reply = await ask('viewer', 'GET', path, undefined, door);
    while (reply.body.state === 'running') {
      await wait(50);
      reply = await ask('viewer', 'GET', path, undefined, door);
    }
    expect(reply.body).toMatchObject({ state: 'done', progress: 1, result: { series: 2 } });
    // Noise of the hour the test runs in may be marked too.
    const { found } = reply.body.result as { found: { series: string }[] };
    expect(found.map(({ series }) => series)).toContain('cart');
    expect((await ask('editor', 'DELETE', path, undefined, door)).body).toMatchObject({ state: 'done' });
    expect((await ask('editor', 'GET', path, undefined, strangers)).status).toBe(404);
  });
});

it('refuses a Viewer every change, and all but an Admin the audit', async () => {
  const { id, spec, version } = await make('guarded');
  const [{ id: detection }] = await detectionsOf(id);
  const now = Date.now();
  const changes: readonly (readonly [string, string, unknown?])[] = [
    ['POST', '/monitors', { spec }],
    ['PUT', `/monitors/${id}`, { spec, version }],
    ['DELETE', `/monitors/${id}`],
    ['POST', `/monitors/${id}/pause`, {}],
    ['POST', `/monitors/${id}/resume`, {}],
    ['POST', `/monitors/${id}/restore`, {}],
    ['POST', `/detections/${detection}/verdict`, { verdict: 'true' }],
    ['DELETE', `/detections/${detection}/verdict`],
    ['POST', `/monitors/${id}/feedback`, {}],
    ['DELETE', `/monitors/${id}/feedback`],
    ['POST', `/monitors/${id}/exclusions`, { start: now - 1_000, end: now }],
    ['POST', `/monitors/${id}/exclusions/x`, { off: true }],
    ['DELETE', `/monitors/${id}/exclusions/x`],
    [
      'POST',
      '/suppressions',
      { matchers: [{ label: 'a', op: '=', value: 'b' }], startsAt: now, endsAt: now + 1, reason: 'r' },
    ],
    ['DELETE', '/suppressions/x'],
    ['POST', '/calendars', { name: 'c', ical: 'x' }],
    ['DELETE', '/calendars/x'],
    ['POST', '/backtests', { spec, from: now - 1_000, to: now }],
    ['DELETE', '/backtests/x'],
  ];
  for (const [method, path, body] of changes) {
    const { status, body: reply } = await ask('viewer', method, path, body);
    expect({ method, path, status, code: reply.error?.code }).toEqual({ method, path, status: 403, code: 'forbidden' });
  }
  expect((await ask('viewer', 'GET', '/audit')).status).toBe(403);
  expect((await ask('editor', 'GET', '/audit')).status).toBe(403);
  expect((await ask('stranger', 'GET', '/monitors')).status).toBe(401);
  expect((await ask('viewer', 'GET', `/monitors/${id}`)).body).toMatchObject({ version, paused: false });
});

it('writes every change down, with what was before and after', async () => {
  const { id, spec, version } = await make('audited');
  await ask('editor', 'PUT', `/monitors/${id}`, { spec: { ...spec, sensitivity: 0.8 }, version });
  await ask('admin', 'POST', `/monitors/${id}/pause`, {});
  await ask('editor', 'DELETE', `/monitors/${id}`);
  const { body } = await ask('admin', 'GET', `/audit?subject=${id}`);
  const entries = body.entries as { action: string; login: string; role: string; before: unknown; after: unknown }[];
  expect(entries.map(({ login, role }) => [login, role])).toEqual([
    ['ed', 'Editor'],
    ['ada', 'Admin'],
    ['ed', 'Editor'],
    ['ed', 'Editor'],
  ]);
  expect(entries[3]).toMatchObject({ before: null });
  expect(JSON.stringify(entries[2].before)).toContain('"sensitivity":0.5');
  expect(JSON.stringify(entries[2].after)).toContain('"sensitivity":0.8');
});

it('shows another owner nothing', async () => {
  const { id, spec } = await make('secret');
  const [{ id: detection }] = await detectionsOf(id);
  for (const path of ['', '/versions', '/yaml', '/feedback', '/exclusions']) {
    expect((await ask('admin', 'GET', `/monitors/${id}${path}`, undefined, strangers)).status).toBe(404);
  }
  expect((await ask('admin', 'GET', '/monitors', undefined, strangers)).body.monitors).toEqual([]);
  expect((await ask('admin', 'GET', '/detections', undefined, strangers)).body.detections).toEqual([]);
  expect((await ask('admin', 'GET', '/audit', undefined, strangers)).body.entries).toEqual([]);
  expect((await ask('admin', 'GET', `/detections/${detection}`, undefined, strangers)).status).toBe(404);
  const changes: readonly (readonly [string, string, unknown?])[] = [
    ['PUT', `/monitors/${id}`, { spec, version: 1 }],
    ['DELETE', `/monitors/${id}`],
    ['POST', `/monitors/${id}/pause`, {}],
    ['POST', `/monitors/${id}/feedback`, {}],
    ['POST', `/detections/${detection}/verdict`, { verdict: 'true' }],
  ];
  for (const [method, path, body] of changes) {
    expect((await ask('admin', method, path, body, strangers)).status).toBe(404);
  }
});

it('takes a monitor from a file, and lets the file alone change it', async () => {
  const file = join(folders[1], 'shop.yaml');
  writeFileSync(file, JSON.stringify({ datasource: 'a', monitors: [specOf('from a file')] }));
  let id = '';
  while (id === '') {
    await wait(100);
    const monitors = (await ask('viewer', 'GET', '/monitors')).body.monitors as { id: string; name: string }[];
    id = monitors.find(({ name }) => name === 'from a file')?.id ?? '';
  }
  const { body } = await ask('viewer', 'GET', `/monitors/${id}`);
  expect(body).toMatchObject({ origin: 'file', source: expect.stringContaining('shop.yaml') });
  for (const [method, path, change] of [
    ['PUT', '', { spec: body.spec, version: body.version }],
    ['DELETE', '', undefined],
    ['POST', '/pause', {}],
  ] as const) {
    const refused = await ask('admin', method, `/monitors/${id}${path}`, change);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(/comes from .*shop\.yaml/) } },
    });
  }
});
