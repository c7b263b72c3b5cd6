import type { IncidentRow } from '../store/alerts/records.ts';
import type { Owner } from '../store/owner.ts';
import type { Desk } from './desk/desk.ts';
import { rowOf } from './desk/live-incident.ts';
import type { Desks } from './desks.ts';
import { RETRIES_MS, callWebhook } from './escalation-calls.ts';
import { summaryOf } from './to-records.ts';

/** A webhook that is to be called. */
export interface DueCall {
  readonly id: string;
  readonly url: string;
  readonly row: IncidentRow;
}

export function dueCalls(desk: Desk): DueCall[] {
  const now = desk.parts.now();
  return [...desk.incidents.values()].flatMap((incident) => {
    const { call } = incident.detail;
    return call?.state === 'due' && call.next <= now ? [{ id: incident.id, url: call.url, row: rowOf(incident) }] : [];
  });
}

/** Calls the webhook of an incident that escalated, and keeps whether it answered; one that did not is called again later, also after a restart. */
export async function escalate(
  desks: Desks,
  owner: Owner,
  { id, url, row }: DueCall,
  signal: AbortSignal
): Promise<void> {
  const failure = await callWebhook(url, summaryOf(row), signal).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error))
  );
  if (signal.aborted) {
    return;
  }
  await desks.change(owner, async (desk, draft) => {
    const incident = desk.incidents.get(id);
    const call = incident?.detail.call;
    if (!incident || call?.state !== 'due') {
      return;
    }
    const attempts = call.attempts + 1;
    const wait = RETRIES_MS.at(attempts - 1);
    const now = desk.parts.now();
    const state = failure === null ? 'done' : wait === undefined ? 'failed' : 'due';
    incident.detail.call = { url, attempts, next: now + (wait ?? 0), state };
    draft.incidents.add(incident);
    if (state !== 'due') {
      const told =
        failure === null ? 'The webhook was called.' : `The webhook was called ${attempts} times in vain: ${failure}.`;
      draft.note(incident, 'escalated', now, told);
    }
  });
}
