import { setImmediate } from 'node:timers/promises';
import type { Alert, AlertEvent } from '../../alerts/alert.ts';
import { alertOf } from '../../alerts/alert-of-event.ts';
import type { JournalRow } from '../../store/alerts/records.ts';
import { namesOf } from '../describe-incident.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { followChanges } from './follow-clusters.ts';
import type { LiveAlert } from './live-alert.ts';
import { alertOfRow, liveAlert } from './live-alert.ts';
import { AT_SOURCE, isSilenced, mutedAt } from './mutes.ts';
import { reopen } from './refresh-incident.ts';

/** Work beside which the event loop need not wait, ms. */
const TURN_MS = 10;
/** Sources that say how an alert goes on: hearing of it again is no repetition. */
const WATCHED = new Set(['monitor', 'forecast']);

/** Puts events of the journal together: what is new, what repeats, what changed, what ended. Without `clusters` nothing new goes into an incident. */
export async function takeEvents(
  desk: Desk,
  rows: readonly JournalRow[],
  draft: Draft,
  clusters = true
): Promise<void> {
  const { serviceLabels } = desk.settings.options;
  const told = rows.flatMap(({ at, events }) =>
    events.map((event) => {
      // JSON has no NaN: what has no value comes back as null.
      const { value, ...rest } = event as unknown as Omit<AlertEvent, 'value'> & { readonly value: number | null };
      return { at, alert: alertOf({ ...rest, value: value ?? Number.NaN }, serviceLabels) };
    })
  );
  await recall(
    desk,
    told.map(({ alert }) => alert.id)
  );
  const fresh: LiveAlert[] = [];
  const ended: LiveAlert[] = [];
  const heard: LiveAlert[] = [];
  const isMuted = mutedAtSource(desk);
  let turn = performance.now();
  for (const { at, alert } of told) {
    if (performance.now() - turn > TURN_MS) {
      await setImmediate();
      turn = performance.now();
    }
    const known = desk.alerts.get(alert.id);
    if (known) {
      hearAgain(desk, known, alert, at, draft, ended);
      if (followSource(known, isMuted(alert))) {
        heard.push(known);
      }
    } else if (takeNew(desk, alert, at, draft, isMuted(alert) === true)) {
      fresh.push(desk.alerts.get(alert.id) as LiveAlert);
    }
  }
  if (fresh.length > 0 && clusters) {
    followChanges(desk, await desk.engine.add(fresh.map(alertOfRow)), draft);
  }
  if (heard.length > 0 && clusters) {
    await unmute(desk, heard, draft);
  }
  noteEnds(desk, ended, draft);
}

/** Tells of an event whether a silence at its source mutes it, other than those that incidents wrote there; undefined where the source does not say. */
function mutedAtSource(desk: Desk): (event: AlertEvent) => boolean | undefined {
  let own: ReadonlySet<string> | undefined;
  return ({ silences }) =>
    silences?.some((id) => {
      own ??= new Set([...desk.incidents.values()].flatMap(({ detail }) => detail.silences.map((one) => one.id)));
      return !own.has(id);
    });
}

/** Mutes what its source mutes; gives whether it is heard again. */
function followSource(known: LiveAlert, isMuted: boolean | undefined): boolean {
  if (isMuted === true && known.mutedBy === '') {
    known.mutedBy = AT_SOURCE;
  }
  return isMuted === false && known.mutedBy === AT_SOURCE;
}

/** What memory has forgotten and the store has not. */
async function recall(desk: Desk, ids: readonly string[]): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !desk.alerts.has(id));
  if (unknown.length > 0) {
    (await desk.parts.store.findAlerts(desk.owner, unknown)).forEach((row) => desk.addAlert({ ...row }));
  }
}

/** Gives whether it is for clustering to say where it belongs. */
function takeNew(desk: Desk, alert: Alert, at: number, draft: Draft, isMuted: boolean): boolean {
  const row = liveAlert(alert);
  const { windows, options } = desk.settings;
  row.mutedBy = mutedAt(row, windows, row.start) || mutedAt(row, windows, at) || (isMuted ? AT_SOURCE : '');
  const comesAndGoes = desk.duplicates.noteStart(row, row.start);
  const like = desk.duplicates.find(row);
  // What is silenced at its source hides nothing that is not.
  const repetition = like?.of.mutedBy === AT_SOURCE && row.mutedBy === '' ? null : like;
  draft.count(row.source, at, repetition === null);
  draft.alerts.add(row);
  if (repetition === null) {
    desk.addAlert(row);
    desk.duplicates.add(row);
    return row.mutedBy === '';
  }
  const { of, reason } = repetition;
  row.duplicateOf = of.id;
  row.duplicateReason = reason;
  row.mutedBy ||= of.mutedBy;
  row.incident = of.incident;
  desk.addAlert(row);
  of.received++;
  of.flapping ||= comesAndGoes;
  if (of.fingerprint === row.fingerprint && of.ownEnd === null) {
    // Its end was missed: one alert does not fire twice at once.
    of.ownEnd = row.start;
  }
  followRepetitions(desk, of, draft);
  const incident = of.incident === null ? undefined : desk.incidents.get(of.incident);
  if (incident) {
    draft.incidents.add(incident);
    if (incident.state === 'resolved' && row.end === null) {
      reopen(incident, desk.parts.now(), `${row.name} fires again.`, draft);
    } else if (incident.state === 'acknowledged' && !options.autoAcknowledgeDuplicates) {
      reopen(incident, desk.parts.now(), `${row.name} fires again, and repetitions are not acknowledged.`, draft);
    }
  }
  return false;
}

