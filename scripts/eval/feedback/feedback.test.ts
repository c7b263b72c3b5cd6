import { WorkerPool } from '../../../backend/workers/pool.ts';
import { judgeMonitor } from './judge-monitor.ts';

const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
afterAll(() => pool.close());

it('marks an unruly series less often after verdicts, and hardly any fault', async () => {
  const task = { seed: 101, kind: 'noisy-series', detector: 'mad' };
  const weeks = { history: 2, judged: 4, held: 2 };
  const { before, after, verdicts, rules } = await judgeMonitor(pool, task, weeks);
  expect(verdicts).toBe(20);
  expect(before.faults).toBeGreaterThan(3);
  expect(after.faults).toBe(before.faults);
  expect(after.right / after.marks).toBeGreaterThan(before.right / before.marks + 0.2);
  expect(after.found).toBeGreaterThanOrEqual(before.found - 1);
  expect(rules?.exemplars.length).toBe(20);
}, 60_000);
