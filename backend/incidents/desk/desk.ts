import type { AlertOptions } from '../../../contract/alerts.ts';
import type { ClusterContext } from '../../alerts/clustering/clusterer.ts';
import type { OpenCluster, RankCauses } from '../../alerts/clustering/online-clusters.ts';
import type { ServiceGraph } from '../../alerts/service-graph.ts';
import type { AlertAudit, AlertStore } from '../../store/alerts/alert-store.ts';
import type { AlertState, ApartRow, ChangeRow, WindowRow } from '../../store/alerts/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { ClusterEngine } from '../clusters/cluster-engine.ts';
import type { IncidentSummary } from '../records.ts';
import { summaryOf } from '../to-records.ts';
import { Draft } from './draft.ts';
import { Duplicates } from './duplicates.ts';
import type { LiveAlert } from './live-alert.ts';
import { alertOfRow, membershipOf } from './live-alert.ts';
import type { LiveIncident } from './live-incident.ts';
import { liveIncident, rowOf } from './live-incident.ts';
import { refreshIncident } from './refresh-incident.ts';

const MINUTE = 60_000;
/** Pairs that are told to clustering, the newest: those that people took apart are few, but each may have had many alerts. */
const MOST_PAIRS = 5_000;

export interface DeskParts {
  readonly store: AlertStore;
  /** The clock, ms since the epoch. */
  now(): number;
  /** Goes on from clusters that were kept. */
  openEngine(context: ClusterContext, kept: readonly OpenCluster[]): ClusterEngine;
  readonly rankCauses: RankCauses;
}

/** What one owner's alerts are put together with. */
export interface DeskSettings {
  readonly options: AlertOptions;
  readonly graph: ServiceGraph;
  readonly windows: readonly WindowRow[];
}

/**
 * One owner's alerts and incidents while they are worked on. It holds what is alive in memory, and changes it by drafts: after a draft that could not be
 * kept it is of no use any more, and another one is loaded from the store.
 */
export class Desk {
  readonly owner: Owner;
  readonly parts: DeskParts;
  readonly alerts = new Map<string, LiveAlert>();
  readonly incidents = new Map<string, LiveIncident>();
  readonly byCluster = new Map<string, LiveIncident>();
  /** Repetitions by what they repeat. */
  readonly repetitions = new Map<string, Set<LiveAlert>>();
  readonly duplicates: Duplicates;
  readonly engine: ClusterEngine;
  settings: DeskSettings;
  apart: ApartRow[];
  changes: ChangeRow[];
  /** Priorities were last told anew at this time, ms. */
  refreshedAt = 0;
  private revision: number;

  private constructor(owner: Owner, parts: DeskParts, settings: DeskSettings, state: AlertState) {
    this.owner = owner;
    this.parts = parts;
    this.settings = settings;
    this.revision = state.revision;
    this.apart = [...state.apart];
    this.changes = [...state.changes];
    this.duplicates = new Duplicates(() => this.settings.options);
    state.incidents.forEach((row) => this.addIncident(liveIncident(row)));
    state.alerts.forEach((row) => this.addAlert({ ...row }));
    for (const alert of this.alerts.values()) {
      this.duplicates.noteStart(alert, alert.start);
      if (alert.duplicateOf === null) {
        this.duplicates.add(alert);
      }
    }
    this.engine = parts.openEngine(this.context(), this.keptClusters());
  }

  static async open(owner: Owner, parts: DeskParts, settings: DeskSettings): Promise<Desk> {
    const since = parts.now() - memoryOf(settings.options);
    return new Desk(owner, parts, settings, await parts.store.loadState(owner, since));
  }

  /** Changes settings from now on. */
  take({ options, graph, windows }: DeskSettings): void {
    const before = this.settings;
    // Clustering begins anew where these are others: equal ones are to be the same.
    this.settings = {
      options: isSame(options, before.options) ? before.options : options,
      graph: isSame(edgesOf(graph), edgesOf(before.graph)) ? before.graph : graph,
      windows,
    };
    this.engine.setContext(this.context());
  }

