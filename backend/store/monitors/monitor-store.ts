import type { Owner } from '../owner.ts';
import type { DetectionFilter, DetectionPage, DetectionWithVerdict, VerdictWithDetection } from './detection-filter.ts';
import type {
  Actor,
  AdjustmentRow,
  AuditRow,
  CalendarRow,
  ConnectionRow,
  EvaluationCommit,
  ExclusionRow,
  ForecastChunk,
  Json,
  MonitorRow,
  MonitorSeriesRow,
  MonitorStateRow,
  MonitorVersionRow,
  ResultChunk,
  SuppressionRow,
  VerdictRow,
} from './records.ts';

export interface NewMonitor extends Pick<MonitorRow, 'owner' | 'name' | 'origin' | 'source' | 'spec'> {
  readonly actor: Actor;
  readonly note: string;
}

export interface MonitorChange extends Pick<MonitorRow, 'owner' | 'id' | 'name' | 'spec'> {
  /** The version the change began from. */
  readonly version: number;
  /** The file it comes from now; as before where it is left out. */
  readonly source?: string;
  readonly actor: Actor;
  readonly note: string;
}

/** One record of an owner, by id, and who does something with it. */
export interface Named {
  readonly owner: Owner;
  readonly id: string;
  readonly actor: Actor;
}

/** What lists show of a monitor's evaluation; `evaluatedTo` is null before the first. */
export interface MonitorStatus {
  readonly monitor: string;
  readonly version: number;
  readonly evaluatedTo: number | null;
  readonly status: Json;
  /** Bytes of its results in the store. */
  readonly resultBytes: number;
}

export interface CommitReply {
  readonly monitor: string;
  readonly committed: boolean;
  /** Why not, a sentence; empty where it was. */
  readonly reason: string;
}

export interface NewVerdict extends Pick<VerdictRow, 'owner' | 'detection' | 'verdict' | 'until' | 'note'> {
  readonly actor: Actor;
}

export interface NewSuppression extends Pick<SuppressionRow, 'owner' | 'matchers' | 'startsAt' | 'endsAt' | 'reason'> {
  readonly actor: Actor;
}

export interface NewCalendar extends Pick<CalendarRow, 'owner' | 'name' | 'timeZone' | 'ical'> {
  readonly actor: Actor;
}

export interface NewExclusion extends Pick<
  ExclusionRow,
  'monitor' | 'cause' | 'ref' | 'start' | 'end' | 'off' | 'note'
> {
  readonly owner: Owner;
  /** Changes the one of this id, or makes it; a new id where it is left out. */
  readonly id?: string;
  readonly actor: Actor;
}

/**
 * Monitors and what belongs to them. Whatever has an `actor` writes a line of the audit in the same transaction. All of it rejects
 * with NightjarErrors: `not-found` (also what is another owner's), `bad-request`, `conflict`, and `busy` where another process has the lease.
 */
export interface MonitorStore {
  /** Throws `bad-request` where the owner has one of that name. */
  createMonitor(input: NewMonitor): Promise<MonitorRow>;
  /** A new version; the same name and spec again change nothing. Throws `conflict` where the version moved on, `bad-request` where the name is taken. */
  updateMonitor(input: MonitorChange): Promise<MonitorRow>;
  pauseMonitor(input: Named & { readonly paused: boolean }): Promise<MonitorRow>;
  /** It is no longer evaluated or listed, and can be brought back until retention takes it. */
  deleteMonitor(input: Named): Promise<MonitorRow>;
  /** Throws `bad-request` where another has its name by now. */
  restoreMonitor(input: Named): Promise<MonitorRow>;
  /** Also one that was deleted. */
  getMonitor(owner: Owner, id: string): Promise<MonitorRow | null>;
  /** By name; null: of every owner. `deleted`: those that were deleted, and no others. */
  listMonitors(owner: Owner | null, options?: { readonly deleted?: boolean }): Promise<MonitorRow[]>;
  /** Newest first. */
  monitorVersions(owner: Owner, id: string): Promise<MonitorVersionRow[]>;

