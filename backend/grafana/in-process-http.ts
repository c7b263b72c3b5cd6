import { createServer, request } from 'node:http';
import type { IncomingMessage, RequestListener, RequestOptions } from 'node:http';
import { duplexPair } from 'node:stream';

/** One request to an app in this process. */
export interface InProcessRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: RequestOptions['headers'];
  readonly body: Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * Runs an HTTP app without a port: a server that never listens is handed one in-memory connection a request, so that the app
 * (streaming, keep-alive rules, errors) behaves as behind a real one. Resolves with the reply once its head is there.
 */
export function inProcessHttp(app: RequestListener): (request: InProcessRequest) => Promise<IncomingMessage> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, app);
  return ({ method, url, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const [near, far] = duplexPair();
      server.emit('connection', far);
      const outgoing = request({
        method,
        path: url,
        headers: { ...headers, host: 'nightjar', 'content-length': body.length, connection: 'close' },
        createConnection: () => near,
        signal,
      });
      outgoing.on('response', resolve);
      outgoing.on('error', reject);
      outgoing.on('close', () => far.destroy());
      outgoing.end(body);
    });
}