  context(): ClusterContext {
    const { options, graph } = this.settings;
    const pairs: [string, string][] = [];
    for (const { one, other } of this.apart.toReversed()) {
      for (const a of one) {
        for (const b of other) {
          if (pairs.length < MOST_PAIRS) {
            pairs.push([a, b]);
          }
        }
      }
    }
    return { options, graph, apart: pairs };
  }

  addAlert(alert: LiveAlert): void {
    this.alerts.set(alert.id, alert);
    if (alert.duplicateOf !== null) {
      const others = this.repetitions.get(alert.duplicateOf) ?? new Set();
      this.repetitions.set(alert.duplicateOf, others.add(alert));
    }
    if (alert.incident !== null) {
      this.incidents.get(alert.incident)?.members.set(alert.id, alert);
    }
  }

  addIncident(incident: LiveIncident): void {
    this.incidents.set(incident.id, incident);
    if (incident.cluster !== null) {
      this.byCluster.set(incident.cluster, incident);
    }
  }

  /** Puts an alert, with its repetitions, into an incident. */
  move(alert: LiveAlert, incident: LiveIncident, draft: Draft): void {
    for (const one of [alert, ...(this.repetitions.get(alert.id) ?? [])]) {
      if (one.incident !== null && one.incident !== incident.id) {
        const from = this.incidents.get(one.incident);
        from?.members.delete(one.id);
        if (from) {
          draft.incidents.add(from);
          this.leave(from, incident, draft);
        }
      }
      one.incident = incident.id;
      incident.members.set(one.id, one);
      draft.alerts.add(one);
    }
    draft.incidents.add(incident);
  }

  /** An incident without alerts is no more: what it was is part of where they went. */
  leave(from: LiveIncident, to: LiveIncident, draft: Draft): void {
    if (from.members.size > 0 || from.mergedInto !== null) {
      return;
    }
    draft.merge(from, to);
    from.mergedInto = to.id;
    if (from.cluster !== null) {
      this.byCluster.delete(from.cluster);
      from.cluster = null;
    }
  }

  /** Describes what the draft changed anew and keeps it; gives the incidents that changed. */
  async keep(draft: Draft, audit?: AlertAudit): Promise<IncidentSummary[]> {
    for (const incident of draft.incidents) {
      refreshIncident(this, incident, draft);
    }
    if (draft.isEmpty) {
      return [];
    }
    this.revision = await this.parts.store.commitAlerts(draft.commit(this.owner, this.revision), audit);
    return [...draft.incidents].filter(({ mergedInto }) => mergedInto === null).map((one) => summaryOf(rowOf(one)));
  }

  draft(): Draft {
    return new Draft();
  }

  /** Forgets what nothing can change any more; the store has it. */
  forget(): void {
    const before = this.parts.now() - memoryOf(this.settings.options);
    for (const [id, incident] of this.incidents) {
      const isOver = incident.state === 'resolved' && incident.cluster === null && incident.lastAlertAt < before;
      if (isOver || incident.mergedInto !== null) {
        this.incidents.delete(id);
      }
    }
    for (const [id, alert] of this.alerts) {
      const isHeld = alert.incident !== null && this.incidents.has(alert.incident);
      if (!isHeld && alert.end !== null && alert.lastAt < before) {
        this.alerts.delete(id);
        this.repetitions.delete(id);
      }
    }
    this.duplicates.forget(before);
    this.changes = this.changes.filter(({ at }) => at >= before);
  }

  private keptClusters(): OpenCluster[] {
    return [...this.byCluster].flatMap(([id, incident]) => {
      const alerts = [...incident.members.values()].filter(({ duplicateOf }) => duplicateOf === null);
      const { confidence } = incident;
      return alerts.length > 0
        ? [{ id, alerts: alerts.map(alertOfRow), memberships: alerts.map(membershipOf), confidence }]
        : [];
    });
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function edgesOf({ calls }: ServiceGraph): unknown {
  return [...calls].map(([service, called]) => [service, [...called]]);
}

/** How long what is over is remembered, ms: as long as anything may still join or repeat it. */
export function memoryOf({ correlationWindowMinutes, deduplicationWindowMinutes }: AlertOptions): number {
  return 2 * Math.max(correlationWindowMinutes, deduplicationWindowMinutes) * MINUTE;
}
