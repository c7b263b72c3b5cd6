import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Caller, Connection, Engine } from '../answers/engine.ts';
import { NightjarError, asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import { consoleFiles } from './console-files.ts';
import { isLoopback, refuseForeignPages } from './loopback.ts';
import type { Tokens } from './tokens.ts';

export interface HttpOptions {
  readonly engine: Engine;
  /** Whose Prometheus the routes ask. */
  readonly connection: Connection;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Null: no tokens, which only a loopback address may have. */
  readonly tokens: Tokens | null;
  /** Folder of the built console page. */
  readonly consoleFolder: string;
  readonly log: Log;
}

export interface HttpDoor {
  readonly url: string;
  /** Stops taking requests, lets those under way end for up to five seconds. */
  close(): Promise<void>;
}

const ADMIN: Caller = { login: 'local', role: 'Admin' };
const GRACE_MS = 5_000;

/** Opens the engine's routes, its metrics and the console page over HTTP. Throws `bad-settings` for an address it must not or cannot use. */
export async function serveHttp(options: HttpOptions): Promise<HttpDoor> {
  const { engine, connection, host, port, tokens, consoleFolder } = options;
  if (!tokens && !isLoopback(host)) {
    throw new NightjarError(
      'bad-settings',
      `Others can reach ${host}: give --tokens FILE with who may use the engine, or listen on 127.0.0.1.`
    );
  }
  const identify = (headers: Readonly<Record<string, unknown>>): Caller => {
    if (tokens) {
      return tokens.callerOf(headers.authorization);
    }
    refuseForeignPages(headers);
    return ADMIN;
  };
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer' });
    next();
  });
  const routes = engine.app(({ headers }) => ({ caller: identify(headers), connection }));
  app.use((request, response, next) => (request.path.startsWith('/api/') ? routes(request, response, next) : next()));
  const owner = { orgId: connection.orgId, datasource: connection.uid };
  app.use(
    '/prometheus',
    engine.readApi((request) => {
      identify(request.headers);
      return owner;
    })
  );
  app.get('/metrics', async (request, response) => {
    try {
      identify(request.headers);
      response.type('text/plain; version=0.0.4').send(await engine.metrics());
    } catch (error) {
      const { status, code, message } = asNightjarError(error);
      response.status(status).json({ error: { code, message } });
    }
  });
  app.use(consoleFiles(consoleFolder));
  app.use((_request, response) => {
    response.status(404).json({ error: { code: 'not-found', message: 'There is nothing at this address.' } });
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new NightjarError('bad-settings', `The engine cannot listen on ${host}:${port}: ${error.message}.`))
    );
    server.listen(port, host.replace(/^\[|\]$/g, ''), resolve);
  });
  return {
    url: `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
