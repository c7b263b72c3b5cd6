import { WorkerPool } from '../../../backend/workers/pool.ts';
import { randomFrom } from '../random.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import { DAY, KINDS } from './kinds.ts';
import { makeMonitor, timeOf } from './make-monitor.ts';
import { play } from './play.ts';

/** Weeks of history before a monitor begins, of detections that verdicts are given on, and held out. */
export const WEEKS = { history: 2, judged: 4, held: 4 };

/** One monitor of a seed, by its kind and detector. */
export interface MonitorTask {
  readonly seed: number;
  readonly kind: string;
  readonly detector: string;
}

export type Outcome = MonitorTask & Judgement;

/** What verdicts on a monitor's first weeks do to the weeks after. */
export async function judgeMonitor(
  pool: WorkerPool,
  { seed, kind: id, detector }: MonitorTask,
  weeks = WEEKS
): Promise<Outcome> {
  const place = KINDS.findIndex((kind) => kind.id === id);
  const from = weeks.history * 7 * DAY;
  const heldFrom = from + weeks.judged * 7 * DAY;
  const points = heldFrom + weeks.held * 7 * DAY;
  const { source, faults } = makeMonitor(KINDS[place], points, from, randomFrom(seed, 10 * place));
  const played = await play(pool, source, detector, seed, { from: timeOf(from), to: timeOf(points - 1) });
  const judgement = await judge(played, faults, timeOf(heldFrom), randomFrom(seed, 10 * place + 5));
  return { seed, kind: id, detector, ...judgement };
}

/** One monitor in a process of its own. */
export async function runTask(task: MonitorTask): Promise<Outcome> {
  const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
  try {
    return await judgeMonitor(pool, task);
  } finally {
    await pool.close();
  }
}
