import type { ClusterChange } from '../../alerts/clustering/online-clusters.ts';
import { namesOf } from '../describe-incident.ts';
import type { Json } from '../../store/monitors/records.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { LiveAlert } from './live-alert.ts';
import { reasonsOf } from './live-alert.ts';
import type { LiveIncident } from './live-incident.ts';
import { newIncident } from './live-incident.ts';
import { isSilenced, silencedBy } from './mutes.ts';
import { reopen } from './refresh-incident.ts';

/** Of clusters with more alerts only those that moved have their reasons told anew. */
const FEW = 500;

/** When something was done to an incident, why, and by whom; '' is Nightjar itself. */
interface Said {
  readonly at: number;
  readonly text: string;
  readonly by: string;
}

/** Incidents follow what became of the clusters. */
export function followChanges(desk: Desk, changes: readonly ClusterChange[], draft: Draft): void {
  // An engine need not hold every alert that it placed: what it said of each counts, the last word of several.
  const placed = new Map<string, ClusterChange>();
  const touched = new Set<string>();
  for (const change of changes) {
    const { kind, cluster, others } = change;
    if (kind === 'closed') {
      settle(desk, cluster, placed, draft);
      close(desk, cluster, draft);
      touched.delete(cluster);
      continue;
    }
    if (kind === 'merged') {
      followMerge(desk, change, draft);
      others.forEach((other) => touched.delete(other));
      placed.forEach((before, alert) => others.includes(before.cluster) && placed.set(alert, { ...before, cluster }));
    } else if (kind === 'split') {
      followSplit(desk, change, draft);
    }
    change.alerts.forEach((alert) => placed.set(alert, change));
    touched.add(cluster);
    // What stays behind belongs together for other reasons than before.
    others.filter((other) => desk.byCluster.has(other)).forEach((other) => touched.add(other));
  }
  touched.forEach((cluster) => settle(desk, cluster, placed, draft));
}

/** The incident of a cluster; a new one where it has none. */
function incidentOf(desk: Desk, cluster: string, draft: Draft): LiveIncident {
  const known = desk.byCluster.get(cluster);
  if (known) {
    return known;
  }
  const incident = newIncident(cluster, desk.parts.now());
  desk.addIncident(incident);
  draft.incidents.add(incident);
  return incident;
}

/** Each alert of the cluster belongs to its incident from now on. */
function settle(desk: Desk, cluster: string, placed: ReadonlyMap<string, ClusterChange>, draft: Draft): void {
  const open = desk.engine.get(cluster);
  const ids = new Set(open?.alerts.map(({ id }) => id));
  const isSmall = ids.size <= FEW;
  placed.forEach((change, alert) => change.cluster === cluster && ids.add(alert));
  const alerts = [...ids].flatMap((id) => desk.alerts.get(id) ?? []);
  if (alerts.length === 0) {
    return;
  }
  const incident = incidentOf(desk, cluster, draft);
  const memberships = new Map(open?.memberships.map((one) => [one.alert, one]));
  const isNew = incident.members.size === 0;
  const joined: LiveAlert[] = [];
  const left = new Map<LiveIncident, LiveAlert[]>();
  for (const alert of alerts) {
    const moved = alert.incident !== incident.id;
    const membership = memberships.get(alert.id);
    if (moved || (membership && isSmall)) {
      const reasons = membership ? reasonsOf(membership) : [saidOf(placed.get(alert.id))];
      if (moved || JSON.stringify(reasons) !== JSON.stringify(alert.reasons)) {
        alert.reasons = reasons;
        draft.alerts.add(alert);
      }
    }
    if (moved) {
      const from = alert.incident === null ? undefined : desk.incidents.get(alert.incident);
      if (from) {
        left.set(from, [...(left.get(from) ?? []), alert]);
      }
      desk.move(alert, incident, draft);
      joined.push(alert);
    }
  }
  left.forEach((gone, from) => {
    const change = placed.get(gone[0].id);
    // One that nothing is left of is part of this one now, with all that was written of it.
    if (change && from.mergedInto === null) {
      noteLeaving(from, gone, { at: change.at, text: change.reason, by: '' }, draft);
    }
  });
  if (joined.length === 0) {
    return;
  }
  const at = joined.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  draft.note(incident, isNew ? 'opened' : 'joined', at, `${isNew ? 'Began with' : 'Joined:'} ${namesOf(joined)}.`);
  if (incident.silencedUntil !== null) {
    joined.filter(({ mutedBy }) => mutedBy === '').forEach((alert) => (alert.mutedBy = silencedBy('its incident')));
  }
  if (incident.state === 'resolved' && joined.some(({ end }) => end === null)) {
    reopen(incident, desk.parts.now(), `${namesOf(joined)} fired within the correlation window.`, draft);
  }
}