  /** With their snapshots (null where one is damaged); nothing of monitors that were not evaluated yet. */
  loadMonitorStates(ids: readonly string[]): Promise<MonitorStateRow[]>;
  listMonitorStatuses(owner: Owner): Promise<MonitorStatus[]>;
  /** The next evaluation begins anew; results and detections stay. */
  resetMonitorState(id: string): Promise<void>;
  /**
   * All in one transaction, on the disk when it resolves. Left out, and said so, is a commit that did not go on from the stored `evaluatedTo`,
   * and one whose monitor is gone or of another version. The first commit of a new version goes on from null or from the old one's.
   */
  commitEvaluations(commits: readonly EvaluationCommit[]): Promise<CommitReply[]>;
  /** Chunks that touch the range (ms, inclusive), oldest first; damaged ones are left out and noted. */
  readResults(monitor: string, from: number, to: number): Promise<ResultChunk[]>;
  /** Puts one chunk in the place of several. Throws `conflict` where one of them is not there (any more). */
  compactResults(
    monitor: string,
    replaced: readonly Pick<ResultChunk, 'start' | 'end'>[],
    merged: ResultChunk
  ): Promise<void>;
  /** What was foretold from origins between `from` and `to` (ms, inclusive) and from the newest one before `from`, oldest first; damaged ones are left out and noted. */
  readForecasts(monitor: string, from: number, to: number): Promise<ForecastChunk[]>;
  /** Origins that there are forecasts from, newest first. */
  forecastOrigins(monitor: string, limit: number): Promise<number[]>;
  /** By ordinal. */
  monitorSeries(monitor: string): Promise<MonitorSeriesRow[]>;

  /** Newest first. Those of deleted monitors only where `monitor` or `ids` name them. */
  listDetections(filter: DetectionFilter): Promise<DetectionPage>;
  getDetection(owner: Owner, id: string): Promise<DetectionWithVerdict | null>;

  /** Takes the place of the earlier one. */
  giveVerdict(input: NewVerdict): Promise<VerdictRow>;
  /** Gives what was withdrawn; `not-found` where there was none. */
  withdrawVerdict(input: {
    readonly owner: Owner;
    readonly detection: string;
    readonly actor: Actor;
  }): Promise<VerdictRow>;
  /** Standing ones, oldest first. */
  listVerdicts(owner: Owner, monitor: string): Promise<VerdictWithDetection[]>;
  applyAdjustment(input: {
    readonly owner: Owner;
    readonly monitor: string;
    readonly rules: Json;
    readonly actor: Actor;
  }): Promise<AdjustmentRow>;
  /** Withdraws the one in force, and gives it; the one before it counts again. `not-found` where there is none. */
  withdrawAdjustment(input: {
    readonly owner: Owner;
    readonly monitor: string;
    readonly actor: Actor;
  }): Promise<AdjustmentRow>;
  /** Those in force, at most one a monitor. */
  currentAdjustments(monitors: readonly string[]): Promise<AdjustmentRow[]>;

  addSuppression(input: NewSuppression): Promise<SuppressionRow>;
  /** It ends now, and stays in the list with `removedAt`. */
  removeSuppression(input: Named): Promise<SuppressionRow>;
  /** Also past and removed ones, newest first; null: of every owner. */
  listSuppressions(owner: Owner | null): Promise<SuppressionRow[]>;
  /** The owner's calendar of that name: a new one, or changed. */
  putCalendar(input: NewCalendar): Promise<CalendarRow>;
  removeCalendar(input: Named): Promise<CalendarRow>;
  /** By name; null: of every owner. */
  listCalendars(owner: Owner | null): Promise<CalendarRow[]>;
  putExclusion(input: NewExclusion): Promise<ExclusionRow>;
  /** `monitor` where the same id is known for several. */
  removeExclusion(input: Named & { readonly monitor?: string }): Promise<ExclusionRow>;
  /** By start. */
  listExclusions(monitor: string): Promise<ExclusionRow[]>;

  /** Newest first; `before`: the id to go on from; `subject`: of one thing. */
  listAudit(filter: {
    readonly owner: Owner;
    readonly limit: number;
    readonly before?: number;
    readonly subject?: string;
  }): Promise<AuditRow[]>;
  putConnection(connection: ConnectionRow): Promise<void>;
  listConnections(): Promise<ConnectionRow[]>;
  removeConnection(owner: Owner): Promise<void>;
}
