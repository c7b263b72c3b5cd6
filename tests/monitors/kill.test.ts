import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { seededRandom } from '../../backend/features/random.ts';
import { decodeChunk } from '../../backend/monitors/results/result-chunk.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import { Store } from '../../backend/store/store.ts';
import { runUntilKilled } from '../store/run-until-killed.ts';

const OWNER = { orgId: 1, datasource: 'one' };
const LIMITS = { maxBytes: 2 ** 32, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
const SCRIPT = join(__dirname, 'watch-until-killed.ts');
const STEP = 60_000;
/** `KILLS=20` takes minutes; a few show the same. */
const KILLS = Number(process.env.KILLS ?? 2);
let folders: string[] = [];

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(600_000);

beforeAll(() => (folders = ['killed', 'whole'].map((name) => mkdtempSync(join(tmpdir(), `nightjar-${name}-`)))));
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Line {
  readonly made?: string;
  readonly name?: string;
  readonly judged?: string;
  readonly verdict?: number;
  readonly minute?: number;
}

/** Everything that was detected, by the monitor's name: scores as their bits, and detections. */
async function recordOf(folder: string): Promise<Map<string, unknown>> {
  const store = new Store({ place: { folder }, limits: LIMITS, log: () => undefined });
  const records = new Map<string, unknown>();
  for (const { id, name } of await store.monitors.listMonitors(OWNER)) {
    if (!name.startsWith('watched')) {
      continue;
    }
    const chunks = (await store.monitors.readResults(id, 0, 1e15)).map(({ bytes }) => decodeChunk(bytes));
    // Every instant once, none left out.
    for (const [i, { start }] of chunks.entries()) {
      expect(i === 0 || start === chunks[i - 1].start + chunks[i - 1].count * STEP).toBe(true);
    }
    const points = chunks.flatMap(({ series: [one], start, count }) =>
      Array.from({ length: count }, (_, i) => [
        start + i * STEP,
        one.value[i],
        one.score[i],
        one.expected[i],
        one.upper[i],
      ])
    );
    const { detections } = await store.monitors.listDetections({ owner: OWNER, monitor: id, limit: 1_000 });
    const found = detections.map(({ start, end, open, severity, score, type }) => [
      start,
      end,
      open,
      severity,
      score,
      type,
    ]);
    records.set(name, { points, found });
  }
  await store.close();
  return records;
}

it('goes on after kills as if there had been none', async () => {
  const [killed, whole] = folders;
  const random = seededRandom(5);
  const made = new Map<string, string>();
  const judged = new Map<string, number>();
  const run = (folder: string, from: number, to: number, mode: string) =>
    promisify(execFile)(process.execPath, [SCRIPT, folder, `${from}`, `${to}`, mode], { maxBuffer: 2 ** 26 });
  await run(killed, 0, 1, 'plain');
  let minute = 1;
  for (let kill = 0; kill < KILLS; kill++) {
    const moment = random() * 400;
    const printed = await runUntilKilled(
      '../monitors/watch-until-killed.ts',
      [killed, `${minute}`, '0', 'people'],
      3,
      () => wait(moment)
    );
    for (const text of printed) {
      const line = JSON.parse(text) as Line;
      if (line.made !== undefined) {
        made.set(line.made, line.name ?? '');
      }
      if (line.judged !== undefined) {
        judged.set(line.judged, line.verdict ?? 0);
      }
      minute = line.minute === undefined ? minute : line.minute + 1;
    }
  }
  await run(killed, minute, minute + 1, 'plain');
  await run(whole, 0, minute + 1, 'plain');

  const store = new Store({ place: { folder: killed }, limits: LIMITS, log: () => undefined });
  const names = new Map((await store.monitors.listMonitors(OWNER)).map(({ id, name }) => [id, name]));
  expect([...made].filter(([id, name]) => names.get(id) !== name)).toEqual([]);
  expect(made.size).toBeGreaterThan(KILLS);
  expect(judged.size).toBeGreaterThan(0);
  for (const [id, verdict] of judged) {
    const { verdict: standing } = (await store.monitors.getDetection(OWNER, id)) ?? {};
    expect(standing?.id).toBeGreaterThanOrEqual(verdict);
  }
  await store.close();

  const [found, wanted] = [await recordOf(killed), await recordOf(whole)];
  expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
  expect(found.size).toBe(200);
  for (const [name, record] of wanted) {
    expect([name, found.get(name)]).toEqual([name, record]);
  }
});
