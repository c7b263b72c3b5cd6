import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../backend/features/random.ts';
import { OWNER } from '../../backend/store/example-store.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import { Store } from '../../backend/store/store.ts';
import { expectCountedOnce } from './counted-once.ts';
import { runUntilKilled } from './run-until-killed.ts';

const ROUNDS = 5;
const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
let folder = '';

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(180_000);

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nightjar-kill-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly made?: string;
  readonly name?: string;
  readonly evaluated?: string;
  readonly to?: number;
  readonly judged?: string;
  readonly verdict?: number;
}

it('no acknowledged monitor, evaluation or verdict is lost to kill -9, and no evaluation is counted twice', async () => {
  const random = seededRandom(11);
  const made = new Map<string, string>();
  const evaluated = new Map<string, number>();
  const judged = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const least = 5 + Math.floor(random() * 60);
    const moment = random() * 60;
    for (const text of await runUntilKilled('evaluate-until-killed.ts', [folder], least, () => wait(moment))) {
      const line = JSON.parse(text) as Line;
      if (line.made !== undefined) {
        made.set(line.made, line.name ?? '');
      } else if (line.evaluated !== undefined) {
        evaluated.set(line.evaluated, line.to ?? 0);
      } else if (line.judged !== undefined) {
        judged.set(line.judged, line.verdict ?? 0);
      }
    }
    const store = new Store({ place: { folder }, limits: LIMITS, log: () => undefined });
    const { monitors } = store;
    expect(await store.status()).toMatchObject({ kind: 'sqlite', writes: true, failure: null });
    const names = new Map((await monitors.listMonitors(OWNER)).map(({ id, name }) => [id, name]));
    expect([...made].filter(([id, name]) => names.get(id) !== name)).toEqual([]);
    const audit = await monitors.listAudit({ owner: OWNER, limit: 100_000 });
    const created = audit.filter(({ action }) => action === 'monitor.create').map(({ subject }) => subject);
    expect(created.sort()).toEqual([...names.keys()].sort());
    const states = await monitors.loadMonitorStates([...names.keys()]);
    const reached = new Map(states.map(({ monitor, evaluatedTo }) => [monitor, evaluatedTo]));
    expect([...evaluated].filter(([id, to]) => (reached.get(id) ?? 0) < to)).toEqual([]);
    for (const { monitor, evaluatedTo, snapshotTo, snapshot, status } of states) {
      await expectCountedOnce(monitors, monitor, evaluatedTo, status.evaluations);
      if (snapshot) {
        expect(snapshotTo).toBe(evaluatedTo - (evaluatedTo % 5));
        expect([...new Set(snapshot)]).toEqual([snapshotTo % 256]);
      }
    }
    for (const [id, verdict] of judged) {
      const { verdict: standing } = (await monitors.getDetection(OWNER, id)) ?? {};
      // A later one may have been given that nobody was told of any more.
      expect(standing?.id).toBeGreaterThanOrEqual(verdict);
    }
    await store.close();
  }
  expect([made.size, evaluated.size, judged.size].every((size) => size >= 10)).toBe(true);
});
