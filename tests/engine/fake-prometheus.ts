import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A series of the fake: its value at an instant in ms, null for none. */
export interface FakeSeries {
  readonly labels: Readonly<Record<string, string>>;
  at(ms: number): number | string | null;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** Answers a request itself by returning true. */
export type Misbehave = (request: FakeRequest, response: ServerResponse) => boolean | Promise<boolean>;

/** A loopback server that speaks Prometheus's API over series given as functions, and misbehaves on demand. */
export class FakePrometheus {
  readonly requests: FakeRequest[] = [];
  series: readonly FakeSeries[] = [];
  warnings: readonly string[] = [];
  misbehave: Misbehave | null = null;
  private readonly scheme: 'http' | 'https';
  private readonly server: ReturnType<typeof createServer>;

  /** Speaks TLS where `tls` says how. */
  constructor(tls?: ServerOptions) {
    const listener: RequestListener = (request, response) => void this.answer(request, response);
    this.scheme = tls ? 'https' : 'http';
    this.server = tls ? createTlsServer(tls, listener) : createServer(listener);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Range queries so far. */
  get ranges(): FakeRequest[] {
    return this.requests.filter(({ path }) => path.endsWith('/query_range'));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    let body = '';
    for await (const piece of request) {
      body += String(piece);
    }
    const parameters = new URLSearchParams(body || url.search);
    const seen = { method: request.method ?? '', path: url.pathname, parameters, headers: request.headers };
    this.requests.push(seen);
    if (this.misbehave && (await this.misbehave(seen, response))) {
      return;
    }
    if (url.pathname.endsWith('/query_range')) {
      sendJson(response, this.matrix(parameters));
    } else if (url.pathname.endsWith('/status/buildinfo')) {
      sendJson(response, { status: 'success', data: { version: '9.9.9' } });
    } else if (url.pathname.endsWith('/labels')) {
      sendJson(response, { status: 'success', data: ['__name__', 'job'] });
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
    }
  }

  private matrix(parameters: URLSearchParams): unknown {
    const [start, end, step] = ['start', 'end', 'step'].map((name) => Math.round(Number(parameters.get(name)) * 1000));
    const query = parameters.get('query') ?? '';
    const constants: Record<string, FakeSeries> = {
      'vector(1)': { labels: {}, at: () => 1 },
      count: { labels: {}, at: (ms) => this.series.filter(({ at }) => at(ms) !== null).length || null },
    };
    const constant = constants[query.startsWith('count(') ? 'count' : query];
    const series = constant ? [constant] : this.series;
    const result = series.map(({ labels, at }) => {
      const values: [number, string][] = [];
      for (let ms = start; ms <= end; ms += step) {
        const value = at(ms);
        if (value !== null) {
          values.push([ms / 1000, String(value)]);
        }
      }
      return { metric: labels, values };
    });
    return {
      status: 'success',
      ...(this.warnings.length > 0 ? { warnings: this.warnings } : {}),
      data: { resultType: 'matrix', result: result.filter(({ values }) => values.length > 0) },
    };
  }
}

export function sendJson(response: ServerResponse, data: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(data));
}
