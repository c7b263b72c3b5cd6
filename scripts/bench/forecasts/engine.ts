import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Connections } from '../../../backend/answers/connections.ts';
import { verdictFeedback } from '../../../backend/monitors/feedback/verdict-feedback.ts';
import { TrainingExclusions } from '../../../backend/monitors/hygiene/training-exclusions.ts';
import { Committer } from '../../../backend/monitors/evaluation/committer.ts';
import { FitQueue } from '../../../backend/monitors/evaluation/fit-queue.ts';
import { GroupScorer } from '../../../backend/monitors/evaluation/score-groups.ts';
import { monitorSpec } from '../../../backend/monitors/monitor-spec.ts';
import { MonitorEvaluator } from '../../../backend/monitors/schedule/evaluator.ts';
import { parseMatrix } from '../../../backend/sources/prometheus/parse-matrix.ts';
import { Store } from '../../../backend/store/store.ts';
import { WorkerPool } from '../../../backend/workers/pool.ts';

/*
 * One process that foretells the series of monitors of 100 series each, once, as an hour has it: Prometheus's replies over HTTP, a store on the disk, workers, all as in the
 * engine. Arguments: address of Prometheus, data folder, monitors, step, training window, horizon. Says what it took as JSON on stdout.
 */
const [url, folder, monitors, step, window, horizon] = process.argv.slice(2);
const OWNER = { orgId: 1, datasource: 'bench' };
const NOW = Date.UTC(2026, 0, 5, 12) + 30_000;

function memory(what: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return line ? Math.round(Number(line[1]) / 1024) : Number.NaN;
}
const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const limits = { maxBytes: 2 ** 32, maxAgeMs: 90 * 86_400_000, maxFileBytes: 2 ** 20 };
const store = new Store({ place: { folder }, limits, log: () => undefined });
const pool = new WorkerPool(2, { provider: 'cpu' }, () => undefined);
const connections = new Connections({ maxReplyBytes: 2 ** 28, concurrency: 4 }, Buffer.alloc(32), async (body, grid) =>
  parseMatrix(body, grid)
);
const connected = connections.get({ orgId: 1, uid: 'bench', settings: { prometheusUrl: url }, secrets: {} });
if ('remote' in connected) {
  throw new Error('The benchmark asks no other engine.');
}
const failures: string[] = [];
const failed = (error: Error): void => void failures.push(error.message);
const evaluator = new MonitorEvaluator(
  {
    store: store.monitors,
    pool,
    scorer: new GroupScorer(pool),
    committer: new Committer(store.monitors),
    fits: new FitQueue(1),
    feedback: verdictFeedback(new TrainingExclusions(store.monitors, async () => []), () => undefined),
    observer: { fitted: () => undefined, failed },
    seed: 1,
    maxPoints: 200_000,
    now: () => NOW,
  },
  {
    concurrency: 4,
    queriesPerSecond: 10_000,
    connect: () => connected,
    prepare: async (_owner, { settings }) => ({ settings, files: [] }),
    observer: { evaluated: () => undefined, detected: () => undefined, failed: (_row, error) => failed(error) },
  }
);
async function make(group: number): Promise<void> {
  const spec = monitorSpec.parse({
    name: `group ${group}`,
    queries: [{ expr: `watched_requests{group="${group}"}` }],
    step,
    training: { window },
    forecast: { horizon, limit: { value: 260 } },
  });
  const { name } = spec;
  const actor = { login: 'bench', role: 'Admin' };
  const made = { owner: OWNER, name, origin: 'ui', source: '', spec, actor, note: '' } as const;
  evaluator.take(await store.monitors.createMonitor(made));
}

// Workers, code and compiler are warm before it counts.
await make(0);
await evaluator.settle();
const [before, started] = [seconds(), performance.now()];
for (let group = 1; group <= Number(monitors); group++) {
  await make(group);
}
await evaluator.settle();
const took = { seconds: seconds() - before, wall: (performance.now() - started) / 1_000 };
const statuses = await store.monitors.listMonitorStatuses(OWNER);
const series = statuses.reduce((sum, { status }) => sum + Number(status.series), 0);
const bytes = statuses.reduce((sum, { resultBytes }) => sum + resultBytes, 0);
const file = statSync(join(folder, 'nightjar.db')).size + statSync(join(folder, 'nightjar.db-wal')).size;
const figures = {
  ...took,
  series: series - 100,
  bytesASeries: bytes / series,
  storeMiB: file / 2 ** 20,
  rssMiB: memory('VmRSS'),
  peakMiB: memory('VmHWM'),
  failures,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
await evaluator.close();
await store.close();
await pool.close();
await connections.close();
