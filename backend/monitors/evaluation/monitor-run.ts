import { formatDuration } from '../../../contract/duration.ts';
import { NightjarError, asNightjarError } from '../../errors.ts';
import { History, hasValues } from '../../evaluation/history.ts';
import type { KeyedSeries } from '../../evaluation/history.ts';
import { livesFor } from '../../detections/missing-values.ts';
import type { LatestResult } from '../monitor-service.ts';
import type { DetectionRow, EvaluationCommit, MonitorRow, MonitorStateRow } from '../../store/monitors/records.ts';
import { encodeChunk } from '../results/result-chunk.ts';
import { newestInstant } from '../schedule/instants.ts';
import { addCost, addNotice, addSpark, emptyStatus, readStatus } from '../status.ts';
import type { Status } from '../status.ts';
import { begin, firstScored } from './begin.ts';
import { describeDetections } from './describe-detections.ts';
import { evaluateStretch } from './evaluate-stretch.ts';
import type { StretchContext, StretchOutcome } from './evaluate-stretch.ts';
import { Fits } from './fits.ts';
import { pastReader } from './past-values.ts';
import { fingerprintOf, lookbackOf } from './run-context.ts';
import type { Aside, Evaluated, EvaluationRun } from './evaluation-run.ts';
import type { MonitorParts } from './run-context.ts';
import { tidyArrays } from '../../collect-garbage.ts';
import { SnapshotClock, decodeSnapshot, encodeSnapshot } from './snapshot.ts';
import type { MonitorMemory } from './watched.ts';

/** The most stretches of one evaluation before others have their turn. */
const MOST_STRETCHES = 20;

/** One monitor at one version, evaluated by this process: its models and states in memory, and the way to the store. Evaluate one at a time. */
export class MonitorRun implements EvaluationRun {
  readonly parts: MonitorParts;
  status: Status = emptyStatus();
  /** Last instant whose evaluation is kept in the store; null before the first. */
  evaluatedTo: number | null = null;
  memory: MonitorMemory | null = null;
  private aside: Aside = (task) => task();
  private readonly fits: Fits;
  private readonly snapshots = new SnapshotClock();
  private readonly fingerprint: string;
  /** Series whose place the store does not know yet. */
  private knownOrdinals = 0;
  private isOpen = false;
  private ordinals = new Map<string, number>();

  constructor(parts: MonitorParts) {
    this.parts = parts;
    this.fingerprint = fingerprintOf(parts);
    this.fits = new Fits(parts);
  }

  /** Evaluates all instants that are due at `now` (ms), oldest first, and keeps what came of it. Rejects with NightjarErrors; the next call goes on from what was kept. */
  async evaluate(now: number, signal?: AbortSignal, aside: Aside = (task) => task()): Promise<Evaluated> {
    this.aside = aside;
    const to = newestInstant(this.parts.plan, now);
    const detections: DetectionRow[] = [];
    try {
      if (!this.isOpen) {
        await this.open(signal);
      }
      if (this.memory === null || this.isTooFarBehind(to)) {
        detections.push(...(await this.parts.fits.beginnings.run(() => this.begin(to, signal), signal)));
        tidyArrays();
      }
      for (let stretch = 0; stretch < MOST_STRETCHES && this.memory && this.memory.stateTo < to; stretch++) {
        detections.push(...(await this.goOn(this.memory, to, signal)));
      }
      return { detections, isBehind: this.memory !== null && this.memory.stateTo < to };
    } catch (error) {
      // States may have moved on without their results being kept: begin from the store.
      this.forget();
      const { code, message } = asNightjarError(error);
      this.status.failure = { at: now, code, message };
      throw error;
    }
  }

  /** The newest result of every series that has one, in the store's precision. */
  latest(monitor: MonitorRow): LatestResult[] | null {
    if (!this.memory) {
      return null;
    }
    return [...this.memory.series.values()].flatMap(({ key, labels, latest }) =>
      latest ? [{ monitor, key, labels, ...latest }] : []
    );
  }

  /** From when on the next evaluation may have models fitted, drift apart; ms. */
  nextLook(): number {
    return this.fits.nextLook(this.status);
  }

  /** Lets go of all that is in memory. */
  forget(): void {
    this.memory = null;
    this.isOpen = false;
    this.fits.forget();
  }

