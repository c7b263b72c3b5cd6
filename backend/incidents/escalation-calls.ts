import { request } from 'undici';
import type { IncidentSummary } from './records.ts';

const TIMEOUT_MS = 10_000;
/** Waits after the first, second, ... failure, ms; after the last it is given up. */
export const RETRIES_MS = [5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000];

/** Tells a webhook of an incident that escalated. Throws where it does not answer with 2xx. */
export async function callWebhook(url: string, incident: IncidentSummary, signal: AbortSignal): Promise<void> {
  const { statusCode, body } = await request(url, {
    method: 'POST',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    headers: { 'content-type': 'application/json', 'user-agent': 'nightjar' },
    body: JSON.stringify({ event: 'incident-escalated', incident }),
  });
  await body.dump();
  if (statusCode < 200 || statusCode >= 300) {
    throw new Error(`it answered ${statusCode}`);
  }
}