function hearAgain(desk: Desk, known: LiveAlert, alert: Alert, at: number, draft: Draft, ended: LiveAlert[]): void {
  const wasFiring = known.ownEnd === null;
  known.severity = alert.severity;
  known.annotations = alert.annotations;
  known.url = alert.url;
  known.value = Number.isFinite(alert.value) ? alert.value : known.value;
  known.ownEnd = alert.end;
  known.lastAt = Math.max(known.lastAt, alert.end ?? (wasFiring ? known.lastAt : at));
  if (alert.end === null && !WATCHED.has(alert.source)) {
    known.received++;
    draft.count(alert.source, at, false);
  }
  draft.alerts.add(known);
  const own = known.duplicateOf === null ? known : desk.alerts.get(known.duplicateOf);
  if (own) {
    followRepetitions(desk, own, draft);
    if (wasFiring && own.end !== null) {
      ended.push(own);
    }
    if (!wasFiring && alert.end === null) {
      fireAgain(desk, own, draft);
    }
  } else {
    known.end = known.ownEnd;
  }
}

/** An alert whose end was taken back. */
function fireAgain(desk: Desk, own: LiveAlert, draft: Draft): void {
  const incident = own.incident === null ? undefined : desk.incidents.get(own.incident);
  if (incident?.state === 'resolved') {
    reopen(incident, desk.parts.now(), `${own.name} fires again.`, draft);
  }
}

/** An alert fires as long as it or a repetition of it does. */
function followRepetitions(desk: Desk, own: LiveAlert, draft: Draft): void {
  let end = own.ownEnd;
  for (const other of desk.repetitions.get(own.id) ?? []) {
    other.end = other.ownEnd;
    end = end === null || other.ownEnd === null ? null : Math.max(end, other.ownEnd);
    own.lastAt = Math.max(own.lastAt, other.lastAt);
  }
  own.end = end;
  draft.alerts.add(own);
  desk.engine.update(alertOfRow(own));
  const incident = own.incident === null ? undefined : desk.incidents.get(own.incident);
  if (incident) {
    draft.incidents.add(incident);
  }
}

function noteEnds(desk: Desk, ended: readonly LiveAlert[], draft: Draft): void {
  const byIncident = new Map<string, Set<LiveAlert>>();
  for (const alert of ended) {
    if (alert.incident !== null && alert.end !== null && !alert.flapping) {
      byIncident.set(alert.incident, (byIncident.get(alert.incident) ?? new Set()).add(alert));
    }
  }
  for (const [id, alerts] of byIncident) {
    const incident = desk.incidents.get(id);
    if (incident) {
      const at = Math.max(...[...alerts].map(({ end }) => end ?? 0));
      draft.note(incident, 'alert-ended', at, `Ended: ${namesOf([...alerts])}.`);
    }
  }
}

/** Firing alerts that a window or a silence muted and does not any more go where they belong. */
export async function unmute(desk: Desk, alerts: readonly LiveAlert[], draft: Draft): Promise<void> {
  const homeless: LiveAlert[] = [];
  for (const alert of alerts) {
    alert.mutedBy = '';
    draft.alerts.add(alert);
    if (alert.duplicateOf === null && alert.incident === null) {
      homeless.push(alert);
    }
  }
  if (homeless.length > 0) {
    followChanges(desk, await desk.engine.add(homeless.map(alertOfRow)), draft);
  }
}

/** New windows mute what they cover, and what no window covers any more is heard again. */
export async function followWindows(desk: Desk, draft: Draft): Promise<void> {
  const now = desk.parts.now();
  const { windows } = desk.settings;
  const heard: LiveAlert[] = [];
  for (const alert of desk.alerts.values()) {
    if (alert.end !== null || isSilenced(alert) || alert.mutedBy === AT_SOURCE) {
      continue;
    }
    const muted = mutedAt(alert, windows, now);
    if (muted === '' && alert.mutedBy !== '') {
      heard.push(alert);
    } else if (muted !== alert.mutedBy) {
      alert.mutedBy = muted;
      draft.alerts.add(alert);
    }
  }
  await unmute(desk, heard, draft);
}
