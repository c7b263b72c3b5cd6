import { readFileSync } from 'node:fs';
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

/** Who the monitors of benchmarks belong to. */
export const OWNER = { orgId: 1, datasource: 'bench' };

/** MiB of this process: resident now, or the most so far. */
export function memory(what: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return line ? Math.round(Number(line[1]) / 1024) : Number.NaN;
}

/** Processor time of this process, all threads, so far. */
export function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export interface OpenEvaluator {
  readonly store: Store;
  readonly evaluator: MonitorEvaluator;
  /** Sentences of what failed. */
  readonly failures: readonly string[];
  /** Creates a monitor, which is due at once. */
  watch(spec: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

/** Evaluation as the engine has it: Prometheus's replies over HTTP from `url`, a store in `folder`, two workers; `now` is its clock. */
export function openEvaluator(url: string, folder: string, now: () => number): OpenEvaluator {
  const limits = { maxBytes: 2 ** 32, maxAgeMs: 90 * 86_400_000, maxFileBytes: 2 ** 20 };
  const store = new Store({ place: { folder }, limits, log: () => undefined });
  const pool = new WorkerPool(2, { provider: 'cpu' }, () => undefined);
  const connections = new Connections(
    { maxReplyBytes: 2 ** 28, concurrency: 4 },
    Buffer.alloc(32),
    async (body, grid) => parseMatrix(body, grid)
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
      now,
    },
    {
      concurrency: 4,
      queriesPerSecond: 10_000,
      connect: () => connected,
      prepare: async (_owner, { settings }) => ({ settings, files: [] }),
      observer: { evaluated: () => undefined, detected: () => undefined, failed: (_row, error) => failed(error) },
    }
  );
  return {
    store,
    evaluator,
    failures,
    watch: async (asked) => {
      const spec = monitorSpec.parse(asked);
      const { name } = spec;
      const actor = { login: 'bench', role: 'Admin' };
      const made = { owner: OWNER, name, origin: 'ui', source: '', spec, actor, note: '' } as const;
      evaluator.take(await store.monitors.createMonitor(made));
    },
    close: async () => {
      await evaluator.close();
      await store.close();
      await pool.close();
      await connections.close();
    },
  };
}
