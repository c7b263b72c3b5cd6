import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { OWNER, modelOf } from '../../backend/store/example-store.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { Store } from '../../backend/store/store.ts';
import { runUntilKilled } from './run-until-killed.ts';

const ROUNDS = 5;
const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20 };
let folder = '';

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nightjar-kill-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what was acknowledged survives kill -9 at any moment, whole, and the next process writes on at once', async () => {
  const random = seededRandom(7);
  let from = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const least = 1 + Math.floor(random() * 4);
    const moment = random() * 30;
    const lines = await runUntilKilled('write-until-killed.ts', [folder, String(from)], least, () => wait(moment));
    const last = Number(lines[lines.length - 1]);
    const store = new Store({ place: { folder }, limits: LIMITS, log: () => undefined });
    expect(await store.status()).toMatchObject({ kind: 'sqlite', writes: true, failure: null });
    const instants = Array.from({ length: last + 1 }, (_, index) => index + 1);
    const { fits } = await store.loadFits(OWNER, 'lineage', instants, 1e9);
    // The one after the last acknowledged may be there, if so then whole.
    expect(fits.slice(0, last).map(({ instant }) => instant)).toEqual(instants.slice(0, last));
    for (const { instant, models } of fits) {
      const expected = Array.from({ length: 20 }, (_, index) => modelOf(`s${index}`, instant + index / 100, 500));
      const bytesOf = new Map(models.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('hex')]));
      expect(bytesOf).toEqual(new Map(expected.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('hex')])));
    }
    await store.close();
    // Number last + 1 is kept anew or for the first time, so that there is no gap.
    from = last + 1;
  }
});