/** Said in an incident that goes on without them. */
function noteLeaving(from: LiveIncident, gone: readonly LiveAlert[], { at, text, by }: Said, draft: Draft): void {
  draft.note(from, by === '' ? 'split-off' : 'split', at, `${namesOf(gone)} left it: ${text}`, by);
}

/** The reason of an alert of which the engine keeps none. */
function saidOf(change: ClusterChange | undefined): Json {
  return { kind: 'rule', weight: 1, text: change?.reason ?? 'Belongs to what was there before.' };
}

function followMerge(desk: Desk, { cluster, others, reason, at }: ClusterChange, draft: Draft): void {
  const into = incidentOf(desk, cluster, draft);
  for (const other of others) {
    const from = desk.byCluster.get(other);
    if (from && from !== into) {
      mergeIncidents(desk, from, into, draft, { at, text: reason, by: '' });
    }
  }
}

/** One incident becomes part of another, with all that it had. */
export function mergeIncidents(
  desk: Desk,
  from: LiveIncident,
  into: LiveIncident,
  draft: Draft,
  { at, text, by }: Said
): void {
  if (from.members.size > 0) {
    draft.note(into, by === '' ? 'merged-in' : 'merge', at, `${from.title || 'Another incident'}: ${text}`, by);
  }
  for (const alert of [...from.members.values()]) {
    desk.move(alert, into, draft);
  }
  desk.leave(from, into, draft);
  // What people did with either holds for both; what nobody looked at yet is looked at.
  if (from.acted && !into.acted && into.state !== 'resolved') {
    into.state = from.state === 'acknowledged' ? 'acknowledged' : into.state;
    into.acknowledgedBy = from.acknowledgedBy;
  } else if (into.state === 'resolved' && from.state !== 'resolved') {
    reopen(into, desk.parts.now(), 'An open incident became part of it.', draft);
  }
  into.assignee ||= from.assignee;
  into.acted ||= from.acted;
  into.escalatedAt ??= into.state === 'open' ? from.escalatedAt : null;
  into.detail.silences = [...into.detail.silences, ...from.detail.silences];
  into.detail.waitsSince = Math.min(into.detail.waitsSince, from.detail.waitsSince);
}

function followSplit(desk: Desk, { cluster, others, alerts, reason, at }: ClusterChange, draft: Draft): void {
  const from = others.map((other) => desk.byCluster.get(other)).find((one) => one !== undefined);
  const split = incidentOf(desk, cluster, draft);
  if (!from || from === split) {
    return;
  }
  splitOff(desk, from, split, alerts, draft, { at, text: reason, by: '' });
}

/** Some alerts of an incident become another one. */
export function splitOff(
  desk: Desk,
  from: LiveIncident,
  into: LiveIncident,
  alerts: readonly string[],
  draft: Draft,
  { at, text, by }: Said
): void {
  const moved = alerts.flatMap((id) => from.members.get(id) ?? []);
  if (moved.length === 0) {
    return;
  }
  noteLeaving(from, moved, { at, text, by }, draft);
  draft.note(into, 'opened', at, `Came out of ${from.title}: ${text}`);
  moved.forEach((alert) => desk.move(alert, into, draft));
  into.acknowledgedBy = from.acknowledgedBy;
  into.state = from.state;
  into.resolvedAt = from.resolvedAt;
  into.assignee = from.assignee;
}

function close(desk: Desk, cluster: string, draft: Draft): void {
  const incident = desk.byCluster.get(cluster);
  if (incident) {
    incident.cluster = null;
    desk.byCluster.delete(cluster);
    draft.incidents.add(incident);
  }
}

/** Whether all that fires of it is muted: nobody is to be called for it. */
export function isMuted({ members }: LiveIncident): boolean {
  const firing = [...members.values()].filter(({ end, duplicateOf }) => end === null && duplicateOf === null);
  return firing.length > 0 && firing.every((alert) => alert.mutedBy !== '' || isSilenced(alert));
}
