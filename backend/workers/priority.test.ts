import { exampleSeries } from '../features/example-series.ts';
import { DETECTORS } from '../detectors/index.ts';
import type { Priority } from './pool.ts';
import { PRIORITIES, WorkerPool } from './pool.ts';

// Threads are slow to start on a busy machine.
jest.setTimeout(60_000);

it('does what someone waits for first, and choices last', async () => {
  const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
  const detector = DETECTORS.find(({ id }) => id === 'seasonal') ?? DETECTORS[0];
  const settings = detector.schema.parse({}) as Record<string, unknown>;
  const done: Priority[] = [];
  const fit = async (priority: Priority): Promise<void> => {
    const groups = [{ step: 900_000, series: [exampleSeries('requests', 3, 900_000, 1)] }];
    await pool.run('fit', { detector: detector.id, settings, seed: 1, groups, kin: [], files: [] }, { priority });
    done.push(priority);
  };
  const busy = fit('background');
  await Promise.all([...PRIORITIES.toReversed().map(fit), busy]);
  expect(done).toEqual(['background', ...PRIORITIES]);
  await pool.close();
});
