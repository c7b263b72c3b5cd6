import { NightjarError, asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { DetectionRow, MonitorRow } from '../store/monitors/records.ts';
import type { Owner } from '../store/owner.ts';
import type { Store } from '../store/store.ts';
import type { MonitorRecord, MonitorSummary, DetectionRecord } from './api-records.ts';
import type { Caller } from './caller.ts';
import type { SharedParts } from './evaluation/run-context.ts';
import { countsOf, detectionOf, specOf, summaryOf } from './monitor-records.ts';
import type { Standing } from './monitor-records.ts';
import { planMonitor } from './monitor-plan.ts';
import type {
  ChangeOrigin,
  DetectionFilter,
  EvaluatorState,
  LatestResult,
  MonitorService,
  ResultFilter,
  ResultSeries,
} from './monitor-service.ts';
import type { MonitorSpec } from './monitor-spec.ts';
import { matchLabels } from './match-labels.ts';
import { latestOf, readResults } from './read-results.ts';
import { compactAll } from './results/compact-results.ts';
import { Renewals } from './renewals.ts';
import { MonitorEvaluator } from './schedule/evaluator.ts';
import type { EvaluatorOptions } from './schedule/evaluator.ts';
import { emptyStatus, readStatus } from './status.ts';
import type { Reach, Vault } from './vault.ts';

/** Between two looks at who has the store's lease, ms. */
const LEASE_MS = 5_000;
/** Between two rounds in which results are put together, ms. */
const COMPACT_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface MonitorServiceOptions {
  readonly store: Store;
  readonly vault: Vault;
  readonly parts: SharedParts;
  readonly evaluator: EvaluatorOptions;
  readonly log: Log;
  /** Whether the store holds monitors: where it does not, nothing is started for them. */
  isNeeded(): boolean;
}

/** Monitors of this process's store. */
export class LocalMonitorService implements MonitorService {
  private readonly options: MonitorServiceOptions;
  private readonly store: Store['monitors'];
  private readonly listeners = new Set<(rows: readonly DetectionRow[]) => void>();
  private readonly renewals = new Renewals((owners) => this.renew(owners));
  private evaluator: MonitorEvaluator | null = null;
  private timer: NodeJS.Timeout | null = null;
  private watching: Promise<void> | null = null;
  private isClosed = false;
  /** Not at the start, when all is due. */
  private compactedAt = Date.now();
  private reason = 'Nothing has been evaluated yet.';

  constructor(options: MonitorServiceOptions) {
    this.options = options;
    this.store = options.store.monitors;
  }

  start(): void {
    if (this.options.isNeeded()) {
      this.begin();
    }
  }

  private begin(): void {
    if (!this.timer && !this.isClosed) {
      this.timer = setInterval(() => void this.watch(), LEASE_MS).unref();
      void this.watch();
    }
  }

  async close(): Promise<void> {
    await this.renewals.settle();
    this.isClosed = true;
    if (this.timer) {
      clearInterval(this.timer);
    }
    await this.watching;
    await this.evaluator?.close();
    await this.options.parts.fits.close();
    await this.options.parts.committer.flush();
  }

  state(): EvaluatorState {
    const lagSeconds = this.evaluator?.lagSeconds() ?? 0;
    return {
      evaluates: this.evaluator !== null,
      reason: this.evaluator ? '' : this.reason,
      lagSeconds,
      notices: lagSeconds > 60 ? [lagNotice(lagSeconds)] : [],
    };
  }

  async list(owner: Owner, { deleted = false }: { readonly deleted?: boolean } = {}): Promise<MonitorSummary[]> {
    const now = this.options.parts.now();
    const [rows, standings] = await Promise.all([this.store.listMonitors(owner, { deleted }), this.standings(owner)]);
    return rows.map((row) => summaryOf(row, this.standingOf(row, standings), now));
  }

  async get(owner: Owner, id: string): Promise<MonitorRecord> {
    return this.record(await this.row(owner, id));
  }

  async create(owner: Owner, spec: MonitorSpec, caller: Caller, by: ChangeOrigin = {}): Promise<MonitorRecord> {
    this.check(owner, spec);
    const { origin = 'ui', source = '', note = '' } = by;
    const row = await this.store.createMonitor({ owner, name: spec.name, origin, source, spec, actor: caller, note });
    await this.options.vault.keep(owner, this.options.parts.now());
    this.taken(row);
    return this.record(row);
  }

  async update(
    owner: Owner,
    id: string,
    { spec, version, note = '' }: { readonly spec: MonitorSpec; readonly version: number; readonly note?: string },
    caller: Caller,
    { source }: ChangeOrigin = {}
  ): Promise<MonitorRecord> {
    this.check(owner, spec);
    const change = { owner, id, name: spec.name, spec, version, actor: caller, note };
    const row = await this.store.updateMonitor(source === undefined ? change : { ...change, source });
    this.taken(row);
    return this.record(row);
  }

  async pause(owner: Owner, id: string, paused: boolean, caller: Caller): Promise<MonitorRecord> {
    const row = await this.store.pauseMonitor({ owner, id, paused, actor: caller });
    this.taken(row);
    return this.record(row);
  }

  async remove(owner: Owner, id: string, caller: Caller): Promise<void> {
    this.taken(await this.store.deleteMonitor({ owner, id, actor: caller }));
    if ((await this.store.listMonitors(owner)).length === 0) {
      // Nothing is asked without a request any more: nobody needs the secrets. A monitor that is made or restored brings them back.
      await this.options.vault.erase(owner);
    }
  }

  async restore(owner: Owner, id: string, caller: Caller): Promise<MonitorRecord> {
    const row = await this.store.restoreMonitor({ owner, id, actor: caller });
    await this.options.vault.keep(owner, this.options.parts.now());
    this.taken(row);
    return this.record(row);
  }

  async latest(owner: Owner, filter: ResultFilter = {}): Promise<LatestResult[]> {
    const rows = await this.wanted(owner, filter);
    const parts = await Promise.all(
      rows.map(async (monitor): Promise<LatestResult[]> => {
        const run = this.evaluator?.entries.get(monitor.id)?.run;
        return run?.latest(monitor) ?? latestOf(await this.recent(monitor));
      })
    );
    return parts.flat().filter(({ labels }) => matchLabels(labels, filter.matchers ?? []));
  }

  async results(owner: Owner, filter: ResultFilter, from: number, to: number): Promise<ResultSeries[]> {
    const rows = await this.wanted(owner, filter);
    return (await Promise.all(rows.map((row) => readResults(this.store, row, filter, from, to)))).flat();
  }

  async detections(
    owner: Owner,
    { limit = 100, ...filter }: DetectionFilter
  ): Promise<{ detections: DetectionRecord[]; more: boolean }> {
    const [page, rows, deleted, suppressions] = await Promise.all([
      this.store.listDetections({ owner, limit, ...filter }),
      this.store.listMonitors(owner),
      this.store.listMonitors(owner, { deleted: true }),
      this.store.listSuppressions(owner),
    ]);
    const names = new Map([...deleted, ...rows].map(({ id, name }) => [id, name]));
    return {
      detections: page.detections.map((row) => detectionOf(row, names.get(row.monitor) ?? '', suppressions)),
      more: page.more,
    };
  }

  async detection(owner: Owner, id: string): Promise<DetectionRecord> {
    const { detections } = await this.detections(owner, { ids: [id], limit: 1 });
    if (detections.length === 0) {
      throw new NightjarError('not-found', `There is no detection '${id.slice(0, 60)}'.`);
    }
    return detections[0];
  }

  onDetections(listener: (rows: readonly DetectionRow[]) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  see(owner: Owner, reach: Reach): void {
    if (this.options.vault.see(owner, reach)) {
      this.renewals.note(owner);
    }
  }

  changed(_owner: Owner, _id: string): void {
    // Verdicts, exclusions and suppressions are read with each evaluation.
  }

  /** Secrets of datasources with monitors outlive a restart. Where there are no monitors, the store is not begun with for them. */
  private async renew(owners: readonly Owner[]): Promise<void> {
    if (!this.timer && !this.options.isNeeded()) {
      return;
    }
    try {
      for (const owner of owners) {
        if ((await this.store.listMonitors(owner)).length > 0) {
          await this.options.vault.keep(owner, this.options.parts.now());
        }
      }
    } catch (error) {
      this.warn('How a datasource with monitors is reached could not be kept.', error);
    }
  }

  /** Takes up evaluating where this process has the lease, and lets go where it has not. */
  private watch(): Promise<void> {
    this.watching ??= this.look()
      .catch((error: unknown) => this.warn('The store could not be asked who evaluates it.', error))
      .finally(() => (this.watching = null));
    return this.watching;
  }

  private async look(): Promise<void> {
    if (this.evaluator && this.options.parts.now() - this.compactedAt > COMPACT_MS) {
      this.compactedAt = this.options.parts.now();
      await compactAll(this.store, [...this.evaluator.entries.keys()], this.compactedAt, () => this.isClosed);
    }
    const { writes, holder } = await this.options.store.status();
    if (this.isClosed) {
      return;
    }
    if (!writes) {
      this.reason = `${holder ?? 'Another process'} evaluates this store; this process reads what it finds, and takes over when that ends.`;
      const { evaluator } = this;
      this.evaluator = null;
      await evaluator?.close();
    } else if (!this.evaluator) {
      const rows = await this.store.listMonitors(null);
      await this.unlock(rows.length);
      if (!this.isClosed) {
        this.evaluator = new MonitorEvaluator(this.options.parts, this.watched());
        rows.forEach((row) => this.evaluator?.take(row));
      }
    }
  }

  /** Reads the secrets, where there are monitors. */
  private async unlock(monitors: number): Promise<void> {
    const unread = monitors > 0 ? await this.options.vault.load() : [];
    if (unread.length > 0) {
      this.options.log(
        'warn',
        'Secrets of datasources with monitors cannot be read, for the key is another one: these monitors wait until somebody opens a dashboard or Save & test of their datasource.',
        { datasources: unread.map(({ datasource }) => datasource).join(', ') }
      );
    }
  }

  private watched(): EvaluatorOptions {
    const { evaluator } = this.options;
    const detected = (rows: readonly DetectionRow[]): void => {
      if (rows.length > 0) {
        this.listeners.forEach((listener) => listener(rows));
        evaluator.observer.detected(rows);
      }
    };
    return { ...evaluator, observer: { ...evaluator.observer, detected } };
  }

  private taken(row: MonitorRow): void {
    this.begin();
    this.evaluator?.take(row);
  }

  /** Throws `bad-query` where the spec cannot be evaluated. */
  private check(owner: Owner, spec: MonitorSpec): void {
    planMonitor(spec, this.options.vault.find(owner)?.settings ?? {});
  }

  /** How many monitors of this process are in which state, and how far it is behind: for metrics. */
  counts(): { lagSeconds: number; states: Record<string, number> } {
    const states: Record<string, number> = {};
    for (const { run, failed } of this.evaluator?.entries.values() ?? []) {
      const status = run?.status ?? failed;
      const state = status?.failure
        ? 'failing'
        : !status?.scored
          ? 'learning'
          : status.anomalous > 0
            ? 'anomalous'
            : 'ok';
      states[state] = (states[state] ?? 0) + 1;
    }
    return { lagSeconds: this.evaluator?.lagSeconds() ?? 0, states };
  }

  private async row(owner: Owner, id: string): Promise<MonitorRow> {
    const row = await this.store.getMonitor(owner, id);
    if (!row) {
      throw new NightjarError('not-found', `There is no monitor '${id.slice(0, 60)}'.`);
    }
    return row;
  }

  private async record(row: MonitorRow): Promise<MonitorRecord> {
    const spec = specOf(row);
    if (!spec) {
      throw new NightjarError('bad-query', 'The monitor was kept by another version and cannot be read: save it anew.');
    }
    const [standings, verdicts, { detections }] = await Promise.all([
      this.standings(row.owner),
      this.store.listVerdicts(row.owner, row.id),
      this.store.listDetections({ owner: row.owner, monitor: row.id, limit: 1_000 }),
    ]);
    const now = this.options.parts.now();
    const counts = countsOf(verdicts, detections.length, 0);
    return { ...summaryOf(row, this.standingOf(row, standings), now), spec, verdicts: counts };
  }

  private async standings(
    owner: Owner
  ): Promise<Map<string, Pick<Standing, 'status' | 'evaluatedTo' | 'resultBytes'>>> {
    const statuses = await this.store.listMonitorStatuses(owner);
    return new Map(
      statuses.map(({ monitor, status, evaluatedTo, resultBytes }) => [
        monitor,
        { status: readStatus(status), evaluatedTo, resultBytes },
      ])
    );
  }

  private standingOf(
    row: MonitorRow,
    stored: ReadonlyMap<string, Pick<Standing, 'status' | 'evaluatedTo' | 'resultBytes'>>
  ): Standing {
    const kept = stored.get(row.id) ?? { status: emptyStatus(), evaluatedTo: null, resultBytes: 0 };
    const entry = this.evaluator?.entries.get(row.id);
    const status = entry?.run?.status ?? entry?.failed ?? kept.status;
    return { ...kept, status, lag: this.evaluator?.lagOf(row.id) ?? null, every: this.everyOf(row) };
  }

  private everyOf(row: MonitorRow): number | null {
    const spec = specOf(row);
    try {
      return spec && planMonitor(spec, this.options.vault.find(row.owner)?.settings ?? {}).every;
    } catch {
      // What is wrong with it its state says.
      return null;
    }
  }

  private async wanted(owner: Owner, { monitor, monitors }: ResultFilter): Promise<MonitorRow[]> {
    if (monitor !== undefined) {
      return [await this.row(owner, monitor)];
    }
    const rows = await this.store.listMonitors(owner);
    return monitors ? rows.filter(({ id }) => monitors.includes(id)) : rows;
  }

  /** The last results of a monitor that this process does not evaluate. */
  private async recent(monitor: MonitorRow): Promise<ResultSeries[]> {
    const [state] = (await this.store.listMonitorStatuses(monitor.owner)).filter((one) => one.monitor === monitor.id);
    const to = state?.evaluatedTo ?? null;
    return to === null ? [] : readResults(this.store, monitor, {}, to - DAY_MS / 24, to);
  }

  private warn(message: string, error: unknown): void {
    if (!this.isClosed) {
      this.options.log('warn', message, { reason: asNightjarError(error).message });
    }
  }
}

function lagNotice(seconds: number): string {
  return `Evaluations are ${Math.round(seconds)} s behind: the oldest due goes first and nothing is skipped. Raise monitorConcurrency or monitorQueriesPerSecond, evaluate less often, or make queries quicker with recording rules.`;
}
