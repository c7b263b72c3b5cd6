import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { NightjarError } from '../../errors.ts';
import type { PrometheusAddress } from './address.ts';
import type { WireReply } from './failures.ts';
import { httpFailure, isReset, networkFailure, notPrometheus } from './failures.ts';
import { Gate } from './gate.ts';

/** Caps of one client. */
export interface ClientLimits {
  /** The largest reply that is read, in bytes. */
  readonly maxReplyBytes: number;
  /** Requests at once. */
  readonly concurrency: number;
}

type Parameters = Readonly<Record<string, string | readonly string[]>>;

const MAX_TRIES = 3;
const LONGEST_WAIT_MS = 10_000;

/** HTTP with one Prometheus: authentication, TLS, retries and limits, and every failure a NightjarError. */
export class PrometheusClient {
  readonly address: PrometheusAddress;
  private readonly limits: ClientLimits;
  private readonly agent: Agent;
  private readonly gate: Gate;
  /** Which of the address's bases answers; found out on the first 404. */
  private base = 0;
  /** Whether a proxy on the way refuses POST. */
  private getOnly = false;

  constructor(address: PrometheusAddress, limits: ClientLimits) {
    this.address = address;
    this.limits = limits;
    this.gate = new Gate(limits.concurrency);
    this.agent = new Agent({
      connections: limits.concurrency,
      keepAliveTimeout: 30_000,
      connect: { ...address.tls, timeout: Math.min(address.timeoutMs, 10_000) },
      headersTimeout: address.timeoutMs,
      bodyTimeout: address.timeoutMs,
    });
  }

  /**
   * Asks `path` (`/api/v1/...`) and gives the body of a 2xx JSON reply. Sent as a POST form where `form` is true (long
   * queries) and as GET after a proxy has refused that. 429, 503 and reset connections are tried again, `Retry-After` honoured.
   */
  async ask(
    path: string,
    parameters: Parameters,
    options: { form: boolean; signal?: AbortSignal }
  ): Promise<Uint8Array> {
    try {
      return await this.gate.run(
        () => this.askWithin(path, encode(parameters), options.form, options.signal),
        options.signal
      );
    } catch (error) {
      if (options.signal?.aborted) {
        throw new NightjarError('cancelled', 'The request was cancelled.', { cause: error });
      }
      throw error;
    }
  }

  /** Lets requests under way end. */
  close(): Promise<void> {
    return this.agent.close();
  }

  /** One request with its retries, within the address's timeout; waiting for a turn does not count. */
  private async askWithin(path: string, query: string, form: boolean, outer?: AbortSignal): Promise<Uint8Array> {
    const deadline = AbortSignal.timeout(this.address.timeoutMs);
    try {
      return await this.askInTurn(path, query, form, outer ? AbortSignal.any([deadline, outer]) : deadline);
    } catch (error) {
      throw networkFailure(deadline.aborted ? deadline.reason : error, this.address.shown, this.address.timeoutMs);
    }
  }

  private async askInTurn(path: string, query: string, form: boolean, signal: AbortSignal): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt++) {
      let wait = 200 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
      try {
        const { reply, retryAfterMs } = await this.send(path, query, form && !this.getOnly, signal);
        if (reply.status === 405 && form && !this.getOnly) {
          this.getOnly = true;
          continue;
        }
        if ((reply.status === 404 || reply.status === 405) && this.base + 1 < this.address.bases.length) {
          this.base++;
          continue;
        }
        const failure = this.failureOf(reply);
        if (!failure) {
          return reply.body;
        }
        const again = (reply.status === 429 || reply.status === 503) && failure.code !== 'source-timeout';
        if (!again || attempt >= MAX_TRIES || (retryAfterMs ?? 0) > LONGEST_WAIT_MS) {
          throw failure;
        }
        wait = retryAfterMs ?? wait;
      } catch (error) {
        if (!isReset(error) || attempt >= MAX_TRIES || signal.aborted) {
          throw error;
        }
      }
      await sleep(wait, undefined, { signal });
    }
  }

  private failureOf(reply: WireReply): NightjarError | null {
    const { shown, throughGrafana } = this.address;
    if (reply.status >= 300) {
      return httpFailure(reply, shown, throughGrafana);
    }
    return looksLikeJson(reply.body) ? null : notPrometheus(reply, shown, throughGrafana);
  }

  private async send(
    path: string,
    query: string,
    form: boolean,
    signal: AbortSignal
  ): Promise<{ reply: WireReply; retryAfterMs: number | undefined }> {
    const url = `${this.address.bases[this.base]}${path}`;
    const response = await request(form || !query ? url : `${url}?${query}`, {
      method: form ? 'POST' : 'GET',
      dispatcher: this.agent,
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': 'nightjar',
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...this.address.headers,
      },
      body: form ? query : undefined,
    });
    const contentType = String(response.headers['content-type'] ?? '');
    const body = await this.readBody(response.body);
    return {
      reply: { status: response.statusCode, contentType, body },
      retryAfterMs: retryAfter(response.headers['retry-after']),
    };
  }

  private async readBody(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of stream) {
      size += piece.length;
      if (size > this.limits.maxReplyBytes) {
        throw new NightjarError(
          'too-many-points',
          `The reply of Prometheus is larger than ${Math.round(this.limits.maxReplyBytes / 2 ** 20)} MiB: select fewer series, a shorter training window or a coarser step (the engine's maxReplyBytes is the cap).`
        );
      }
      pieces.push(piece);
    }
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, size);
  }
}

function encode(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of typeof value === 'string' ? [value] : value) {
      query.append(name, one);
    }
  }
  return query.toString();
}

function looksLikeJson(body: Uint8Array): boolean {
  const first = body.find((byte) => byte > 0x20);
  return first === 0x7b;
}

function retryAfter(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  if (!text) {
    return undefined;
  }
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
