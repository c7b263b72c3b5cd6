import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { daily } from '../engine/made-series.ts';
import { builtPlugin } from './built-plugin.ts';
import { launchPlugin } from './plugin-process.ts';
import type { PluginProcess } from './plugin-process.ts';
import { until } from './until.ts';

const prometheus = new FakePrometheus();
const MINUTE_MS = 60_000;
const TOKEN = 'monitors need me after a restart';
let folder = '';
let scratch = '';
let url = '';
const running: PluginProcess[] = [];

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

beforeAll(async () => {
  folder = await builtPlugin();
  prometheus.series = [daily('cart', 1), daily('shop', 2)];
  url = await prometheus.start();
});
afterAll(() => prometheus.stop());
beforeEach(() => (scratch = mkdtempSync(join(tmpdir(), 'nightjar-plugin-monitors-'))));
afterEach(async () => {
  await Promise.all(running.splice(0).map((plugin) => plugin.stop()));
  rmSync(scratch, { recursive: true, force: true });
});

async function launch(env: Record<string, string> = {}): Promise<PluginProcess> {
  const plugin = await launchPlugin(join(folder, 'gpx_nightjar_linux_amd64'), {
    env: { GF_PLUGIN_DATA_PATH: join(scratch, 'data'), ...env },
  });
  running.push(plugin);
  return plugin;
}

const context = () => ({
  jsonData: { prometheusUrl: url, authentication: 'bearer' },
  secureJsonData: { bearerToken: TOKEN },
  uid: 'watched',
  role: 'Editor' as const,
});

/** A second apart, so that the next instant is never far. */
const spec = {
  name: 'requests',
  queries: [{ expr: 'requests' }],
  detector: 'mad',
  step: '1s',
  every: '1s',
  training: { window: '10m' },
};

async function kill(plugin: PluginProcess): Promise<void> {
  const ended = once(plugin.process, 'exit');
  plugin.process.kill('SIGKILL');
  await ended;
  running.splice(running.indexOf(plugin), 1);
  plugin.client.close();
}

it('goes on with monitors after a restart that nobody asks anything of, with the datasource’s secrets', async () => {
  const first = await launch();
  const made = await first.client.resource(context(), 'POST', 'api/v1/monitors', { spec });
  expect([made.status, made.body.toString()]).toEqual([200, expect.stringContaining('"name":"requests"')]);
  await until(() => prometheus.ranges.length > 0, MINUTE_MS);
  await until(async () => {
    const { body } = await first.client.resource(context(), 'GET', 'api/v1/monitors');
    const [{ evaluatedTo }] = (JSON.parse(body.toString()) as { monitors: { evaluatedTo: number | null }[] }).monitors;
    return evaluatedTo !== null;
  }, MINUTE_MS);
  await kill(first);

  prometheus.requests.length = 0;
  const second = await launch();
  await until(() => prometheus.ranges.length > 1, MINUTE_MS);
  expect(prometheus.ranges.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(second.stderr()).not.toContain(TOKEN);
});

it('begins with monitors from files once their datasource is known', async () => {
  const monitors = join(scratch, 'monitors');
  mkdirSync(monitors);
  writeFileSync(join(monitors, 'shop.yaml'), JSON.stringify({ datasource: 'watched', monitors: [spec] }));
  const plugin = await launch({ GF_PLUGIN_MONITORS_PATH: monitors });
  await until(async () => {
    const { body } = await plugin.client.resource(context(), 'GET', 'api/v1/monitors');
    return body.toString().includes('"origin":"file"');
  }, MINUTE_MS);
  prometheus.requests.length = 0;
  await until(() => prometheus.ranges.length > 0, MINUTE_MS);
});
