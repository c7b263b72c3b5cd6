import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '../../store/store.ts';
import { pluginCheck } from './plugin.ts';
import { glibcCheck, nodeCheck } from './machine.ts';
import { prometheusCheck } from './prometheus.ts';
import { runtimeChecks } from './runtime.ts';
import { storeChecks } from './store.ts';
import { MIGRATIONS } from '../../store/migrations/index.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

async function answering<T>(status: number, body: string, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://user:secret@127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

describe('doctor', () => {
  it('says which Node and C library will not do', () => {
    expect(nodeCheck().state).toBe('ok');
    expect(nodeCheck('20.1.0')).toMatchObject({ state: 'missing', detail: expect.stringContaining('24') });
    expect(glibcCheck('2.36', 'linux').state).toBe('ok');
    expect(glibcCheck(null, 'linux')).toMatchObject({ state: 'missing', detail: expect.stringContaining('Alpine') });
  });

  it('runs a trial model', async () => {
    const [runtime, provider] = await runtimeChecks();
    expect([runtime.state, provider.state]).toEqual(['ok', 'ok']);
    expect(runtime.detail).toMatch(/onnxruntime-node \d/);
  });

  it('says where the store is, what it holds and who works with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    const environment = { GF_PLUGIN_DATA_PATH: folder };
    expect(await storeChecks(environment)).toEqual([{ name: 'Data folder', state: 'ok', detail: folder }]);
    const limits = { maxBytes: 2 ** 30, maxAgeMs: 1e9, maxFileBytes: 2 ** 20 };
    const store = new Store({ place: { folder }, limits, log: () => undefined });
    await store.status();
    const [, kept] = await storeChecks(environment);
    expect(kept).toMatchObject({
      state: 'ok',
      detail: expect.stringMatching(
        new RegExp(`^0 models, 0 monitors, 0 files, 0\\.\\d MiB, schema ${MIGRATIONS.length}; process`)
      ),
    });
    await store.close();
    expect((await storeChecks(environment))[1].detail).toContain('no process evaluates it now');
    writeFileSync(join(folder, 'nightjar.db'), 'no database '.repeat(100));
    expect((await storeChecks(environment))[1]).toMatchObject({
      state: 'absent',
      detail: expect.stringContaining('move it away'),
    });
    rmSync(folder, { recursive: true });
  });

  it('says why models would be kept in memory', async () => {
    expect((await storeChecks({}))[0]).toMatchObject({ state: 'absent', detail: expect.stringContaining('HOME') });
    expect((await storeChecks({ GF_PLUGIN_DATA_PATH: '/dev/null/nightjar' }))[0]).toMatchObject({
      state: 'absent',
      detail: expect.stringContaining('cannot be written'),
    });
  });

  it('sees a plugin without its datasource', () => {
    const dist = mkdtempSync(join(tmpdir(), 'doctor-'));
    expect(pluginCheck(dist).detail).toContain('npm run build');
    writeFileSync(join(dist, 'plugin.json'), JSON.stringify({ id: 'app', info: { version: '1.2.3' } }));
    expect(pluginCheck(dist)).toMatchObject({ state: 'absent', detail: expect.stringContaining('app 1.2.3') });
    rmSync(dist, { recursive: true });
  });

  it('tells a Prometheus from what is none, and shows no password', async () => {
    const ok = await answering(200, '{"status":"success"}', prometheusCheck);
    const wrong = await answering(200, '<html>', prometheusCheck);
    const denied = await answering(401, '{}', prometheusCheck);
    const gone = await prometheusCheck('http://user:secret@127.0.0.1:9/');
    expect([ok, wrong, denied, gone].map(({ state }) => state)).toEqual(['ok', 'missing', 'missing', 'missing']);
    expect(denied.detail).toContain('401');
    expect([ok, wrong, denied, gone].some(({ detail }) => detail.includes('secret'))).toBe(false);
    expect((await prometheusCheck('prometheus')).detail).toContain('http://host:9090');
  });
});
