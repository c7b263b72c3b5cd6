import type { DatasourceSettings } from '../../../contract/settings.ts';
import { keepHeapSmall } from '../../collect-garbage.ts';
import { NightjarError, asNightjarError } from '../../errors.ts';
import type { HeldModel } from '../../onnx/imports/held-models.ts';
import type { SeriesSource } from '../../sources/source.ts';
import type { DetectionRow, MonitorRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { EvaluationRun } from '../evaluation/evaluation-run.ts';
import { MonitorRun } from '../evaluation/monitor-run.ts';
import { MonitorSource } from '../evaluation/monitor-source.ts';
import type { SharedParts } from '../evaluation/run-context.ts';
import { ForecastRun } from '../forecasts/forecast-run.ts';
import { planMonitor } from '../monitor-plan.ts';
import type { MonitorPlan } from '../monitor-plan.ts';
import { monitorSpec } from '../monitor-spec.ts';
import { addCost, emptyStatus } from '../status.ts';
import type { Status } from '../status.ts';
import { DueQueue } from './due-queue.ts';
import { nextDue } from './instants.ts';
import { TokenBucket } from './token-bucket.ts';

/** A datasource in use. */
export interface Connected {
  readonly settings: DatasourceSettings;
  readonly source: SeriesSource;
}

/** What monitors are evaluated with. */
export interface EvaluatorOptions {
  /** Evaluations at once. */
  readonly concurrency: number;
  /** Queries a second to one datasource. */
  readonly queriesPerSecond: number;
  /** The datasource of an owner; throws `bad-settings`, and `busy` with a sentence where none is known. */
  connect(owner: Owner): Connected;
  /** A detector's settings with what they name of a user's files. */
  prepare(
    owner: Owner,
    plan: MonitorPlan
  ): Promise<{ readonly settings: Readonly<Record<string, unknown>>; readonly files: readonly HeldModel[] }>;
  readonly observer: {
    /** An evaluation has ended: `ok` or the code of its error. */
    evaluated(status: string, seconds: number): void;
    failed(row: MonitorRow, error: NightjarError): void;
    detected(rows: readonly DetectionRow[]): void;
  };
}

/** A monitor and how it stands in this process. */
interface Entry {
  row: MonitorRow;
  run: EvaluationRun | null;
  /** Resolves when its evaluation has ended. */
  busy: Promise<void> | null;
  /** When the evaluation was due that runs, ms. */
  runsSince: number | null;
  /** Whether something about it changed during an evaluation. */
  isStale: boolean;
  failures: number;
  /** Of the datasource, when the run was made. */
  settings: string;
  /** Where it failed before it could be read: what its status says. */
  failed: Status | null;
}

/** Between two tries of a monitor that fails, ms. */
const RETRY_MS = { first: 15_000, most: 300_000 };
/** Share of the evaluations at once that one datasource may have, so that one that hangs does not stop the others. */
const OWNER_SHARE = 0.75;

/** Evaluates monitors when they are due, the oldest due first. */
export class MonitorEvaluator {
  readonly entries = new Map<string, Entry>();
  private readonly parts: SharedParts;
  private readonly options: EvaluatorOptions;
  private readonly queues = new Map<string, DueQueue>();
  private readonly running = new Map<string, number>();
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly abort = new AbortController();
  private runningAll = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(parts: SharedParts, options: EvaluatorOptions) {
    this.parts = parts;
    this.options = options;
    keepHeapSmall();
  }

  /** Takes a monitor as it is now: a new one, another version, paused or not. It is due at once where it never was evaluated. */
  take(row: MonitorRow): void {
    const key = ownerKey(row.owner);
    if (row.deletedAt !== null || row.paused) {
      this.drop(row.id);
      return;
    }
    const known = this.entries.get(row.id);
    if (known?.row.version === row.version) {
      known.row = row;
      return;
    }
    const entry = known ?? {
      row,
      run: null,
      busy: null,
      runsSince: null,
      isStale: false,
      failures: 0,
      settings: '',
      failed: null,
    };
    entry.row = row;
    entry.isStale = entry.busy !== null;
    if (!entry.busy) {
      entry.run?.forget();
      entry.run = null;
    }
    entry.failures = 0;
    this.entries.set(row.id, entry);
    this.queueOf(key).set(row.id, this.parts.now());
    this.wake();
  }

  /** A monitor is no longer evaluated here. */
  drop(id: string): void {
    const entry = this.entries.get(id);
    if (entry) {
      entry.run?.forget();
      this.queueOf(ownerKey(entry.row.owner)).delete(id);
      this.entries.delete(id);
    }
  }

  /** Seconds that the oldest due evaluation has waited. */
  lagSeconds(): number {
    const now = this.parts.now();
    let oldest = now;
    for (const queue of this.queues.values()) {
      oldest = Math.min(oldest, queue.first()?.due ?? now);
    }
    for (const { runsSince, run } of this.entries.values()) {
      oldest = Math.min(oldest, runsSince === null ? now : runsSince + patienceOf(run));
    }
    return Math.max(0, now - oldest) / 1_000;
  }

  /** How long a monitor has been due, in seconds; 0 where it is not yet, null where it is not evaluated here. */
  lagOf(id: string): number | null {
    const entry = this.entries.get(id);
    const due = entry && (entry.runsSince ?? this.queueOf(ownerKey(entry.row.owner)).dueOf(id));
    return due === undefined ? null : Math.max(0, (this.parts.now() - due) / 1_000);
  }

  /** Evaluates all that is due; resolves when nothing is due and nothing runs any more. */
  async settle(): Promise<void> {
    this.wake();
    for (let busy = this.busy(); busy.length > 0; busy = this.busy()) {
      await Promise.all(busy);
    }
  }

  private busy(): Promise<void>[] {
    return [...this.entries.values()].flatMap(({ busy }) => busy ?? []);
  }

  /** Ends all evaluations and lets go of everything. */
  async close(): Promise<void> {
    this.stop();
    this.abort.abort();
    await Promise.all(this.busy());
    this.entries.forEach(({ run }) => run?.forget());
    this.entries.clear();
    this.queues.clear();
  }

  private stop(): void {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private queueOf(key: string): DueQueue {
    let queue = this.queues.get(key);
    if (!queue) {
      queue = new DueQueue();
      this.queues.set(key, queue);
    }
    return queue;
  }

  /** Begins what is due, and looks again when the next is. */
  private wake(): void {
    this.stop();
    if (this.abort.signal.aborted) {
      return;
    }
    const { concurrency } = this.options;
    const mostOfOne = Math.max(1, Math.ceil(concurrency * OWNER_SHARE));
    let next = Number.POSITIVE_INFINITY;
    while (this.runningAll < concurrency) {
      const now = this.parts.now();
      let oldest: { readonly id: string; readonly due: number } | null = null;
      next = Number.POSITIVE_INFINITY;
      for (const [key, queue] of this.queues) {
        const first = (this.running.get(key) ?? 0) < mostOfOne ? queue.first() : null;
        if (first && (!oldest || first.due < oldest.due)) {
          oldest = first;
        }
      }
      if (!oldest || oldest.due > now) {
        next = oldest?.due ?? next;
        break;
      }
      this.begin(oldest.id, oldest.due);
    }
    // What was begun may have looked in the meantime, and set a timer too.
    this.stop();
    if (Number.isFinite(next)) {
      this.timer = setTimeout(() => this.wake(), Math.max(1, Math.min(next - this.parts.now(), 60_000)));
    }
  }

  private begin(id: string, due: number): void {
    const entry = this.entries.get(id);
    if (!entry) {
      return;
    }
    const key = ownerKey(entry.row.owner);
    // It lags until it is done.
    this.queueOf(key).delete(id);
    this.count(key, 1);
    entry.runsSince = due;
    entry.busy = this.evaluate(entry, due, key).finally(() => {
      entry.busy = null;
      entry.runsSince = null;
      this.count(key, -1);
      this.wake();
    });
  }

  private count(key: string, change: 1 | -1): void {
    this.runningAll += change;
    this.running.set(key, (this.running.get(key) ?? 0) + change);
  }

  /** While a monitor's results are on their way to the disk another one may be evaluated. */
  private async aside<T>(key: string, task: () => Promise<T>): Promise<T> {
    this.count(key, -1);
    this.wake();
    try {
      return await task();
    } finally {
      this.count(key, 1);
    }
  }

  private async evaluate(entry: Entry, due: number, key: string): Promise<void> {
    const { now } = this.parts;
    const { observer } = this.options;
    const started = performance.now();
    const { row } = entry;
    let next = now() + RETRY_MS.first;
    try {
      this.replan(entry);
      entry.run ??= await this.runOf(entry.row);
      const { detections, isBehind } = await entry.run.evaluate(now(), this.abort.signal, (task) =>
        this.aside(key, task)
      );
      entry.failures = 0;
      entry.failed = null;
      observer.evaluated('ok', (performance.now() - started) / 1_000);
      observer.detected(detections);
      // What is behind goes on at once, but lets others that have been due for as long have their turn.
      next = isBehind ? Math.max(due, now()) : nextDue(row.id, entry.run.parts.plan, now());
    } catch (thrown) {
      const error = asNightjarError(thrown);
      if (!this.abort.signal.aborted) {
        entry.failures++;
        entry.failed = { ...emptyStatus(), failure: { at: now(), code: error.code, message: error.message } };
        next = now() + Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (entry.failures - 1));
        observer.evaluated(error.code, (performance.now() - started) / 1_000);
        observer.failed(row, error);
      }
    }
    if (entry.isStale) {
      entry.run?.forget();
      entry.run = null;
      entry.isStale = false;
      next = now();
    }
    if (this.entries.get(row.id) === entry && !this.abort.signal.aborted) {
      this.queueOf(ownerKey(row.owner)).set(row.id, next);
    }
  }

  /** Where the datasource's settings changed, steps and variables of the queries may have: the monitor is read anew. */
  private replan(entry: Entry): void {
    const text = JSON.stringify(this.options.connect(entry.row.owner).settings);
    if (entry.settings !== text) {
      entry.run?.forget();
      entry.run = null;
      entry.settings = text;
    }
  }

  private async runOf(row: MonitorRow): Promise<EvaluationRun> {
    const spec = monitorSpec.safeParse(row.spec);
    if (!spec.success) {
      throw new NightjarError('bad-query', 'The monitor was kept by another version and cannot be read: save it anew.');
    }
    const { settings } = this.options.connect(row.owner);
    const read = planMonitor(spec.data, settings);
    const prepared = await this.options.prepare(row.owner, read);
    const plan = { ...read, settings: prepared.settings };
    const bucket = this.bucketOf(row.owner);
    const limited = new MonitorSource(
      () => this.options.connect(row.owner).source,
      plan.exprs,
      {
        take: (signal) => bucket.take(signal),
        asked: (points) => addCost(run.status, this.parts.now(), { queries: 1, points }),
      },
      besideOf(plan)
    );
    const { files } = prepared;
    const parts = { ...this.parts, row, spec: spec.data, plan, source: limited, files };
    const run: EvaluationRun = plan.forecast ? new ForecastRun(parts, plan.forecast) : new MonitorRun(parts);
    return run;
  }

  private bucketOf(owner: Owner): TokenBucket {
    const key = ownerKey(owner);
    const bucket = this.buckets.get(key) ?? new TokenBucket(this.options.queriesPerSecond);
    this.buckets.set(key, bucket);
    return bucket;
  }
}

/** How long an evaluation may wait and run before it lags, ms: forecasts are spread over most of their interval, and are in time within the rest. */
function patienceOf(run: EvaluationRun | null): number {
  const { forecast, every, spread = 0 } = run?.parts.plan ?? { forecast: null, every: 0 };
  return forecast ? every - spread : 0;
}

/** What a monitor asks beside its own queries: the limit of its forecasts, and what explains its series. */
function besideOf({ forecast }: MonitorPlan): string[] {
  return forecast ? [...forecast.exogenous, ...(forecast.limit?.expr ? [forecast.limit.expr] : [])] : [];
}

function ownerKey({ orgId, datasource }: Owner): string {
  return JSON.stringify([orgId, datasource]);
}
