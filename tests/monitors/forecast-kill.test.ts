import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { seededRandom } from '../../backend/features/random.ts';
import { decodeForecasts } from '../../backend/monitors/forecasts/forecast-chunk.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import { Store } from '../../backend/store/store.ts';
import { runUntilKilled } from '../store/run-until-killed.ts';

const OWNER = { orgId: 1, datasource: 'one' };
const LIMITS = { maxBytes: 2 ** 32, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
const SCRIPT = join(__dirname, 'forecast-until-killed.ts');
/** `KILLS=20` takes many minutes. */
const KILLS = Number(process.env.KILLS ?? 1);
let folders: string[] = [];

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(600_000);

beforeAll(() => (folders = ['killed', 'whole'].map((name) => mkdtempSync(join(tmpdir(), `nightjar-${name}-`)))));
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Everything that was foretold, by the monitor's name and origin. */
async function recordOf(folder: string): Promise<Map<string, unknown>> {
  const store = new Store({ place: { folder }, limits: LIMITS, log: () => undefined });
  const records = new Map<string, unknown>();
  for (const { id, name } of await store.monitors.listMonitors(OWNER)) {
    const labels = new Map((await store.monitors.monitorSeries(id)).map((series) => [series.ordinal, series.labels]));
    for (const { origin, bytes } of await store.monitors.readForecasts(id, 0, 1e15)) {
      const told = decodeForecasts(bytes).map((one) => one.record(labels.get(one.ordinal) ?? {}));
      records.set(`${name} ${origin}`, told);
    }
  }
  await store.close();
  return records;
}

it('goes on after kills as if there had been none', async () => {
  const [killed, whole] = folders;
  const random = seededRandom(7);
  const run = (folder: string, from: number, to: number) =>
    promisify(execFile)(process.execPath, [SCRIPT, folder, `${from}`, `${to}`], { maxBuffer: 2 ** 26 });
  // The same monitors in both: when one is due follows from its id.
  await run(killed, 0, 1);
  cpSync(killed, whole, { recursive: true });
  let tick = 2;
  for (let kill = 0; kill < KILLS; kill++) {
    const moment = random() * 800;
    const args = [killed, `${tick}`, '0'];
    const printed = await runUntilKilled('../monitors/forecast-until-killed.ts', args, 1, () => wait(moment));
    for (const text of printed) {
      tick = (JSON.parse(text) as { tick: number }).tick + 1;
    }
  }
  await run(killed, tick, tick + 2);
  await run(whole, 2, tick + 2);
  const [found, wanted] = [await recordOf(killed), await recordOf(whole)];
  expect(wanted.size).toBeGreaterThan(20);
  expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
  for (const [name, record] of wanted) {
    expect([name, found.get(name)]).toEqual([name, record]);
  }
});
