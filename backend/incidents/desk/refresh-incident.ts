import type { AlertSeverity } from '../../../contract/alerts.ts';
import { ALERT_SEVERITIES } from '../../../contract/alerts.ts';
import type { OpenCluster } from '../../alerts/clustering/online-clusters.ts';
import { commonLabels, commonest, impactOf, titleOf } from '../describe-incident.ts';
import { priorityOf } from '../priority.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { LiveAlert } from './live-alert.ts';
import { alertOfRow, membershipOf } from './live-alert.ts';
import type { LiveIncident } from './live-incident.ts';
import { causesOf } from './live-incident.ts';

/** Causes among more alerts than this are not looked for anew with every one, but after so long, ms. */
const QUICK = 200;
const RANK_MS = 2_000;
/** Services of an incident that lists show and filter by. */
const MOST_SERVICES = 200;
const MOST_SIGNATURE = 300;
/** Alerts that come and go have ended when they have not come for so long, or for the window of duplicates, ms. */
const QUIET_MS = 600_000;
const MINUTE = 60_000;

/** Tells an incident anew from its alerts: what it is about, how urgent it is, what may have caused it, and whether it is over. */
export function refreshIncident(desk: Desk, incident: LiveIncident, draft: Draft): void {
  if (incident.mergedInto !== null) {
    return;
  }
  const now = desk.parts.now();
  const members = [...incident.members.values()];
  const own = members.filter(({ duplicateOf }) => duplicateOf === null);
  const told = own.length > 0 ? own : members;
  if (told.length === 0) {
    // Its alerts went elsewhere.
    incident.alerts = incident.received = incident.firing = 0;
    end(incident, now, 'Its alerts belong to other incidents.', draft);
    return;
  }
  const firing = told.filter((alert) => alert.end === null);
  incident.alerts = own.length;
  incident.received = own.reduce((sum, { received }) => sum + received, 0);
  incident.firing = firing.length;
  const severity = worst(members);
  incident.severity = severity;
  incident.startedAt = members.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  incident.lastAlertAt = members.reduce((most, { start }) => Math.max(most, start), Number.NEGATIVE_INFINITY);
  incident.services = commonest(told.map(({ service }) => service).filter((service) => service !== '')).slice(
    0,
    MOST_SERVICES
  );
  rank(desk, incident, told, now);
  incident.title = titleOf(told, incident.detail.causes[0]?.service ?? '');
  incident.detail.commonLabels = commonLabels(told);
  incident.detail.signature = signatureOf(told);
  followEnd(desk, incident, members, firing, draft);
  const lasted = (incident.resolvedAt ?? now) - incident.startedAt;
  const { services, alerts } = incident;
  incident.impact = impactOf({ services, alerts, severity, firing: firing.length, duration: lasted });
  const { priorityFactors, serviceTiers } = desk.settings.options;
  const facts = { severity, alerts, services, duration: lasted, escalated: incident.escalatedAt !== null };
  incident.priority = priorityOf(facts, priorityFactors, serviceTiers);
}

/** Looks for causes and confidence anew, where that is due. */
function rank(desk: Desk, incident: LiveIncident, alerts: readonly LiveAlert[], now: number): void {
  const { ranked } = incident;
  if (alerts.length > QUICK && now - ranked.at < RANK_MS && ranked.at > 0) {
    return;
  }
  const open = incident.cluster === null ? undefined : desk.engine.get(incident.cluster);
  incident.confidence = Math.min(1, Math.max(0, open?.confidence ?? incident.confidence));
  const cluster: OpenCluster = {
    id: incident.id,
    alerts: alerts.map(alertOfRow),
    memberships: alerts.map(membershipOf),
    confidence: incident.confidence,
  };
  const most = desk.settings.options.maxRootCauseCandidates;
  incident.detail.causes = causesOf(desk.parts.rankCauses(cluster, desk.context(), desk.changes).slice(0, most));
  incident.ranked = { at: now, alerts: alerts.length };
}

/** Whether its causes are of fewer alerts than it has by now. */
export function isRankedLate({ ranked, alerts, mergedInto }: LiveIncident): boolean {
  return mergedInto === null && ranked.at > 0 && ranked.alerts !== alerts;
}

/** An incident of which nothing fires any more is over; alerts that come and go are waited for. */
function followEnd(
  desk: Desk,
  incident: LiveIncident,
  members: readonly LiveAlert[],
  firing: readonly LiveAlert[],
  draft: Draft
): void {
  if (incident.state === 'resolved' || firing.length > 0) {
    return;
  }
  const now = desk.parts.now();
  const ended = members.reduce((most, alert) => Math.max(most, alert.end ?? 0), 0);
  const quiet = Math.min(QUIET_MS, desk.settings.options.deduplicationWindowMinutes * MINUTE);
  if (!members.some(({ flapping }) => flapping) || now - ended >= quiet) {
    end(incident, Math.max(ended, incident.startedAt), 'All of its alerts have ended.', draft);
  }
}

function end(incident: LiveIncident, at: number, text: string, draft: Draft): void {
  if (incident.state !== 'resolved') {
    incident.state = 'resolved';
    incident.resolvedAt = at;
    draft.note(incident, 'resolve', at, text);
  }
}

/** Opens an incident that was over, or whose acknowledgement does not hold any more; escalation waits anew. */
export function reopen(incident: LiveIncident, now: number, text: string, draft: Draft, by = ''): void {
  incident.state = 'open';
  incident.resolvedAt = null;
  incident.escalatedAt = null;
  incident.acknowledgedBy = '';
  incident.detail.waitsSince = now;
  incident.detail.call = null;
  draft.note(incident, 'reopen', now, text, by);
}

function worst(alerts: readonly LiveAlert[]): AlertSeverity {
  const index = alerts.reduce(
    (most, { severity }) => Math.max(most, ALERT_SEVERITIES.indexOf(severity as AlertSeverity)),
    0
  );
  return ALERT_SEVERITIES[index];
}

function signatureOf(alerts: readonly LiveAlert[]): string[] {
  const pairs = commonest(alerts.map(({ name, service }) => `${name}@${service}`.slice(0, 200)));
  return pairs.slice(0, MOST_SIGNATURE);
}
