import { Agent, request } from 'undici';
import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import { concealing } from '../prometheus/conceal.ts';
import { networkFailure } from '../prometheus/failures.ts';
import type { AlertmanagerAddress } from './address.ts';
import { silencePath } from './address.ts';

/** As Alertmanager's API writes it. */
export interface SilenceMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** Times in ms. */
export interface NewSilence {
  readonly matchers: readonly SilenceMatcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

const statusReply = z.object({
  uptime: z.string().optional(),
  versionInfo: z.object({ version: z.string() }).optional(),
});

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** The largest reply that is read, in bytes: some 100,000 alerts. */
const MOST_BYTES = 128 * 1024 * 1024;
const SAID = 300;

/** Alertmanager's API, version 2 (https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml); every failure is a NightjarError. */
export class AlertmanagerClient {
  private readonly address: AlertmanagerAddress;
  private readonly agent: Agent;
  private readonly conceal: (text: string) => string;

  constructor(address: AlertmanagerAddress) {
    this.address = address;
    this.agent = new Agent({
      connect: { ...address.tls, timeout: Math.min(address.timeoutMs, 10_000) },
      headersTimeout: address.timeoutMs,
      bodyTimeout: address.timeoutMs,
    });
    this.conceal = concealing(address.headers);
  }

  /** Every alert it holds, also silenced and inhibited ones, as it writes them. */
  async alerts(signal?: AbortSignal): Promise<unknown[]> {
    const reply = await this.send('GET', '/api/v2/alerts', undefined, signal);
    const alerts = this.read(reply);
    if (!Array.isArray(alerts)) {
      throw this.notAlertmanager(reply);
    }
    return alerts;
  }

  /** Its version, and since when it runs (ms); null each where it does not say, as those that only speak its API may not. */
  async status(signal?: AbortSignal): Promise<{ readonly version: string | null; readonly since: number | null }> {
    const reply = await this.send('GET', '/api/v2/status', undefined, signal);
    if (reply.status === 404) {
      return { version: null, since: null };
    }
    const data = statusReply.safeParse(this.read(reply));
    if (!data.success) {
      throw this.notAlertmanager(reply, data.error);
    }
    const { uptime, versionInfo } = data.data;
    const since = Date.parse(uptime ?? '');
    return { version: versionInfo?.version ?? null, since: Number.isFinite(since) ? since : null };
  }

  /** Writes a silence and gives its id. */
  async silence({ matchers, startsAt, endsAt, createdBy, comment }: NewSilence): Promise<string> {
    const times = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
    const reply = await this.send('POST', '/api/v2/silences', { matchers, ...times, createdBy, comment });
    const data = this.read(reply);
    const id = typeof data === 'object' && data !== null && 'silenceID' in data ? data.silenceID : null;
    if (typeof id !== 'string') {
      throw this.notAlertmanager(reply);
    }
    return id;
  }

  /** Ends a silence; one that has ended or is not there any more is left as it is. */
  async expire(id: string): Promise<void> {
    const path = silencePath(id);
    const reply = await this.send('DELETE', path);
    if (reply.status >= 300 && reply.status !== 404 && !(await this.hasEnded(path))) {
      this.read(reply);
    }
  }

  close(): Promise<void> {
    return this.agent.close();
  }

  private async hasEnded(path: string): Promise<boolean> {
    const reply = await this.send('GET', path);
    if (reply.status === 404) {
      return true;
    }
    const data = this.read(reply);
    const status: unknown = typeof data === 'object' && data !== null && 'status' in data ? data.status : null;
    return typeof status === 'object' && status !== null && 'state' in status && status.state === 'expired';
  }

  private async send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    signal?: AbortSignal
  ): Promise<Reply> {
    const { base, headers, timeoutMs, server } = this.address;
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const response = await request(`${base}${path}`, {
        method,
        dispatcher: this.agent,
        signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        headers: {
          accept: 'application/json',
          'user-agent': 'nightjar',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: response.statusCode, text: await this.readText(response.body) };
    } catch (error) {
      if (signal?.aborted) {
        throw new NightjarError('cancelled', 'The request was cancelled.', { cause: error });
      }
      throw networkFailure(deadline.aborted ? deadline.reason : error, base, timeoutMs, server);
    }
  }

  private async readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of stream) {
      size += piece.length;
      if (size > MOST_BYTES) {
        throw new NightjarError(
          'too-large',
          `${this.address.base} answers with more than ${MOST_BYTES / 2 ** 20} MiB of alerts: group or inhibit what floods it.`
        );
      }
      pieces.push(piece);
    }
    return Buffer.concat(pieces, size).toString('utf8');
  }

  /** What a reply says. Throws what its status stands for. */
  private read(reply: Reply): unknown {
    const { base, server } = this.address;
    if (reply.status === 401 || reply.status === 403) {
      throw new NightjarError(
        'source-unauthorized',
        server === 'Grafana'
          ? `Grafana at ${base} refused this (${reply.status}): the service account needs the role Editor, or the permission to create silences.`
          : `Alertmanager at ${base} refused this (${reply.status}): check its user, password or token in the datasource settings.`
      );
    }
    let data: unknown;
    try {
      data = reply.text.trim() === '' && reply.status < 300 ? null : JSON.parse(reply.text);
    } catch (error) {
      throw this.notAlertmanager(reply, error);
    }
    if (reply.status >= 500) {
      throw new NightjarError('source-overloaded', `${server} at ${base} failed (${reply.status})${this.said(data)}.`);
    }
    if (reply.status >= 300) {
      throw new NightjarError('source-rejected', `${server} at ${base} answered ${reply.status}${this.said(data)}.`);
    }
    return data;
  }

  /** Alertmanager's own words of an error: a JSON text, or an object with a message. */
  private said(data: unknown): string {
    const text = typeof data === 'object' && data !== null && 'message' in data ? data.message : data;
    return typeof text === 'string' && text !== '' ? `, saying "${this.conceal(text.slice(0, SAID))}"` : '';
  }

  private notAlertmanager({ status }: Reply, cause?: unknown): NightjarError {
    return new NightjarError(
      'source-broken-reply',
      `What answers at ${this.address.base} (status ${status}) is no Alertmanager of version 0.25 or later: its URL is the one whose /api/v2/alerts lists alerts.`,
      { cause }
    );
  }
}
