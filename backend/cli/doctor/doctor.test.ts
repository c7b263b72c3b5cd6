import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder, dataFolderCheck, pluginCheck } from './folders.ts';
import { glibcCheck, nodeCheck } from './machine.ts';
import { prometheusCheck } from './prometheus.ts';
import { runtimeChecks } from './runtime.ts';

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

  it('finds the data folder by the order of the design', () => {
    expect(dataFolder({ GF_PLUGIN_DATA_PATH: '/a', GF_PATHS_DATA: '/b' })).toBe('/a');
    expect(dataFolder({ GF_PATHS_DATA: '/b', XDG_STATE_HOME: '/c' })).toBe('/b/nightjar');
    expect(dataFolder({ XDG_STATE_HOME: '/c' })).toBe('/c/nightjar');
    expect(dataFolderCheck({ GF_PLUGIN_DATA_PATH: tmpdir() })).toMatchObject({ state: 'ok', detail: tmpdir() });
    expect(dataFolderCheck({ GF_PLUGIN_DATA_PATH: '/dev/null/nightjar' }).state).toBe('absent');
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
