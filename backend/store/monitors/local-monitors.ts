import type { Kysely, Transaction } from 'kysely';
import { NightjarError } from '../../errors.ts';
import type { Tables } from '../tables.ts';
import { AuditRepository } from './audit-repository.ts';
import { CalendarRepository } from './calendar-repository.ts';
import { ConnectionRepository } from './connection-repository.ts';
import { DetectionRepository } from './detection-repository.ts';
import { ExclusionRepository } from './exclusion-repository.ts';
import { ForecastRepository } from './forecast-repository.ts';
import { MonitorRepository } from './monitor-repository.ts';
import type { MonitorStore } from './monitor-store.ts';
import { StateRepository } from './state-repository.ts';
import { ResultRepository } from './result-repository.ts';
import { SuppressionRepository } from './suppression-repository.ts';
import { VerdictRepository } from './verdict-repository.ts';

/** What the store lends to its parts. */
export interface StoreParts {
  readonly db: Kysely<Tables>;
  /** The clock, ms since the epoch. */
  readonly now: () => number;
  /** A transaction that only the holder of the lease can commit. */
  write<T>(task: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  noteFailure(error: NightjarError): void;
  /** So many bytes were kept: retention may have to look. */
  noteKept(bytes: number): Promise<void>;
}

type Method<K extends keyof MonitorStore> = MonitorStore[K];

/** Monitors on the thread that has the store. */
export class LocalMonitors implements MonitorStore {
  private readonly parts: StoreParts;
  private readonly audit: AuditRepository;
  private readonly monitors: MonitorRepository;
  private readonly results: ResultRepository;
  private readonly forecasts: ForecastRepository;
  private readonly detections: DetectionRepository;
  private readonly states: StateRepository;
  private readonly verdicts: VerdictRepository;
  private readonly suppressions: SuppressionRepository;
  private readonly calendars: CalendarRepository;
  private readonly exclusions: ExclusionRepository;
  private readonly connections: ConnectionRepository;

  constructor(parts: StoreParts) {
    const { db, now } = parts;
    this.parts = parts;
    this.audit = new AuditRepository(db, now);
    this.monitors = new MonitorRepository(db, now, this.audit);
    this.results = new ResultRepository(db);
    this.forecasts = new ForecastRepository(db);
    this.detections = new DetectionRepository(db);
    this.states = new StateRepository(db, this.results, this.forecasts, this.detections);
    this.verdicts = new VerdictRepository(db, now, this.audit, this.monitors, this.detections);
    this.suppressions = new SuppressionRepository(db, now, this.audit);
    this.calendars = new CalendarRepository(db, now, this.audit);
    this.exclusions = new ExclusionRepository(db, now, this.audit, this.monitors);
    this.connections = new ConnectionRepository(db);
  }

  createMonitor: Method<'createMonitor'> = (input) => this.parts.write((on) => this.monitors.create(on, input));
  updateMonitor: Method<'updateMonitor'> = (input) => this.parts.write((on) => this.monitors.update(on, input));
  pauseMonitor: Method<'pauseMonitor'> = (input) => this.parts.write((on) => this.monitors.pause(on, input));
  deleteMonitor: Method<'deleteMonitor'> = (input) => this.parts.write((on) => this.monitors.delete(on, input));
  restoreMonitor: Method<'restoreMonitor'> = (input) => this.parts.write((on) => this.monitors.restore(on, input));
  getMonitor: Method<'getMonitor'> = (owner, id) => this.monitors.get(owner, id);
  listMonitors: Method<'listMonitors'> = (owner, { deleted = false } = {}) => this.monitors.list(owner, deleted);
  monitorVersions: Method<'monitorVersions'> = (owner, id) => this.monitors.versions(owner, id);

  loadMonitorStates: Method<'loadMonitorStates'> = async (ids) => {
    const { states, damaged } = await this.states.load(ids);
    if (damaged.length > 0) {
      this.noteDamage(`The states of ${damaged.length} monitors (the first is ${damaged[0]})`, 'they learn anew');
    }
    return states;
  };

  listMonitorStatuses: Method<'listMonitorStatuses'> = (owner) => this.states.statuses(owner);
  resetMonitorState: Method<'resetMonitorState'> = (id) => this.parts.write((on) => this.states.reset(on, id));

