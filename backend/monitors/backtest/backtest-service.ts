import { randomUUID } from 'node:crypto';
import { NightjarError, asNightjarError } from '../../errors.ts';
import { Gate } from '../../sources/prometheus/gate.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { EvaluationCommit, MonitorRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { BacktestRecord } from '../api-records.ts';
import type { SharedParts } from '../evaluation/run-context.ts';
import { planMonitor } from '../monitor-plan.ts';
import type { MonitorPlan } from '../monitor-plan.ts';
import type { MonitorSpec } from '../monitor-spec.ts';
import type { EvaluatorOptions } from '../schedule/evaluator.ts';
import { newestInstant } from '../schedule/instants.ts';
import { TokenBucket } from '../schedule/token-bucket.ts';
import { rehearse } from './rehearse.ts';
import { Tally } from './tally.ts';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 366 * 24 * HOUR_MS;
/** Back-tests at once: the history of each is in memory meanwhile. */
const AT_ONCE = 2;
/** Kept this long after they ended, and at most so many. */
const KEPT_MS = HOUR_MS;
const MOST_KEPT = 50;

export interface BacktestOptions extends Pick<EvaluatorOptions, 'connect' | 'prepare' | 'queriesPerSecond'> {
  readonly store: Pick<MonitorStore, 'getMonitor' | 'listVerdicts' | 'currentAdjustments' | 'listSuppressions'>;
  readonly parts: Pick<SharedParts, 'pool' | 'observer' | 'feedback' | 'seed' | 'maxPoints' | 'now'>;
  /** Points (series x instants) that one back-test goes through at most. */
  readonly mostPoints: number;
}

export interface NewBacktest {
  readonly spec: MonitorSpec;
  /** ms. */
  readonly from: number;
  readonly to: number;
  /** The monitor whose verdicts, exclusions and adjustment count; a new one has none. */
  readonly monitor?: string;
}

interface Job {
  readonly owner: Owner;
  readonly abort: AbortController;
  record: BacktestRecord;
  /** ms; null while it runs. */
  endedAt: number | null;
}

/** Goes through history with a monitor's spec, as the monitor would have. Back-tests live in memory alone, and only their owner sees them. */
export class BacktestService {
  private readonly options: BacktestOptions;
  private readonly jobs = new Map<string, Job>();
  private readonly running = new Set<Promise<void>>();
  private readonly gate = new Gate(AT_ONCE);
  private readonly bucket: TokenBucket;

  constructor(options: BacktestOptions) {
    this.options = options;
    this.bucket = new TokenBucket(options.queriesPerSecond);
  }

  /**
   * Begins one. Throws `bad-query` for a spec that cannot be evaluated, `bad-request` for a range that is empty or longer than a year, `not-found` for
   * another owner's monitor and `busy` where too many run.
   */
  async start(owner: Owner, { spec, from, to, monitor }: NewBacktest): Promise<BacktestRecord> {
    const { connect, store, parts } = this.options;
    const plan = planMonitor(spec, connect(owner).settings);
    if (plan.forecast) {
      throw new NightjarError(
        'bad-query',
        'A forecast monitor detects nothing to try out: how its forecasts would have done is told with each of them.'
      );
    }
    const range = rangeOf(plan, from, to, parts.now());
    const row = monitor === undefined ? unnamed(owner, spec) : await store.getMonitor(owner, monitor);
    if (!row) {
      throw new NightjarError('not-found', `There is no monitor '${String(monitor).slice(0, 60)}'.`);
    }
    this.makeRoom();
    const id = randomUUID();
    const record: BacktestRecord = { id, state: 'running', progress: 0, stage: WAITS, error: '', result: null };
    const job: Job = { owner, abort: new AbortController(), record, endedAt: null };
    this.jobs.set(id, job);
    const done = this.run(job, { ...row, spec }, spec, plan, range, monitor !== undefined).finally(() =>
      this.running.delete(done)
    );
    this.running.add(done);
    return job.record;
  }

  /** Throws `not-found` also for another owner's, and for one that ended more than an hour ago. */
  get(owner: Owner, id: string): BacktestRecord {
    return this.job(owner, id).record;
  }

  /** Ends a back-test at once; one that has ended stays as it is. */
  cancel(owner: Owner, id: string): BacktestRecord {
    const job = this.job(owner, id);
    this.end(job, { state: 'cancelled', stage: '' });
    job.abort.abort();
    return job.record;
  }

  async close(): Promise<void> {
    this.jobs.forEach((job) => this.cancel(job.owner, job.record.id));
    await Promise.all(this.running);
  }

  private job(owner: Owner, id: string): Job {
    this.forgetOld();
    const job = this.jobs.get(id);
    if (job?.owner.orgId !== owner.orgId || job.owner.datasource !== owner.datasource) {
      throw new NightjarError('not-found', 'There is no such back-test (any more): start it again.');
    }
    return job;
  }

  private forgetOld(): void {
    const now = this.options.parts.now();
    for (const [id, { endedAt }] of this.jobs) {
      if (endedAt !== null && now - endedAt > KEPT_MS) {
        this.jobs.delete(id);
      }
    }
  }

