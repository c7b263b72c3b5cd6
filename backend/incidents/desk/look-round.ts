import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { followChanges, isMuted } from './follow-clusters.ts';
import type { LiveIncident } from './live-incident.ts';
import { isRankedLate } from './refresh-incident.ts';
import { isSilenced } from './mutes.ts';
import { followWindows, unmute } from './take-events.ts';

const MINUTE = 60_000;
/** Priorities grow with time: they are told anew so often, ms. */
const REFRESH_MS = MINUTE;

/** What time alone changes: clusters close, windows and silences begin and end, what nobody acknowledges escalates. */
export async function lookRound(desk: Desk, draft: Draft): Promise<void> {
  const now = desk.parts.now();
  followChanges(desk, desk.engine.advance(now), draft);
  await followWindows(desk, draft);
  await endSilences(desk, now, draft);
  const refresh = now - desk.refreshedAt >= REFRESH_MS;
  for (const incident of desk.incidents.values()) {
    const isOpen = incident.state !== 'resolved' && incident.mergedInto === null;
    if (isOpen && isDue(desk, incident, now)) {
      escalate(desk, incident, now, draft);
    }
    const isQuiet = isOpen && incident.firing === 0;
    if ((isOpen && refresh) || isQuiet || isRankedLate(incident)) {
      draft.incidents.add(incident);
    }
  }
  if (refresh) {
    desk.refreshedAt = now;
    desk.forget();
  }
}

function isDue(desk: Desk, incident: LiveIncident, now: number): boolean {
  const { state, escalatedAt, silencedUntil, detail } = incident;
  const wait = desk.settings.options.escalationTimeMinutes * MINUTE;
  return (
    state === 'open' &&
    escalatedAt === null &&
    silencedUntil === null &&
    now - detail.waitsSince >= wait &&
    !isMuted(incident)
  );
}

function escalate(desk: Desk, incident: LiveIncident, now: number, draft: Draft): void {
  const { escalationTimeMinutes: minutes, escalationWebhook: url } = desk.settings.options;
  incident.escalatedAt = now;
  incident.detail.call = url === '' ? null : { url, attempts: 0, next: now, state: 'due' };
  const called = url === '' ? '' : ' The webhook is called.';
  draft.note(incident, 'escalated', now, `Nobody acknowledged it for ${minutes} min: its priority rises.${called}`);
}

async function endSilences(desk: Desk, now: number, draft: Draft): Promise<void> {
  for (const incident of desk.incidents.values()) {
    if (incident.silencedUntil !== null && incident.silencedUntil <= now) {
      await endSilence(desk, incident, draft);
      draft.note(incident, 'unsilence', now, 'Its silence ran out.');
    }
  }
}

export async function endSilence(desk: Desk, incident: LiveIncident, draft: Draft): Promise<void> {
  incident.silencedUntil = null;
  incident.detail.silences = [];
  incident.detail.waitsSince = Math.max(incident.detail.waitsSince, desk.parts.now());
  draft.incidents.add(incident);
  await unmute(desk, [...incident.members.values()].filter(isSilenced), draft);
}