  /** Reads where the last process, or version, stopped, and brings its states to where its results end. */
  private async open(signal?: AbortSignal): Promise<void> {
    const { store, row } = this.parts;
    const [[state], series] = await Promise.all([store.loadMonitorStates([row.id]), store.monitorSeries(row.id)]);
    this.ordinals = new Map(series.map(({ key, ordinal }) => [key, ordinal]));
    this.knownOrdinals = this.ordinals.size;
    this.evaluatedTo = state?.evaluatedTo ?? null;
    const { failure } = this.status;
    this.status = { ...(state ? readStatus(state.status) : emptyStatus()), failure, fitting: '' };
    this.memory = state ? await this.recall(state, signal) : null;
    this.isOpen = true;
  }

  private async recall(state: MonitorStateRow, signal?: AbortSignal): Promise<MonitorMemory | null> {
    const { row, plan } = this.parts;
    if (!state.snapshot) {
      return null;
    }
    const lookback = lookbackOf(this.parts);
    const memory = decodeSnapshot(state.snapshot, this.fingerprint, state.snapshotTo, lookback, this.ordinals);
    if (!memory) {
      return null;
    }
    this.snapshots.taken(this.parts.now());
    if (state.version !== row.version) {
      // The snapshot of another version leaves the store with the first commit of this one.
      this.snapshots.demand();
    }
    const from = state.snapshotTo + plan.step;
    const history = new History(this.parts.source, '', plan.step);
    await history.cover(from - lookback * plan.step, state.evaluatedTo + plan.step, signal);
    fillRecent(memory, history.window(from - lookback * plan.step, from));
    if (state.evaluatedTo >= from) {
      const outcome = await evaluateStretch(
        memory,
        history.window(from, state.evaluatedTo + plan.step),
        from,
        state.evaluatedTo,
        await this.context(signal)
      );
      await this.describe(outcome);
    }
    return memory;
  }

  /** Behind by more than the training window: what was learned is too old to go on from, and what lies between is not evaluated, and says so. */
  private isTooFarBehind(to: number): boolean {
    return this.memory !== null && to - this.memory.stateTo > this.parts.plan.trainingWindow;
  }

  private async begin(to: number, signal?: AbortSignal): Promise<DetectionRow[]> {
    const { plan, now } = this.parts;
    const first = firstScored(plan, to);
    const next = this.evaluatedTo === null ? first : this.evaluatedTo + plan.step;
    if (next > to) {
      return [];
    }
    const from = to - next > plan.trainingWindow ? first : next;
    if (from > next) {
      const gap = formatDuration(Math.floor((from - next) / 60_000) * 60_000);
      addNotice(
        this.status,
        now(),
        `${gap} before ${new Date(from).toISOString().slice(0, 16)}Z were not evaluated: nothing evaluated this monitor for longer than its training window (${formatDuration(plan.trainingWindow)}), so that it has begun anew.`
      );
    }
    this.fits.forget();
    const started = now();
    const { memory, data, isStandIn, warnings, failures } = await begin(this.parts, this.ordinals, from, to, signal);
    this.status.warnings = [...warnings, ...failures.map(({ message }) => `A part could not be fitted: ${message}`)];
    this.status.fittedAt = started;
    this.fits.fitted(started, this.status);
    if (isStandIn) {
      this.fits.request('stand-in', null, memory, this.status);
    }
    this.memory = memory;
    this.snapshots.demand();
    return this.keep(memory, data, from, to, signal);
  }

  /** Evaluates the next stretch. */
  private async goOn(memory: MonitorMemory, to: number, signal?: AbortSignal): Promise<DetectionRow[]> {
    const { plan, source, maxPoints } = this.parts;
    if (await this.fits.take(memory, this.status, signal)) {
      this.snapshots.demand();
    }
    const from = memory.stateTo + plan.step;
    const most = Math.max(1, Math.floor(maxPoints / Math.max(1, memory.series.size + memory.lookback)));
    const end = Math.min(to, from + (most - 1) * plan.step);
    const reply = await source.queryRange({ expr: '', start: from, end, step: plan.step, signal });
    this.status.warnings = [...reply.warnings];
    const history = new History({ identity: '', queryRange: async () => reply }, '', plan.step);
    await history.cover(from, end + plan.step);
    const data = history.window(from, end + plan.step).filter(({ series }) => hasValues(series));
    await this.fits.adopt(memory, data, from);
    return this.keep(memory, data, from, end, signal);
  }