  /** Lets go of the one that ended first where there are too many. */
  private makeRoom(): void {
    this.forgetOld();
    if (this.jobs.size < MOST_KEPT) {
      return;
    }
    const ended = [...this.jobs].filter(([, { endedAt }]) => endedAt !== null);
    const [first] = ended.sort(([, a], [, b]) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
    if (!first) {
      throw new NightjarError('busy', `${MOST_KEPT} back-tests wait already: cancel one, or wait for one to end.`);
    }
    this.jobs.delete(first[0]);
  }

  private async run(
    job: Job,
    row: MonitorRow,
    spec: MonitorSpec,
    plan: MonitorPlan,
    range: { readonly from: number; readonly to: number },
    isKnown: boolean
  ): Promise<void> {
    const { signal } = job.abort;
    try {
      const result = await this.gate.run(() => this.goThrough(job, row, spec, plan, range, isKnown), signal);
      this.end(job, { state: 'done', progress: 1, stage: '', result });
    } catch (error) {
      this.end(job, { state: 'failed', stage: '', error: asNightjarError(error).message });
    }
  }

  private async goThrough(
    job: Job,
    row: MonitorRow,
    spec: MonitorSpec,
    read: MonitorPlan,
    { from, to }: { readonly from: number; readonly to: number },
    isKnown: boolean
  ): Promise<NonNullable<BacktestRecord['result']>> {
    const { parts, store, connect, prepare, mostPoints } = this.options;
    const { owner } = job;
    const { signal } = job.abort;
    const started = performance.now();
    this.tell(job, { stage: 'Reading the history and fitting first models' });
    const { settings, files } = await prepare(owner, read);
    const plan = { ...read, settings };
    const [[adjustment = null], suppressions] = await Promise.all([
      isKnown ? store.currentAdjustments([row.id]) : [],
      store.listSuppressions(owner),
    ]);
    const tally = new Tally();
    const notices = new Set<string>();
    const instants = (to - from) / plan.step + 1;
    await rehearse({
      ...parts,
      row,
      spec,
      plan,
      files,
      adjustment,
      suppressions,
      from,
      to,
      signal,
      source: {
        identity: connect(owner).source.identity,
        queryRange: (request) => connect(owner).source.queryRange(request),
      },
      take: (aborted) => this.bucket.take(aborted),
      evaluated: (commit, { status, memory }) => {
        refuseTooMany(Math.max(tally.points, (memory?.series.size ?? 0) * instants), mostPoints, instants);
        tally.add(commit);
        [...status.warnings, ...status.notices.map(({ text }) => text)].forEach((text) => notices.add(text));
        this.tell(job, { progress: progressOf(commit, from, to), stage: `Evaluating ${dayOf(commit.to ?? from)}` });
      },
      fitting: (instant) => this.tell(job, { stage: `Fitting models anew as of ${dayOf(instant)}` }),
    });
    const verdicts = isKnown ? await store.listVerdicts(owner, row.id) : [];
    const seconds = (performance.now() - started) / 1_000;
    if (tally.series === 0) {
      notices.add('The queries give no series in this range: nothing was evaluated.');
    }
    return { ...tally.result({ from, to, step: plan.step }, verdicts), seconds, notices: [...notices].slice(0, 20) };
  }

  private tell(job: Job, change: Partial<BacktestRecord>): void {
    if (job.endedAt === null) {
      job.record = { ...job.record, ...change };
    }
  }

  private end(job: Job, change: Partial<BacktestRecord>): void {
    this.tell(job, change);
    job.endedAt ??= this.options.parts.now();
  }
}

const WAITS = 'Waiting for another back-test to end';

function rangeOf(plan: MonitorPlan, from: number, to: number, now: number): { from: number; to: number } {
  const { step } = plan;
  const first = Math.ceil(from / step) * step;
  const last = Math.min(Math.floor(to / step) * step, newestInstant(plan, now));
  if (!(last > first)) {
    throw new NightjarError(
      'bad-request',
      'A back-test goes through the past: its range must end after it begins, by more than a detection step, and begin before now.'
    );
  }
  if (last - first > LONGEST_MS) {
    throw new NightjarError('bad-request', 'A back-test goes through a year at most: take a shorter range.');
  }
  return { from: first, to: last };
}

function refuseTooMany(points: number, most: number, instants: number): void {
  if (points > most) {
    throw new NightjarError(
      'too-many-points',
      `A back-test goes through at most ${most} points (backtestMaxPoints), and this one has about ${Math.ceil(points / instants)} series at ${instants} instants: take a shorter range, a longer step, or a narrower query.`
    );
  }
}

/** What a spec that is not saved stands for: no verdicts, no exclusions by hand; the same for all of an owner. */
function unnamed(owner: Owner, spec: MonitorSpec): MonitorRow {
  const nobody = { createdAt: 0, createdBy: '', updatedAt: 0, updatedBy: '', deletedAt: null };
  const id = `backtest:${owner.orgId}:${owner.datasource}`;
  return { id, owner, name: spec.name, origin: 'ui', source: '', version: 1, paused: false, spec, ...nobody };
}

function progressOf({ to }: Pick<EvaluationCommit, 'to'>, from: number, end: number): number {
  return Math.min(1, Math.max(0, ((to ?? from) - from) / (end - from)));
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
