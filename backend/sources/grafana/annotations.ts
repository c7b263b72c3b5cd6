import { Agent, request } from 'undici';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import { SETTINGS_DEFAULTS } from '../../../contract/settings.ts';
import { NightjarError } from '../../errors.ts';
import { bearer, readBase, readTls } from '../prometheus/address.ts';
import { networkFailure } from '../prometheus/failures.ts';

/** An annotation of Grafana; ms, both ends inclusive. */
export interface Annotation {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tags: readonly string[];
}

const MOST = 5_000;

/**
 * Annotations with any of the tags that touch `from` to `to` (ms), by Grafana's HTTP API with a service-account token. Throws `bad-settings` where the
 * settings name no Grafana, and what else goes wrong as the source's errors.
 */
export async function readAnnotations(
  settings: DatasourceSettings,
  secrets: Readonly<Record<string, string>>,
  tags: readonly string[],
  from: number,
  to: number
): Promise<Annotation[]> {
  if (!settings.grafanaUrl || !secrets.grafanaToken) {
    throw new NightjarError(
      'bad-settings',
      "To read annotations, fill in Grafana's URL and a service-account token in the datasource settings."
    );
  }
  const base = readBase(settings.grafanaUrl, "Grafana's URL");
  const timeout = (settings.timeoutSeconds ?? SETTINGS_DEFAULTS.timeoutSeconds) * 1_000;
  const query = new URLSearchParams({ from: `${from}`, to: `${to}`, matchAny: 'true', limit: `${MOST}` });
  tags.forEach((tag) => query.append('tags', tag));
  const agent = new Agent({ connect: { ...readTls(settings, secrets), timeout: 10_000 } });
  try {
    const { statusCode, body } = await request(`${base}/api/annotations?${query}`, {
      dispatcher: agent,
      headers: { accept: 'application/json', authorization: bearer(secrets.grafanaToken) },
      signal: AbortSignal.timeout(timeout),
    });
    const text = await body.text();
    if (statusCode !== 200) {
      throw refusal(statusCode);
    }
    return listOf(text);
  } catch (error) {
    throw error instanceof NightjarError ? error : networkFailure(error, base, timeout);
  } finally {
    await agent.close();
  }
}

function refusal(status: number): NightjarError {
  return status === 401 || status === 403
    ? new NightjarError(
        'source-unauthorized',
        'Grafana refused to give its annotations: the token needs the permission annotations:read.'
      )
    : new NightjarError('source-rejected', `Grafana answered ${status} instead of its annotations.`);
}

function listOf(text: string): Annotation[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new NightjarError('source-broken-reply', 'What answers at Grafana’s URL is no Grafana.', { cause: error });
  }
  if (!Array.isArray(data)) {
    throw new NightjarError('source-broken-reply', 'What answers at Grafana’s URL is no Grafana.');
  }
  return data.flatMap((one: unknown) => annotationOf(one) ?? []);
}

function annotationOf(data: unknown): Annotation | null {
  if (typeof data !== 'object' || data === null || !('id' in data) || !('time' in data)) {
    return null;
  }
  const { id, time, timeEnd, text, tags } = data as Record<string, unknown>;
  if (typeof id !== 'number' || typeof time !== 'number') {
    return null;
  }
  return {
    id,
    start: time,
    end: typeof timeEnd === 'number' && timeEnd > time ? timeEnd : time,
    text: typeof text === 'string' ? text : '',
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
  };
}
