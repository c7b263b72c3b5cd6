import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../backend/features/random.ts';
import { ExampleService, START, exampleStore } from '../../backend/incidents/example-service.ts';
import { runUntilKilled } from '../store/run-until-killed.ts';

const ROUNDS = 2;
const folder = mkdtempSync(join(tmpdir(), 'nightjar-kill-'));

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('kill -9 at any moment loses no alert that was acknowledged, counts none twice, and leaves each in one incident', async () => {
  const random = seededRandom(11);
  const script = join('..', 'alerts', 'take-until-killed.ts');
  let from = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const least = 5 + Math.floor(random() * 20);
    const moment = random() * 150;
    const lines = await runUntilKilled(script, [folder, String(from)], least, () => wait(moment));
    const last = Number(lines[lines.length - 1]);
    const store = exampleStore(folder);
    const example = new ExampleService(store, {}, { orgId: 1, datasource: 'one' });
    await example.service.settled(example.owner);
    const { alerts } = await example.service.alerts(example.owner, { duplicates: true, limit: 100_000 });
    const pods = alerts.map(({ labels }) => Number(labels.pod.slice(4))).sort((a, b) => a - b);
    // Those after the last acknowledged may be there, five together, if so then once.
    expect(pods).toEqual(Array.from({ length: pods.length }, (_, i) => i));
    expect([last + 1, last + 6]).toContain(pods.length);
    const noise = await example.service.noise(example.owner, 0, Date.now() + START);
    expect(noise.received).toBe(alerts.length);
    expect(noise.distinct).toBe(alerts.filter(({ duplicateOf }) => duplicateOf === null).length);
    const { incidents } = await example.service.incidents(example.owner, { limit: 10_000 });
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    expect(sum(incidents.map(({ received }) => received))).toBe(alerts.length);
    expect(alerts.filter(({ incident }) => !incidents.some(({ id }) => id === incident))).toEqual([]);
    await example.close();
    await store.close();
    from = pods.length;
  }
});
