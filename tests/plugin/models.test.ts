import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { exampleModel } from '../../backend/detectors/onnx-model/example.ts';
import { exampleFile, simpleGraph } from '../../backend/onnx/imports/example-files.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { MONDAY, daily } from '../engine/made-series.ts';
import { builtPlugin } from './built-plugin.ts';
import { launchPlugin } from './plugin-process.ts';
import type { PluginProcess } from './plugin-process.ts';

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(180_000);

const prometheus = new FakePrometheus();
const scratch = mkdtempSync(join(tmpdir(), 'nightjar-plugin-models-'));
let executable = '';
let url = '';
const running: PluginProcess[] = [];

beforeAll(async () => {
  executable = join(await builtPlugin(), 'gpx_nightjar_linux_amd64');
  prometheus.series = [daily('cart', 1)];
  url = await prometheus.start();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((plugin) => plugin.stop()));
});
afterAll(async () => {
  await prometheus.stop();
  rmSync(scratch, { recursive: true, force: true });
});

async function launch(): Promise<PluginProcess> {
  const plugin = await launchPlugin(executable, { env: { GF_PLUGIN_DATA_PATH: scratch } });
  running.push(plugin);
  return plugin;
}

const context = (role: string) => ({ jsonData: { prometheusUrl: url }, uid: 'watched', role });

async function call(plugin: PluginProcess, role: string, method: string, path: string, body?: object) {
  const reply = await plugin.client.resource(context(role), method, path, body ?? '');
  return { status: reply.status, body: JSON.parse(reply.body) as Record<string, unknown> };
}

const upload = (bytes: Uint8Array) => ({
  name: 'mean',
  content: Buffer.from(bytes).toString('base64'),
  declaration: { window: 12, scaling: 'robust', meaning: 'prediction' },
});

async function scored(plugin: PluginProcess): Promise<number> {
  const model = {
    expr: 'requests',
    detector: 'onnx-model',
    settings: { model: 'mean' },
    output: 'scores',
    step: '5m',
    trainingWindow: '3d',
  };
  const query = { refId: 'A', model, from: MONDAY, to: MONDAY + 3_600_000 };
  const { responses } = await plugin.client.queryData(context('Viewer'), [query], { FromAlert: 'true' });
  expect(responses.A).toMatchObject({ status: 200, error: '' });
  const scores = (responses.A.frames ?? []).flatMap((frame) => [...(tableFromIPC(frame).getChild('score') ?? [])]);
  return scores.filter((score) => typeof score === 'number' && Number.isFinite(score)).length;
}

it('a model is tried in a process of its own that the launcher knows nothing of, and outlives a restart', async () => {
  const first = await launch();
  expect((await call(first, 'Viewer', 'POST', 'api/v1/models', upload(exampleModel()))).status).toBe(403);
  const wrong = exampleFile(simpleGraph({ operator: 'Reshape', inputs: ['x'] }));
  const refused = await call(first, 'Editor', 'POST', 'api/v1/models', {
    ...upload(wrong),
    declaration: { window: 4, meaning: 'reconstruction' },
  });
  expect(refused).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('ONNX Runtime does not accept') } },
  });
  const added = await call(first, 'Editor', 'POST', 'api/v1/models', upload(exampleModel()));
  expect(added).toMatchObject({ status: 200, body: { name: 'mean' } });
  expect(await scored(first)).toBe(13);
  await running.pop()?.stop();

  const second = await launch();
  expect(await call(second, 'Viewer', 'GET', 'api/v1/models')).toMatchObject({
    body: { models: [{ name: 'mean' }], inMemoryOnly: false },
  });
  expect(await scored(second)).toBe(13);
});
