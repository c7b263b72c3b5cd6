import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../backend/answers/engine.ts';
import { ReadApiListeners } from '../../backend/http/read-api-listeners.ts';
import { readApi } from '../../backend/read-api/read-api.ts';
import { freePort } from '../../scripts/free-port.ts';
import { END, OWNER, madeMonitor, madeSeries, readerOver } from './made-results.ts';

/*
 * Results on a loopback port of the plugin: opened and closed by the settings of datasources, each datasource its own.
 */
const OTHER = { orgId: 2, datasource: 'other' };
const own = readerOver([madeSeries(madeMonitor('m1', 'own'), { job: 'a' }, 2)]);
const others = readerOver([madeSeries(madeMonitor('m2', 'theirs', OTHER), { job: 'b' }, 4)], OTHER);
const log = () => undefined;
let listeners: ReadApiListeners;
let port: number;

beforeEach(async () => {
  port = await freePort(0);
  listeners = new ReadApiListeners(
    (ownerOf) =>
      readApi({
        reader: async () => ({
          ...own,
          monitors: async (owner) => [...(await own.monitors(owner)), ...(await others.monitors(owner))],
          results: async (owner, ...rest) => [
            ...(await own.results(owner, ...rest)),
            ...(await others.results(owner, ...rest)),
          ],
        }),
        ownerOf,
        log,
      }),
    log
  );
});
afterEach(() => listeners.close());

function connectionOf(owner: typeof OWNER, settings: Connection['settings'], token?: string): Connection {
  return {
    orgId: owner.orgId,
    uid: owner.datasource,
    settings,
    secrets: token === undefined ? {} : { readApiToken: token },
  };
}

async function scores(path: string, headers: Record<string, string> = {}): Promise<{ status: number; said: string }> {
  const search = new URLSearchParams({ query: 'nightjar_anomaly_score', time: String(END / 1000) });
  const reply = await fetch(`http://127.0.0.1:${port}${path}/api/v1/query?${search}`, { headers });
  return { status: reply.status, said: await reply.text() };
}

it('listens while a datasource says so', async () => {
  listeners.see(connectionOf(OWNER, { readApiListen: `127.0.0.1:${port}` }));
  await listeners.settled();
  for (const path of ['/prometheus', '/1/made/prometheus']) {
    const { status, said } = await scores(path);
    expect(status).toBe(200);
    expect(said).toContain('"nightjar_monitor":"own"');
  }
  expect((await scores('/2/other/prometheus')).status).toBe(404);
  expect((await scores('')).status).toBe(404);

  listeners.see(connectionOf(OWNER, {}));
  await expect(scores('/prometheus')).rejects.toThrow('fetch failed');
});

it('keeps datasources that share a port apart', async () => {
  for (const owner of [OWNER, OTHER]) {
    listeners.see(connectionOf(owner, { readApiListen: `127.0.0.1:${port}` }));
  }
  await listeners.settled();
  expect((await scores('/prometheus')).said).toContain('Several datasources are read here');
  const [first, second] = [await scores('/1/made/prometheus'), await scores('/2/other/prometheus')];
  expect(first.said).toContain('"own"');
  expect(first.said).not.toContain('"theirs"');
  expect(second.said).toContain('"theirs"');
  expect(second.said).not.toContain('"own"');

  listeners.forget(OTHER);
  expect((await scores('/prometheus')).said).toContain('"own"');
  expect((await scores('/2/other/prometheus')).status).toBe(404);
});

it('asks for the token of the datasource', async () => {
  listeners.see(connectionOf(OWNER, { readApiListen: `127.0.0.1:${port}` }, 'secret'));
  await listeners.settled();
  expect((await scores('/prometheus')).status).toBe(401);
  expect((await scores('/prometheus', { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await scores('/prometheus', { authorization: 'Bearer secret' })).status).toBe(200);
  const basic = Buffer.from('anyone:secret').toString('base64');
  expect((await scores('/prometheus', { authorization: `Basic ${basic}` })).status).toBe(200);
});

it('answers no page that a browser of this machine has open', async () => {
  listeners.see(connectionOf(OWNER, { readApiListen: `127.0.0.1:${port}` }));
  await listeners.settled();
  const statusAs = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      const path = '/prometheus/api/v1/labels';
      const asked = request({ port, host: '127.0.0.1', path, headers }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      });
      asked.on('error', reject);
      asked.end();
    });
  expect(await statusAs({})).toBe(200);
  expect(await statusAs({ origin: 'https://example.org' })).toBe(403);
  expect(await statusAs({ host: 'rebound.example.org' })).toBe(403);
});

it('says when it cannot listen', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const connection = connectionOf(OWNER, { readApiListen: `127.0.0.1:${(taken.address() as AddressInfo).port}` });
  listeners.see(connection);
  await listeners.settled();
  expect(listeners.problemOf(connection)).toContain('EADDRINUSE');
  await new Promise((resolve) => taken.close(resolve));
});

it('never listens on an address that others reach', () => {
  const connection = connectionOf(OWNER, { readApiListen: `0.0.0.0:${port}` });
  listeners.see(connection);
  expect(listeners.problemOf(connection)).toBeNull();
});

it('leaves it to the other engine where there is one', async () => {
  listeners.see(connectionOf(OWNER, { readApiListen: `127.0.0.1:${port}`, engineUrl: 'http://gpu:8750' }));
  await listeners.settled();
  await expect(scores('/prometheus')).rejects.toThrow('fetch failed');
});
