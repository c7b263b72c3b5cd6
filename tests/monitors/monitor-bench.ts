import type { SeriesSource } from '../../backend/sources/source.ts';
import type { Caller } from '../../backend/monitors/caller.ts';
import { BacktestService } from '../../backend/monitors/backtest/backtest-service.ts';
import { FitQueue } from '../../backend/monitors/evaluation/fit-queue.ts';
import { MonitorRun } from '../../backend/monitors/evaluation/monitor-run.ts';
import { MonitorSource } from '../../backend/monitors/evaluation/monitor-source.ts';
import type { SharedParts } from '../../backend/monitors/evaluation/run-context.ts';
import { GroupScorer } from '../../backend/monitors/evaluation/score-groups.ts';
import { FeedbackService } from '../../backend/monitors/feedback/feedback-service.ts';
import { verdictFeedback } from '../../backend/monitors/feedback/verdict-feedback.ts';
import { TrainingExclusions } from '../../backend/monitors/hygiene/training-exclusions.ts';
import type { AnnotationReader } from '../../backend/monitors/hygiene/training-exclusions.ts';
import { LocalMonitorService } from '../../backend/monitors/local-monitor-service.ts';
import { planMonitor } from '../../backend/monitors/monitor-plan.ts';
import type { MonitorPlan } from '../../backend/monitors/monitor-plan.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import type { MonitorSpec, MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import { momentOf, newestInstant, nextDue } from '../../backend/monitors/schedule/instants.ts';
import { Vault } from '../../backend/monitors/vault.ts';
import { KEPT_FOR_EVER } from '../../backend/store/monitors/example-monitors.ts';
import type { MonitorRow } from '../../backend/store/monitors/records.ts';
import type { Owner } from '../../backend/store/owner.ts';
import { Store } from '../../backend/store/store.ts';
import type { WorkerPool } from '../../backend/workers/pool.ts';

export const OWNER: Owner = { orgId: 1, datasource: 'one' };
export const EDITOR: Caller = { login: 'ada', role: 'Editor' };

/** Everything monitors are made of in an engine, with a real store in memory, and a clock that a test turns. */
export class MonitorBench {
  now: number;
  readonly store: Store;
  readonly service: LocalMonitorService;
  readonly feedback: FeedbackService;
  readonly exclusions: TrainingExclusions;
  readonly backtests: BacktestService;
  readonly parts: SharedParts;
  private readonly source: SeriesSource;

  constructor(pool: WorkerPool, source: SeriesSource, now: number, annotations: AnnotationReader = async () => []) {
    this.now = now;
    this.source = source;
    const limits = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20, ages: KEPT_FOR_EVER };
    this.store = new Store({ place: { folder: null, reason: 'a test' }, limits, log: () => undefined });
    const { monitors: store } = this.store;
    this.exclusions = new TrainingExclusions(store, annotations);
    const clock = (): number => this.now;
    this.parts = {
      store,
      pool,
      observer: { fitted: () => undefined, failed: fail },
      scorer: new GroupScorer(pool),
      committer: {
        // Without waiting for others to be kept with it.
        add: async (commit) => (await store.commitEvaluations([commit]))[0],
        flush: () => Promise.resolve(),
      },
      fits: new FitQueue(1),
      feedback: verdictFeedback(this.exclusions, fail),
      seed: 1,
      maxPoints: 200_000,
      now: clock,
    };
    const connect = () => ({ settings: {}, source });
    const prepare = async (_owner: Owner, { settings }: MonitorPlan) => ({ settings, files: [] });
    const asked = { queriesPerSecond: 10_000, connect, prepare };
    const observer = { evaluated: () => undefined, failed: fail, detected: () => undefined };
    this.service = new LocalMonitorService({
      store: this.store,
      vault: new Vault(store, null),
      log: () => undefined,
      isNeeded: () => false,
      parts: this.parts,
      evaluator: { ...asked, concurrency: 2, observer },
    });
    this.feedback = new FeedbackService(store, this.service, clock);
    this.backtests = new BacktestService({ ...asked, store, parts: this.parts, mostPoints: 5_000_000 });
  }

  /** Keeps a monitor; nothing evaluates it but `live`. */
  async make(input: MonitorSpecInput): Promise<MonitorRow> {
    const spec = monitorSpec.parse(input);
    return this.store.monitors.createMonitor({
      owner: OWNER,
      name: spec.name,
      origin: 'ui',
      source: '',
      spec,
      actor: EDITOR,
      note: '',
    });
  }

  /** What evaluates a monitor as it is in the store now. */
  runOf(row: MonitorRow): MonitorRun {
    const spec = row.spec as unknown as MonitorSpec;
    const plan = planMonitor(spec, {});
    const limits = { take: () => Promise.resolve(), asked: () => undefined };
    const source = new MonitorSource(() => this.source, plan.exprs, limits);
    return new MonitorRun({ ...this.parts, row, spec, plan, source, files: [] });
  }

  /** Evaluates a monitor whenever it is due, as the evaluator would, until the instant `to` is evaluated; fits are there from the next evaluation on. */
  async live(run: MonitorRun, to: number): Promise<void> {
    const { row, plan } = run.parts;
    while ((run.evaluatedTo ?? 0) < to) {
      await run.evaluate(this.now);
      await this.parts.fits.settled();
      const next = nextDue(row.id, plan, this.now);
      this.now = newestInstant(plan, next) > to ? momentOf(plan, to) : next;
    }
  }

  async close(): Promise<void> {
    await this.backtests.close();
    await this.service.close();
    await this.store.close();
  }
}

function fail(error: unknown): never {
  throw error;
}
