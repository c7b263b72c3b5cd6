import { NightjarError } from '../../errors.ts';
import type { Caller } from '../../monitors/caller.ts';
import type { IncidentDeed } from '../alert-service.ts';
import { namesOf } from '../describe-incident.ts';
import { newId } from '../new-id.ts';
import type { WrittenSilence } from '../silencer.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { followChanges, mergeIncidents, splitOff } from './follow-clusters.ts';
import type { LiveAlert } from './live-alert.ts';
import type { LiveIncident } from './live-incident.ts';
import { liveIncident, newIncident } from './live-incident.ts';
import { endSilence } from './look-round.ts';
import { silencedBy } from './mutes.ts';
import { reopen } from './refresh-incident.ts';

/** Alerts of an old incident that are taken up again with it. */
const MOST_ALERTS = 100_000;

/** The incident, taken up from the store where memory has forgotten it. Throws `not-found`. */
export async function adopt(desk: Desk, id: string): Promise<LiveIncident> {
  const known = desk.incidents.get(id);
  if (known && known.mergedInto === null) {
    return known;
  }
  const { store } = desk.parts;
  const row = await store.getIncident(desk.owner, id);
  if (!row) {
    throw new NightjarError(
      'not-found',
      `There is no incident '${id.slice(0, 60)}': it may be too old, and forgotten.`
    );
  }
  const held = desk.incidents.get(row.id);
  if (held) {
    return held;
  }
  const incident = liveIncident(row);
  desk.addIncident(incident);
  for (const alert of await store.alertsOfIncident(desk.owner, row.id, MOST_ALERTS)) {
    const live = desk.alerts.get(alert.id);
    if (live) {
      incident.members.set(live.id, live);
    } else {
      desk.addAlert({ ...alert });
    }
  }
  return incident;
}

/** What somebody does with an incident, but for writing and ending silences elsewhere, which has been done. Throws `conflict` and `bad-request`. */
export async function doDeed(
  desk: Desk,
  incident: LiveIncident,
  deed: IncidentDeed,
  caller: Caller,
  draft: Draft,
  written: readonly WrittenSilence[]
): Promise<void> {
  const now = desk.parts.now();
  const by = caller.login;
  draft.incidents.add(incident);
  switch (deed.kind) {
    case 'acknowledge':
      demandOpen(incident);
      incident.state = 'acknowledged';
      incident.acknowledgedBy = by;
      incident.acted = true;
      incident.detail.call = null;
      return draft.note(incident, 'acknowledge', now, '', by);
    case 'assign':
      incident.assignee = deed.to;
      incident.acted = true;
      return draft.note(incident, 'assign', now, deed.to === '' ? 'To nobody' : `To ${deed.to}`, by);
    case 'comment':
      incident.acted = true;
      return draft.note(incident, 'comment', now, deed.text, by);
    case 'silence':
      return silence(incident, deed, caller, draft, written, now);
    case 'unsilence':
      if (incident.silencedUntil === null) {
        throw new NightjarError('conflict', 'This incident is not silenced.');
      }
      await endSilence(desk, incident, draft);
      return draft.note(incident, 'unsilence', now, '', by);
    case 'resolve':
      demandOpen(incident);
      incident.state = 'resolved';
      incident.resolvedAt = now;
      incident.acted = true;
      incident.detail.call = null;
      return draft.note(incident, 'resolve', now, deed.text, by);
    case 'reopen':
      if (incident.state !== 'resolved') {
        throw new NightjarError('conflict', 'This incident is not resolved.');
      }
      incident.acted = true;
      return reopen(incident, now, '', draft, by);
    case 'merge':
      return merge(desk, incident, deed.with, caller, draft);
    case 'split':
      return split(desk, incident, deed.alerts, caller, draft);
  }
}

function demandOpen({ state }: LiveIncident): void {
  if (state === 'resolved') {
    throw new NightjarError('conflict', 'This incident is resolved: reopen it first.');
  }
}

function silence(
  incident: LiveIncident,
  { until, text }: Extract<IncidentDeed, { kind: 'silence' }>,
  { login }: Caller,
  draft: Draft,
  written: readonly WrittenSilence[],
  now: number
): void {
  if (until <= now) {
    throw new NightjarError('bad-request', 'A silence ends in the future: choose a later time.');
  }
  incident.silencedUntil = until;
  incident.detail.silences = [...incident.detail.silences, ...written].map((one) => ({ ...one }));
  for (const alert of incident.members.values()) {
    if (alert.mutedBy === '') {
      alert.mutedBy = silencedBy(login);
      draft.alerts.add(alert);
    }
  }
  const where = written.map((one) => (one.where === 'grafana' ? 'Grafana' : 'Alertmanager'));
  const told = where.length === 0 ? '' : ` Also in ${[...new Set(where)].join(' and ')}.`;
  draft.note(incident, 'silence', now, `Until ${new Date(until).toISOString()}.${told} ${text}`.trim(), login);
}