  commitEvaluations: Method<'commitEvaluations'> = async (commits) => {
    const replies = await this.parts.write((on) => this.states.commit(on, commits));
    const bytes = commits
      .flatMap(({ chunk, snapshot, forecast }) => [chunk, snapshot, forecast])
      .reduce((sum, kept) => sum + sizeOf(kept), 0);
    await this.parts.noteKept(bytes);
    return replies;
  };

  readResults: Method<'readResults'> = async (monitor, from, to) => {
    const { chunks, damaged } = await this.results.read(monitor, from, to);
    if (damaged > 0) {
      this.noteDamage(`${damaged} pieces of the results of monitor ${monitor}`, 'they are left out');
    }
    return chunks;
  };

  compactResults: Method<'compactResults'> = (monitor, replaced, merged) =>
    this.parts.write((on) => this.results.compact(on, monitor, replaced, merged));

  readForecasts: Method<'readForecasts'> = async (monitor, from, to) => {
    const { chunks, damaged } = await this.forecasts.read(monitor, from, to);
    if (damaged > 0) {
      this.noteDamage(`${damaged} forecasts of monitor ${monitor}`, 'they are left out');
    }
    return chunks;
  };

  forecastOrigins: Method<'forecastOrigins'> = (monitor, limit) => this.forecasts.origins(monitor, limit);
  monitorSeries: Method<'monitorSeries'> = (monitor) => this.results.series(monitor);

  listDetections: Method<'listDetections'> = (filter) => this.detections.list(filter);
  getDetection: Method<'getDetection'> = (owner, id) => this.detections.get(this.parts.db, owner, id);

  giveVerdict: Method<'giveVerdict'> = (input) => this.parts.write((on) => this.verdicts.give(on, input));
  withdrawVerdict: Method<'withdrawVerdict'> = (input) => this.parts.write((on) => this.verdicts.withdraw(on, input));
  listVerdicts: Method<'listVerdicts'> = (owner, monitor) => this.verdicts.list(owner, monitor);
  applyAdjustment: Method<'applyAdjustment'> = (input) => this.parts.write((on) => this.verdicts.adjust(on, input));
  withdrawAdjustment: Method<'withdrawAdjustment'> = (input) =>
    this.parts.write((on) => this.verdicts.withdrawAdjustment(on, input));
  currentAdjustments: Method<'currentAdjustments'> = (monitors) => this.verdicts.current(this.parts.db, monitors);

  addSuppression: Method<'addSuppression'> = (input) => this.parts.write((on) => this.suppressions.add(on, input));
  removeSuppression: Method<'removeSuppression'> = (input) =>
    this.parts.write((on) => this.suppressions.remove(on, input));
  listSuppressions: Method<'listSuppressions'> = (owner) => this.suppressions.list(owner);
  putCalendar: Method<'putCalendar'> = (input) => this.parts.write((on) => this.calendars.put(on, input));
  removeCalendar: Method<'removeCalendar'> = (input) => this.parts.write((on) => this.calendars.remove(on, input));
  listCalendars: Method<'listCalendars'> = (owner) => this.calendars.list(owner);
  putExclusion: Method<'putExclusion'> = (input) => this.parts.write((on) => this.exclusions.put(on, input));
  removeExclusion: Method<'removeExclusion'> = (input) => this.parts.write((on) => this.exclusions.remove(on, input));
  listExclusions: Method<'listExclusions'> = (monitor) => this.exclusions.list(monitor);

  listAudit: Method<'listAudit'> = (filter) => this.audit.list(filter);
  putConnection: Method<'putConnection'> = (input) => this.parts.write((on) => this.connections.put(on, input));
  listConnections: Method<'listConnections'> = () => this.connections.list();
  removeConnection: Method<'removeConnection'> = (owner) =>
    this.parts.write((on) => this.connections.remove(on, owner));

  private noteDamage(what: string, so: string): void {
    const text = `${what} are damaged in the store, and ${so}: check the disk.`;
    this.parts.noteFailure(new NightjarError('engine-failure', text));
  }
}

function sizeOf(kept: { readonly bytes: Uint8Array } | null | undefined): number {
  return kept?.bytes.byteLength ?? 0;
}
