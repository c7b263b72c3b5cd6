import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineCore } from '../../backend/answers/engine-core.ts';
import type { Connection } from '../../backend/answers/engine.ts';
import { parseEngineConfig } from '../../backend/config.ts';
import type { Caller } from '../../backend/monitors/caller.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { Vault } from '../../backend/monitors/vault.ts';
import { OWNER, Scratch } from '../../backend/store/example-store.ts';
import type { MonitorStore } from '../../backend/store/monitors/monitor-store.ts';
import { STORE_FILE } from '../../backend/store/place.ts';
import { secretKey } from '../../backend/store/secret-key.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';

const ADA: Caller = { login: 'ada', role: 'Editor' };
const prometheus = new FakePrometheus();
let scratch: Scratch;
let url = '';

beforeAll(async () => {
  url = await prometheus.start();
});

afterAll(() => prometheus.stop());

beforeEach(() => {
  scratch = new Scratch();
});

afterEach(() => scratch.forget());

const start = (): EngineCore => {
  const core = new EngineCore(parseEngineConfig({ workers: 1, dataFolder: scratch.folder }), () => undefined);
  core.start();
  return core;
};

const reachedBy = (bearerToken: string): Connection => ({
  orgId: OWNER.orgId,
  uid: OWNER.datasource,
  settings: { prometheusUrl: url },
  secrets: { bearerToken },
});

/** The token that a store keeps for the owner; undefined where it keeps none. */
async function tokenIn(monitors: MonitorStore): Promise<string | undefined> {
  const vault = new Vault(monitors, secretKey(scratch.folder, process.env, 'monitors'));
  await vault.load();
  return vault.find(OWNER)?.secrets.bearerToken;
}

it('begins no store for a datasource without monitors', async () => {
  const core = start();
  core.see(reachedBy('first'));
  await sleep(1_500);
  core.see(reachedBy('second'));
  await core.close();
  expect(statSync(join(scratch.folder, STORE_FILE)).size).toBe(0);
});

it('keeps the secrets of a datasource with monitors anew: a moment after the request, or when the engine ends', async () => {
  const core = start();
  const { monitors } = core.store;
  core.see(reachedBy('first'));
  const spec = monitorSpec.parse({ name: 'Requests', queries: [{ expr: 'requests' }] });
  await core.monitors.create(OWNER, spec, ADA);
  expect(await tokenIn(monitors)).toBe('first');
  core.see(reachedBy('second'));
  while ((await tokenIn(monitors)) !== 'second') {
    await sleep(50);
  }
  core.see(reachedBy('third'));
  await core.close();
  expect(await tokenIn((await scratch.open()).monitors)).toBe('third');
});