/** Those incidents become part of this one, and what was said to be apart is so no more. */
async function merge(
  desk: Desk,
  into: LiveIncident,
  ids: readonly string[],
  { login }: Caller,
  draft: Draft
): Promise<void> {
  const now = desk.parts.now();
  const others: LiveIncident[] = [];
  for (const id of ids) {
    const other = await adopt(desk, id);
    if (other !== into && !others.includes(other)) {
      others.push(other);
    }
  }
  if (others.length === 0) {
    throw new NightjarError(
      'bad-request',
      'Name another incident to merge with: an incident cannot be merged with itself.'
    );
  }
  putTogether(desk, [into, ...others], draft);
  const clusters = [into, ...others].flatMap(({ cluster }) => cluster ?? []);
  const changes = clusters.length > 1 ? desk.engine.join(clusters, now) : [];
  for (const other of others) {
    mergeIncidents(desk, other, into, draft, { at: now, text: 'put together by hand.', by: login });
  }
  into.acted = true;
  // The clusters became one, whichever of them that is: it is this incident's.
  const left = changes.find(({ kind }) => kind === 'merged')?.cluster ?? clusters[0];
  if (left !== undefined) {
    if (into.cluster !== null) {
      desk.byCluster.delete(into.cluster);
    }
    into.cluster = left;
    desk.byCluster.set(left, into);
  }
  followChanges(desk, changes, draft);
}

/** Those alerts become an incident of their own, and are kept apart from the rest from now on. */
function split(desk: Desk, from: LiveIncident, ids: readonly string[], { login }: Caller, draft: Draft): void {
  const now = desk.parts.now();
  const own = (alert: LiveAlert | undefined): LiveAlert[] => {
    const first = alert?.duplicateOf == null ? alert : desk.alerts.get(alert.duplicateOf);
    return first && from.members.has(first.id) ? [first] : [];
  };
  const moved = [...new Set(ids.flatMap((id) => own(from.members.get(id))))];
  const rest = [...from.members.values()].filter((one) => one.duplicateOf === null && !moved.includes(one));
  if (moved.length === 0 || rest.length === 0) {
    throw new NightjarError('bad-request', 'Name some of the alerts of this incident, and leave it at least one.');
  }
  const print = (alerts: readonly LiveAlert[]): string[] => [...new Set(alerts.map(({ fingerprint }) => fingerprint))];
  const apart = { id: newId(), one: print(moved), other: print(rest), at: now, author: login };
  desk.apart.push(apart);
  draft.apart.push(apart);
  const alerts = moved.map(({ id }) => id);
  const changes = from.cluster === null ? [] : desk.engine.part(from.cluster, alerts, now);
  desk.engine.setContext(desk.context());
  const cluster = changes.find(({ kind }) => kind === 'split')?.cluster ?? null;
  const into = newIncident(cluster, now);
  desk.addIncident(into);
  splitOff(desk, from, into, alerts, draft, { at: now, text: 'taken apart by hand.', by: login });
  moved.forEach((alert) => {
    alert.reasons = [{ kind: 'by-hand', weight: 1, text: `Taken out of ${namesOf(rest)} by ${login.slice(0, 80)}.` }];
  });
  from.acted = true;
  followChanges(
    desk,
    changes.filter(({ kind }) => kind !== 'split'),
    draft
  );
}

/** Forgets that alerts of these incidents were taken apart. */
function putTogether(desk: Desk, incidents: readonly LiveIncident[], draft: Draft): void {
  const prints = new Set(
    incidents.flatMap(({ members }) => [...members.values()].map(({ fingerprint }) => fingerprint))
  );
  const has = (some: readonly string[]): boolean => some.some((print) => prints.has(print));
  const gone = desk.apart.filter(({ one, other }) => has(one) && has(other)).map(({ id }) => id);
  if (gone.length > 0) {
    desk.apart = desk.apart.filter(({ id }) => !gone.includes(id));
    draft.together.push(...gone);
    desk.engine.setContext(desk.context());
  }
}
