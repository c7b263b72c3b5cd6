import type { AlertOptions, AlertSeverity, IncidentState } from '../../contract/alerts.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import type { Change } from '../alerts/clustering/online-clusters.ts';
import type { Caller } from '../monitors/caller.ts';
import type { LabelMatcher } from '../monitors/match-labels.ts';
import type { Owner } from '../store/owner.ts';
import type { AlertRecord, IncidentRecord, IncidentSummary, MaintenanceWindow, NoiseFigures } from './records.ts';

/** Which alerts; times in ms, an alert counts where it fired between `from` and `to`. */
export interface AlertFilter {
  readonly from?: number;
  readonly to?: number;
  readonly firing?: boolean;
  readonly minSeverity?: AlertSeverity;
  readonly incident?: string;
  readonly labels?: readonly LabelMatcher[];
  /** Repetitions too; without them by default. */
  readonly duplicates?: boolean;
  /** 100 where it is absent. */
  readonly limit?: number;
  /** Id of the last one of the page before. */
  readonly before?: string;
}

export interface IncidentFilter {
  readonly from?: number;
  readonly to?: number;
  readonly states?: readonly IncidentState[];
  readonly minSeverity?: AlertSeverity;
  readonly service?: string;
  readonly assignee?: string;
  /** Words of the title, any case. */
  readonly text?: string;
  readonly limit?: number;
  readonly before?: string;
}

/** What somebody does with an incident. */
export type IncidentDeed =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'assign'; readonly to: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'silence'; readonly until: number; readonly text: string }
  | { readonly kind: 'unsilence' }
  | { readonly kind: 'resolve'; readonly text: string }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'merge'; readonly with: readonly string[] }
  /** Those alerts become an incident of their own. */
  | { readonly kind: 'split'; readonly alerts: readonly string[] };

/**
 * Alerts and incidents as everything else has them: kept in the store, put together as they come by the process that holds the store's lease. All
 * methods reject with NightjarErrors; an owner sees its own alone, another's are `not-found`.
 */
export interface AlertService {
  start(): void;
  close(): Promise<void>;

  /** Once it resolves the events are on the disk, whatever happens next; they are put together soon after, in order. `busy` where another process has the lease. */
  take(owner: Owner, events: readonly AlertEvent[]): Promise<{ readonly accepted: number }>;
  /** Resolves when all that was taken before is put together. */
  settled(owner: Owner): Promise<void>;
  /** A deployment or a changed setting: evidence for causes. */
  noteChange(owner: Owner, change: Change): Promise<void>;

  alerts(owner: Owner, filter?: AlertFilter): Promise<{ readonly alerts: AlertRecord[]; readonly more: boolean }>;
  /** Highest priority first among those that are not resolved, then newest first. */
  incidents(
    owner: Owner,
    filter?: IncidentFilter
  ): Promise<{ readonly incidents: IncidentSummary[]; readonly more: boolean }>;
  incident(owner: Owner, id: string): Promise<IncidentRecord>;
  act(owner: Owner, id: string, deed: IncidentDeed, caller: Caller): Promise<IncidentRecord>;
  noise(owner: Owner, from: number, to: number): Promise<NoiseFigures>;

  options(owner: Owner): Promise<AlertOptions>;
  setOptions(owner: Owner, change: Partial<AlertOptions>, caller: Caller): Promise<AlertOptions>;

  maintenance(owner: Owner): Promise<MaintenanceWindow[]>;
  addMaintenance(
    owner: Owner,
    window: Omit<MaintenanceWindow, 'id' | 'author'>,
    caller: Caller
  ): Promise<MaintenanceWindow>;
  removeMaintenance(owner: Owner, id: string, caller: Caller): Promise<void>;

  /** Told of every incident that opened or changed, once it is kept. Gives what ends the telling. */
  onIncidents(listener: (owner: Owner, incidents: readonly IncidentSummary[]) => void): () => void;
}
