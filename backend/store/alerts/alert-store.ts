import type { Matcher } from '../../../contract/promql.ts';
import type { Actor, Json } from '../monitors/records.ts';
import type { Owner } from '../owner.ts';
import type {
  AlertCommit,
  AlertRow,
  AlertState,
  ChangeRow,
  CountRow,
  IncidentRow,
  JournalRow,
  TimelineRow,
  WindowRow,
} from './records.ts';

/** Times in ms, inclusive; an alert counts where it fired between `from` and `to`. */
export interface AlertQuery {
  readonly owner: Owner;
  readonly from?: number;
  readonly to?: number;
  readonly firing?: boolean;
  readonly severities?: readonly string[];
  readonly sources?: readonly string[];
  readonly incident?: string;
  readonly labels?: readonly Matcher[];
  readonly duplicates?: boolean;
  readonly limit: number;
  /** Id of the last one of the page before. */
  readonly before?: string;
}

export interface IncidentQuery {
  readonly owner: Owner;
  readonly from?: number;
  readonly to?: number;
  readonly states?: readonly string[];
  readonly severities?: readonly string[];
  readonly service?: string;
  readonly assignee?: string;
  /** Words of the title, any case. */
  readonly text?: string;
  readonly limit: number;
  readonly before?: string;
}

/** What noise figures are made of. */
export interface NoiseRows {
  readonly counts: readonly CountRow[];
  /** Incidents that opened, each with when and whether people did something with it. */
  readonly incidents: readonly { readonly at: number; readonly acted: boolean }[];
}

/**
 * Alerts and incidents. An owner is given its own alone. Whatever has an `actor` writes a line of the audit in the same transaction. Rejects with
 * NightjarErrors: `not-found` (also what is another owner's), `bad-request`, `conflict`, and `busy` where another process has the lease.
 */
export interface AlertStore {
  /** On the disk when it resolves. */
  appendJournal(
    entries: readonly { readonly owner: Owner; readonly at: number; readonly events: readonly Json[] }[]
  ): Promise<void>;
  /** Oldest first; at least one row where there is one, then as long as they hold at most `most` events together. */
  readJournal(owner: Owner, most: number): Promise<JournalRow[]>;
  /** Owners with rows in the journal, and how many events those hold. */
  waiting(): Promise<{ readonly owner: Owner; readonly events: number }[]>;
  /** Owners with incidents that are not resolved, alerts that fire, or rows in the journal. */
  liveOwners(): Promise<Owner[]>;
  loadState(owner: Owner, since: number): Promise<AlertState>;
  /** Gives the revision to go on from. */
  commitAlerts(commit: AlertCommit, audit?: AlertAudit): Promise<number>;

  /** Those that are there. */
  findAlerts(owner: Owner, ids: readonly string[]): Promise<AlertRow[]>;
  /** Newest first. */
  listAlerts(query: AlertQuery): Promise<{ readonly alerts: AlertRow[]; readonly more: boolean }>;
  /** Oldest first, at most `most`; those that repeat others last. */
  alertsOfIncident(owner: Owner, incident: string, most: number): Promise<AlertRow[]>;
  /** Highest priority first among those that are not resolved, then newest first. */
  listIncidents(query: IncidentQuery): Promise<{ readonly incidents: IncidentRow[]; readonly more: boolean }>;
  /** Of one that was merged, what it was merged into. */
  getIncident(owner: Owner, id: string): Promise<IncidentRow | null>;
  /** Oldest first. */
  timelines(owner: Owner, incidents: readonly string[]): Promise<TimelineRow[]>;
  noise(owner: Owner, from: number, to: number): Promise<NoiseRows>;

  /** What the owner changed of the options; null for nothing. */
  getAlertOptions(owner: Owner): Promise<Json | null>;
  putAlertOptions(owner: Owner, options: Json, actor: Actor): Promise<void>;
  /** By start. */
  listWindows(owner: Owner): Promise<WindowRow[]>;
  addWindow(owner: Owner, window: Omit<WindowRow, 'id' | 'author'>, actor: Actor): Promise<WindowRow>;
  removeWindow(owner: Owner, id: string, actor: Actor): Promise<WindowRow>;
  addChange(owner: Owner, change: ChangeRow): Promise<void>;
}

/** The line of the audit that a deed writes. */
export interface AlertAudit {
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly before: unknown;
  readonly after: unknown;
}
