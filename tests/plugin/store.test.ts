import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { MONDAY, daily } from '../engine/made-series.ts';
import { builtPlugin } from './built-plugin.ts';
import { launchPlugin } from './plugin-process.ts';
import type { PluginProcess } from './plugin-process.ts';

const prometheus = new FakePrometheus();
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
beforeEach(() => (scratch = mkdtempSync(join(tmpdir(), 'nightjar-plugin-store-'))));
afterEach(async () => {
  await Promise.all(running.splice(0).map((plugin) => plugin.stop()));
  rmSync(scratch, { recursive: true, force: true });
});

async function launch(env: Record<string, string>): Promise<PluginProcess> {
  const plugin = await launchPlugin(join(folder, 'gpx_nightjar_linux_amd64'), { env });
  running.push(plugin);
  return plugin;
}

const context = () => ({ jsonData: { prometheusUrl: url }, uid: 'watched' });

/** Scores of a query, by series, as an alert rule asks. */
async function scores(plugin: PluginProcess): Promise<unknown> {
  const model = { expr: 'requests', detector: 'isolation-forest', output: 'scores', step: '5m', trainingWindow: '3d' };
  const query = { refId: 'A', model, from: MONDAY, to: MONDAY + 3_600_000 };
  const { responses } = await plugin.client.queryData(context(), [query], { FromAlert: 'true' });
  expect(responses.A).toMatchObject({ status: 200, error: '' });
  return responses.A.frames?.map((frame) => [...(tableFromIPC(frame).getChild('score') ?? [])]);
}

async function fits(plugin: PluginProcess): Promise<number> {
  const found = (await plugin.client.metrics()).matchAll(/^nightjar_fits_total\{.*\} (\d+)$/gm);
  return [...found].reduce((sum, [, count]) => sum + Number(count), 0);
}

it('keeps models where Grafana’s data are, and answers from them after kill -9 and after a proper end', async () => {
  const env = { GF_PATHS_DATA: scratch };
  const first = await launch(env);
  const before = await scores(first);
  expect(await fits(first)).toBe(2);
  // Behind the answer: the health check says when.
  let details = '';
  while (!details.includes('2 models kept')) {
    details = (await first.client.checkHealth(context())).jsonDetails.toString();
  }
  const ended = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await ended;
  running.splice(0);
  first.client.close();

  for (let start = 0; start < 2; start++) {
    const next = await launch(env);
    expect(await scores(next)).toEqual(before);
    expect(await fits(next)).toBe(0);
    const { message } = await next.client.checkHealth(context());
    expect(message).toMatch(/^Nightjar is ready, and Prometheus\S* .*answers\.$/);
    await next.stop();
    running.splice(0);
  }
  const data = join(scratch, 'nightjar');
  expect(readdirSync(data).sort()).toEqual(['nightjar.db', 'secret.key']);
  expect([data, join(data, 'nightjar.db')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});

it('reads only while another process works with the store, and says so', async () => {
  const env = { GF_PLUGIN_DATA_PATH: scratch };
  const first = await launch(env);
  await first.client.checkHealth(context());
  const second = await launch(env);
  const { message } = await second.client.checkHealth(context());
  expect(message).toContain(`Another process (process ${first.pid} on `);
  expect(await scores(second)).toHaveLength(2);
  expect((await first.client.checkHealth(context())).jsonDetails.toString()).toContain('0 models');
});

it.each([
  ['no environment at all', () => ({})],
  ['a data folder that is a file', () => ({ GF_PLUGIN_DATA_PATH: join(scratch, 'file') })],
  ['a data folder inside the plugin', () => ({ GF_PLUGIN_DATA_PATH: join(folder, 'data') })],
])('keeps models in memory with %s, and Save & test says why', async (_what, env) => {
  writeFileSync(join(scratch, 'file'), '');
  const plugin = await launch(env());
  const { status, message } = await plugin.client.checkHealth(context());
  expect([status, message]).toEqual([1, expect.stringContaining('Models are kept in memory only')]);
  expect(message).toMatch(/data_path|GF_PLUGIN_DATA_PATH/);
  expect(await scores(plugin)).toHaveLength(2);
  expect(existsSync(join(folder, 'data'))).toBe(false);
  expect(plugin.stderr()).toContain('Models are kept in memory only');
});

it('goes on in memory with a store that is damaged', async () => {
  mkdirSync(join(scratch, 'nightjar'));
  writeFileSync(join(scratch, 'nightjar', 'nightjar.db'), 'no database '.repeat(1_000));
  const plugin = await launch({ GF_PATHS_DATA: scratch });
  expect((await plugin.client.checkHealth(context())).message).toContain('move it away');
  expect(await scores(plugin)).toHaveLength(2);
});
