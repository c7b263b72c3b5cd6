import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the upstream behaves: as Prometheus does, or badly in one of the ways real ones do. */
export type Behaviour =
  'well' | 'unauthorized' | 'rate-limited' | 'overloaded' | 'silent' | 'html' | 'broken-off' | 'ten-thousand-series';

export interface Upstream {
  readonly url: string;
  behaviour: Behaviour;
  close(): Promise<void>;
}

function manySeries(): string {
  const now = Math.floor(Date.now() / 1000);
  const result = Array.from({ length: 10_000 }, (_, index) => ({
    metric: { __name__: 'many', id: String(index) },
    values: [[now, '1']],
  }));
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type }).end(body);
}

/** Passes requests on to a real Prometheus unless told to misbehave. */
export async function startUpstream(prometheus: string): Promise<Upstream> {
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const reply = await fetch(prometheus + request.url, {
      method: request.method,
      headers: { 'Content-Type': request.headers['content-type'] ?? 'application/x-www-form-urlencoded' },
      body: request.method === 'POST' ? Buffer.concat(chunks) : undefined,
    });
    send(response, reply.status, reply.headers.get('Content-Type') ?? 'text/plain', await reply.text());
  };
  const server = createServer((request, response) => {
    switch (upstream.behaviour) {
      case 'unauthorized':
        return send(response, 401, 'text/plain', 'Unauthorized');
      case 'rate-limited':
        return send(response, 429, 'text/plain', 'Too Many Requests');
      case 'overloaded':
        return send(response, 503, 'text/plain', 'Service Unavailable');
      case 'html':
        return send(response, 200, 'text/html', '<html><body>Please log in</body></html>');
      case 'broken-off':
        return void response
          .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
          .write('{"status":"success",', () => response.destroy());
      case 'silent':
        return undefined;
      case 'ten-thousand-series':
        return send(response, 200, 'application/json', manySeries());
      case 'well':
        pass(request, response).catch((error: unknown) => send(response, 502, 'text/plain', String(error)));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream: Upstream = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behaviour: 'well',
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return upstream;
}
