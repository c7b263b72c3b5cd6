import { Agent, request } from 'undici';
import type { TlsOptions } from '../sources/prometheus/address.ts';
import { snappyBlock } from './snappy-block.ts';
import { writeRequest } from './write-request.ts';
import type { WriteSeries } from './write-request.ts';

/** Where samples are sent, and as whom. Holds secrets: never log it. */
export interface WriteTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
  readonly timeoutMs: number;
}

/** `sent`; `refused`: it never will be taken; `failed`: it may be taken later, not before `retryAfterMs`. */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number };

const MOST_REASON = 300;

/** Sends samples by Prometheus's remote write, version 1.0. Never throws. */
export class WriteClient {
  private readonly target: WriteTarget;
  private readonly agent: Agent;

  constructor(target: WriteTarget) {
    this.target = target;
    const { tls, timeoutMs } = target;
    const connect = { ...tls, timeout: Math.min(timeoutMs, 10_000) };
    this.agent = new Agent({ connections: 1, connect, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  }

  async send(series: readonly WriteSeries[], signal: AbortSignal): Promise<Outcome> {
    try {
      const reply = await request(this.target.url, {
        method: 'POST',
        dispatcher: this.agent,
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.target.timeoutMs)]),
        headers: {
          'content-type': 'application/x-protobuf',
          'content-encoding': 'snappy',
          'x-prometheus-remote-write-version': '0.1.0',
          'user-agent': 'nightjar',
          ...this.target.headers,
        },
        body: snappyBlock(writeRequest(series)),
      });
      const said = (await reply.body.text()).trim().slice(0, MOST_REASON);
      return outcomeOf(reply.statusCode, reply.headers['retry-after'], said);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', reason, retryAfterMs: 0 };
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

/** What the specification says of statuses: 5xx and 429 are tried again, everything else but 2xx is not. */
function outcomeOf(status: number, retryAfter: unknown, said: string): Outcome {
  if (status >= 200 && status < 300) {
    return { kind: 'sent' };
  }
  const reason = `HTTP ${status}${said ? `: ${said}` : ''}`;
  if (status === 429 || status >= 500) {
    const seconds = Number(retryAfter);
    return { kind: 'failed', reason, retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds) * 1_000 : 0 };
  }
  return { kind: 'refused', reason };
}
