import { Committer } from '../../backend/monitors/evaluation/committer.ts';
import { FitQueue } from '../../backend/monitors/evaluation/fit-queue.ts';
import { GroupScorer } from '../../backend/monitors/evaluation/score-groups.ts';
import { verdictFeedback } from '../../backend/monitors/feedback/verdict-feedback.ts';
import { TrainingExclusions } from '../../backend/monitors/hygiene/training-exclusions.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import type { MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import { MonitorEvaluator } from '../../backend/monitors/schedule/evaluator.ts';
import type { SeriesSource } from '../../backend/sources/source.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import type { MonitorRow } from '../../backend/store/monitors/records.ts';
import { Store } from '../../backend/store/store.ts';
import type { WorkerPool } from '../../backend/workers/pool.ts';

export const OWNER = { orgId: 1, datasource: 'one' };
export const ACTOR = { login: 'ada', role: 'Editor' };
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What Prometheus has: functions of time by expression and series, the same whoever asks. */
export type MadeSeries = Readonly<
  Record<string, readonly { readonly labels: Record<string, string>; readonly at: (time: number) => number }[]>
>;

export function sourceOf(made: MadeSeries, asked: (expr: string) => void = () => undefined): SeriesSource {
  return {
    identity: 'made',
    async queryRange({ expr, start, end, step }) {
      asked(expr);
      const times = Float64Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step);
      const series = (made[expr] ?? []).map(({ labels, at }) => ({ labels, times, values: times.map(at) }));
      return { series: series.filter(({ values }) => values.some((value) => !Number.isNaN(value))), warnings: [] };
    },
  };
}

/** An engine's evaluator of monitors with a real store and real workers, and a clock that a test turns. */
export class ForecastBench {
  now: number;
  source: SeriesSource;
  readonly failures: string[] = [];
  readonly store: Store;
  private readonly pool: WorkerPool;
  evaluator: MonitorEvaluator;

  constructor(pool: WorkerPool, source: SeriesSource, now: number, folder: string | null = null) {
    this.pool = pool;
    this.source = source;
    this.now = now;
    const place = folder === null ? { folder, reason: 'a test' } : { folder };
    const limits = { maxBytes: 2 ** 32, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
    this.store = new Store({ place, limits, log: () => undefined });
    this.evaluator = this.start();
  }

  private start(): MonitorEvaluator {
    const { pool } = this;
    const store = this.store.monitors;
    const fail = (error: unknown): never => {
      throw error;
    };
    return new MonitorEvaluator(
      {
        store,
        pool,
        scorer: new GroupScorer(pool),
        committer: new Committer(store),
        fits: new FitQueue(1),
        feedback: verdictFeedback(new TrainingExclusions(store, async () => []), fail),
        observer: { fitted: () => undefined, failed: (error) => void this.failures.push(error.message) },
        seed: 1,
        maxPoints: 200_000,
        now: () => this.now,
      },
      {
        concurrency: 4,
        queriesPerSecond: 1e6,
        connect: () => ({ settings: {}, source: this.source }),
        prepare: async (_owner, { settings }) => ({ settings, files: [] }),
        observer: {
          evaluated: () => undefined,
          detected: () => undefined,
          failed: (_row, error) => void this.failures.push(error.message),
        },
      }
    );
  }

  async make(input: MonitorSpecInput): Promise<MonitorRow> {
    const spec = monitorSpec.parse(input);
    const { name } = spec;
    const made = { owner: OWNER, name, origin: 'ui', source: '', spec, actor: ACTOR, note: '' } as const;
    const row = await this.store.monitors.createMonitor(made);
    this.evaluator.take(row);
    return row;
  }

  /** Evaluates all that is due, `ms` later. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    await this.evaluator.settle();
  }

  /** As if the process had ended and another begun. */
  async restart(): Promise<void> {
    await this.evaluator.close();
    this.evaluator = this.start();
    (await this.store.monitors.listMonitors(null)).forEach((row) => this.evaluator.take(row));
  }

  async close(): Promise<void> {
    await this.evaluator.close();
    await this.store.close();
  }
}
