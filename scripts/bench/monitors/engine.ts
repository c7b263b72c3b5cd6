import { once } from 'node:events';
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
 * One process that evaluates 100 monitors of 100 series each, minute by minute of a clock of its own: Prometheus's replies over HTTP, a store on the
 * disk, workers, all as in the engine. Arguments: detector, address of Prometheus, data folder, minutes. Says what it took as JSON on stdout.
 */
const [detector, url, folder, minutesText] = process.argv.slice(2);
const MINUTE_MS = 60_000;
const MONITORS = 100;
const OWNER = { orgId: 1, datasource: 'bench' };
const START = Date.UTC(2026, 0, 5, 12);

function memory(what: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return line ? Math.round(Number(line[1]) / 1024) : Number.NaN;
}
const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let clock = START;
const store = new Store({
  place: { folder },
  limits: { maxBytes: 2 ** 32, maxAgeMs: 90 * 86_400_000, maxFileBytes: 2 ** 20 },
  log: () => undefined,
});
const pool = new WorkerPool(2, { provider: 'cpu' }, () => undefined);
const connections = new Connections({ maxReplyBytes: 2 ** 28, concurrency: 4 }, Buffer.alloc(32), async (body, grid) =>
  parseMatrix(body, grid)
);
const connected = connections.get({ orgId: 1, uid: 'bench', settings: { prometheusUrl: url }, secrets: {} });
if ('remote' in connected) {
  throw new Error('The benchmark asks no other engine.');
}
const failures: string[] = [];
const evaluator = new MonitorEvaluator(
  {
    store: store.monitors,
    pool,
    scorer: new GroupScorer(pool),
    committer: new Committer(store.monitors),
    fits: new FitQueue(1),
    feedback: verdictFeedback(new TrainingExclusions(store.monitors, async () => []), () => undefined),
    observer: { fitted: () => undefined, failed: (error) => void failures.push(error.message) },
    seed: 1,
    maxPoints: 200_000,
    now: () => clock,
  },
  {
    concurrency: 4,
    queriesPerSecond: 10_000,
    connect: () => connected,
    prepare: async (_owner, { settings }) => ({ settings, files: [] }),
    observer: {
      evaluated: () => undefined,
      detected: () => undefined,
      failed: (_row, error) => void failures.push(error.message),
    },
  }
);
const actor = { login: 'bench', role: 'Admin' };
for (let group = 0; group < MONITORS; group++) {
  const spec = monitorSpec.parse({
    name: `group ${group}`,
    queries: [{ expr: `watched_requests{group="${group}"}` }],
    detector,
    step: '1m',
    every: '1m',
    training: { window: '6h' },
  });
  const { name } = spec;
  evaluator.take(
    await store.monitors.createMonitor({ owner: OWNER, name, origin: 'ui', source: '', spec, actor, note: '' })
  );
}
await evaluator.settle();
const cold = { seconds: seconds(), peakMiB: memory('VmHWM') };
const begun = await store.monitors.listMonitorStatuses(OWNER);
const coldMs = begun
  .flatMap(({ status }) => status.costs as readonly { milliseconds: number }[])
  .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
const minutes = Number(minutesText);
const perMinute: number[] = [];
const walls: number[] = [];
for (let minute = 0; minute < minutes; minute++) {
  clock += MINUTE_MS;
  const [before, started] = [seconds(), performance.now()];
  await evaluator.settle();
  perMinute.push(seconds() - before);
  walls.push((performance.now() - started) / 1_000);
}
const states = await store.monitors.loadMonitorStates([...evaluator.entries.keys()].slice(0, 1));
const rssMiB = memory('VmRSS');
const statuses = await store.monitors.listMonitorStatuses(OWNER);
const behind = statuses.filter(({ evaluatedTo }) => evaluatedTo === null || clock - evaluatedTo > 2 * MINUTE_MS).length;
const series = statuses.reduce((sum, { status }) => sum + Number(status.series), 0);
const file = statSync(join(folder, 'nightjar.db')).size + statSync(join(folder, 'nightjar.db-wal')).size;
const costs = statuses.flatMap(({ status }) => status.costs as readonly { at: number; milliseconds: number }[]);
const scoringMs = costs.reduce((sum, { milliseconds }) => sum + milliseconds, 0) - coldMs;
const figures = {
  scoringMs,
  detector,
  series,
  cold,
  perMinute,
  walls,
  rssMiB,
  peakMiB: memory('VmHWM'),
  stateBytes: states[0]?.snapshot?.byteLength ?? 0,
  storeMiB: file / 2 ** 20,
  behind,
  failures,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (process.stdout.writableNeedDrain) {
  await once(process.stdout, 'drain');
}
await evaluator.close();
await store.close();
await pool.close();
await connections.close();