  /** Evaluates a stretch and commits it. */
  private async keep(
    memory: MonitorMemory,
    data: readonly KeyedSeries[],
    from: number,
    to: number,
    signal?: AbortSignal
  ): Promise<DetectionRow[]> {
    const { plan, row, committer, now, isRehearsal = false } = this.parts;
    const outcome = await evaluateStretch(memory, data, from, to, await this.context(signal));
    const detections = await this.describe(outcome);
    this.note(memory, outcome, to);
    this.fits.watch(memory, outcome, now(), this.status);
    const isKept = !isRehearsal && this.snapshots.isDue(now(), memory);
    const snapshot = isKept ? encodeSnapshot(memory, this.fingerprint) : null;
    if (snapshot) {
      this.status.stateBytes = snapshot.byteLength;
    }
    const newSeries = [...memory.series.values()].filter(({ ordinal }) => ordinal >= this.knownOrdinals);
    const commit: EvaluationCommit = {
      monitor: row.id,
      version: row.version,
      from: this.evaluatedTo,
      to,
      status: this.status,
      snapshot: snapshot && { to, bytes: snapshot },
      newSeries: newSeries.map(({ ordinal, key, labels, firstSeen, lastSeen }) => ({
        ordinal,
        key,
        labels,
        firstSeen,
        lastSeen: Number.isFinite(lastSeen) ? lastSeen : firstSeen,
      })),
      chunk:
        outcome.columns.length === 0
          ? null
          : {
              start: from,
              end: to,
              points: outcome.columns.length * outcome.count,
              bytes: encodeChunk({ start: from, step: plan.step, count: outcome.count, series: outcome.columns }),
            },
      detections,
    };
    const reply = await this.aside(() => committer.add(commit));
    if (!reply.committed) {
      throw new NightjarError('conflict', reply.reason);
    }
    this.evaluatedTo = to;
    this.knownOrdinals = this.ordinals.size;
    if (snapshot) {
      this.snapshots.taken(now());
    }
    dropEnded(memory, plan.step);
    return detections;
  }

  private async context(signal?: AbortSignal): Promise<StretchContext> {
    const { plan, scorer, files, feedback, store, row } = this.parts;
    const [adjustment] = await store.currentAdjustments([row.id]);
    const adjust = adjustment ? feedback.adjustOf(row, adjustment) : null;
    return { plan, scorer, files, adjust, signal };
  }

  private async describe(outcome: StretchOutcome): Promise<DetectionRow[]> {
    const { row, spec, plan, feedback, store } = this.parts;
    if (outcome.changes.length === 0) {
      return [];
    }
    const suppressions = await store.listSuppressions(row.owner);
    const past = pastReader(store, row.id, plan.step, outcome);
    return describeDetections(outcome, { row, spec, plan, feedback, suppressions, past });
  }

  /** Brings the status up to date. */
  private note(memory: MonitorMemory, outcome: StretchOutcome, to: number): void {
    const { status, parts } = this;
    const { plan, now } = parts;
    const newest = [...memory.series.values()].filter(({ latest }) => latest && to - latest.time <= plan.every);
    const scores = newest.flatMap(({ latest }) => (latest && !Number.isNaN(latest.score) ? [latest.score] : []));
    status.series = memory.series.size;
    status.scored = scores.length;
    status.anomalous = newest.filter(({ latest }) => latest?.anomaly).length;
    status.open = [...memory.series.values()].filter(({ run }) => run?.kept).length;
    status.lastScore = scores.length > 0 ? scores.reduce((most, score) => Math.max(most, score)) : null;
    for (const { score } of outcome.columns) {
      score.forEach((one, i) => addSpark(status, outcome.from + i * plan.step, one));
    }
    status.failure = null;
    addCost(status, now(), { milliseconds: outcome.milliseconds });
  }
}

/** What detectors look back on, from the source: the instants before the one that states stand at, and that one. */
function fillRecent(memory: MonitorMemory, data: readonly KeyedSeries[]): void {
  for (const { key, series } of data) {
    const watched = memory.series.get(key);
    if (watched && memory.lookback > 0) {
      watched.recent = series.values.slice(-memory.lookback);
    }
  }
}

/** Lets go of series that ended, where they are scored on their own. */
function dropEnded(memory: MonitorMemory, step: number): void {
  const hasEnded = (lastSeen: number): boolean => memory.stateTo - lastSeen > livesFor(step);
  memory.groups = memory.groups.filter(({ columns: [one, ...others] }) => others.length > 0 || !hasEnded(one.lastSeen));
  const held = new Set(memory.groups.flatMap(({ columns }) => columns));
  for (const series of memory.series.values()) {
    if (!held.has(series) && hasEnded(series.lastSeen)) {
      memory.series.delete(series.key);
    }
  }
}
