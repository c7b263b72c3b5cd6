import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import type { Request, RequestHandler } from 'express';
import { parseLoopbackAddress } from '../../contract/loopback-address.ts';
import type { LoopbackAddress } from '../../contract/loopback-address.ts';
import type { Connection } from '../answers/engine.ts';
import { NightjarError, asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Owner } from '../store/owner.ts';
import { refuseForeignPages } from './loopback.ts';

/** Makes the read API for requests whose owner is known. */
export type MakeReadApi = (ownerOf: (request: Request) => Owner) => RequestHandler;

/** A datasource whose results can be read at an address. */
interface Reader {
  readonly owner: Owner;
  /** SHA-256 of the token that requests need; null where they need none. */
  readonly tokenHash: Buffer | null;
}

interface Listener {
  readonly readers: Map<string, Reader>;
  server: Server | null;
  problem: string | null;
  /** Its address could not be had: next try not before (ms since the epoch). */
  retryAt: number;
}

const RETRY_MS = 15_000;

/**
 * The read API on loopback ports, where settings of datasources say so (`readApiListen`): `/<organisation>/<uid>/prometheus` is that datasource's, and
 * `/prometheus` the only one's. The settings come with each request of a datasource; `see` is told of them.
 */
export class ReadApiListeners {
  private readonly make: MakeReadApi;
  private readonly log: Log;
  private readonly listeners = new Map<string, Listener>();
  private readonly addressOf = new Map<string, string>();
  private closed = false;

  constructor(make: MakeReadApi, log: Log) {
    this.make = make;
    this.log = log;
  }

  /** Opens, keeps or closes what the datasource's settings ask for. Failures to listen are logged, told by `problemOf`, and tried again. */
  see({ orgId, uid, settings, secrets }: Connection): void {
    const owner = { orgId, datasource: uid };
    const key = keyOf(owner);
    const { engineUrl, readApiListen } = settings;
    // As stored: its type is not checked yet.
    const wanted = engineUrl || typeof readApiListen !== 'string' ? null : parseLoopbackAddress(readApiListen);
    const address = wanted ? `${wanted.host}:${wanted.port}` : undefined;
    const before = this.addressOf.get(key);
    if (before !== undefined && before !== address) {
      this.forget(owner);
    }
    if (wanted && address !== undefined && !this.closed) {
      const token = secrets.readApiToken;
      const listener = this.listenerAt(address);
      listener.readers.set(key, { owner, tokenHash: token ? hashOf(token) : null });
      this.addressOf.set(key, address);
      this.open(wanted, listener);
    }
  }

  /** Ends what a datasource had; its port closes with the last one. */
  forget(owner: Owner): void {
    const key = keyOf(owner);
    const address = this.addressOf.get(key);
    const listener = address === undefined ? undefined : this.listeners.get(address);
    this.addressOf.delete(key);
    listener?.readers.delete(key);
    if (address !== undefined && listener?.readers.size === 0) {
      this.listeners.delete(address);
      listener.server?.closeAllConnections();
      listener.server?.close();
    }
  }

  /** A sentence where a datasource's results cannot be read at its address; null where all is well, or none is asked for. */
  problemOf({ orgId, uid }: Pick<Connection, 'orgId' | 'uid'>): string | null {
    const address = this.addressOf.get(keyOf({ orgId, datasource: uid }));
    return address === undefined ? null : (this.listeners.get(address)?.problem ?? null);
  }

  /** Resolves when no listener is being opened any more: for tests. */
  async settled(): Promise<void> {
    const opening = [...this.listeners.values()].map(({ server, problem }) =>
      server && !server.listening && problem === null
        ? new Promise<void>((resolve) => server.once('listening', resolve).once('error', () => resolve()))
        : undefined
    );
    await Promise.all(opening);
  }

  async close(): Promise<void> {
    this.closed = true;
    const servers = [...this.listeners.values()].flatMap(({ server }) => (server?.listening ? [server] : []));
    this.listeners.clear();
    this.addressOf.clear();
    await Promise.all(
      servers.map((server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        return closed;
      })
    );
  }

  private listenerAt(address: string): Listener {
    let listener = this.listeners.get(address);
    if (!listener) {
      listener = { readers: new Map(), server: null, problem: null, retryAt: 0 };
      this.listeners.set(address, listener);
    }
    return listener;
  }

  private open({ host, port }: LoopbackAddress, listener: Listener): void {
    if (listener.server || Date.now() < listener.retryAt) {
      return;
    }
    const server = createServer(readersApp(listener.readers, this.make));
    listener.server = server;
    server.on('error', (error) => {
      listener.server = null;
      listener.retryAt = Date.now() + RETRY_MS;
      if (listener.problem === null) {
        this.log('error', 'The read API cannot listen.', { address: `${host}:${port}`, reason: error.message });
      }
      listener.problem = `Results cannot be read at ${host}:${port}: ${error.message}. Choose another port, or empty the setting.`;
    });
    server.on('listening', () => {
      listener.problem = null;
      this.log('info', 'The read API listens.', { address: `${host}:${port}` });
    });
    server.listen(port, host);
  }
}

/** Finds out whose results a request reads, by its path, and whether it may. */
function readersApp(readers: ReadonlyMap<string, Reader>, make: MakeReadApi): express.Express {
  const owners = new WeakMap<Request, Owner>();
  const api = make((request) => {
    const owner = owners.get(request);
    if (!owner) {
      throw new NightjarError('not-found', 'There is nothing at this address.');
    }
    return owner;
  });
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    try {
      refuseForeignPages(request.headers);
      const [whole, orgId, uid] = /^\/(?:(\d+)\/([^/]+)\/)?prometheus(?=[/?]|$)/.exec(request.url) ?? [];
      const reader = whole === undefined ? undefined : findReader(readers, orgId, uid);
      if (whole === undefined || !reader) {
        throw new NightjarError('not-found', notFound(readers.size, uid !== undefined));
      }
      admit(reader, request.headers.authorization);
      owners.set(request, reader.owner);
      request.url = request.url.slice(whole.length) || '/';
      api(request, response, next);
    } catch (error) {
      const { status, message } = asNightjarError(error);
      const errorType = status >= 500 ? 'internal' : 'bad_data';
      response.status(status).json({ status: 'error', errorType, error: message });
    }
  });
  return app;
}

function findReader(
  readers: ReadonlyMap<string, Reader>,
  orgId: string | undefined,
  uid: string | undefined
): Reader | undefined {
  if (orgId !== undefined && uid !== undefined) {
    return [...readers.values()].find(
      ({ owner }) => owner.orgId === Number(orgId) && encodeURIComponent(owner.datasource) === uid
    );
  }
  return readers.size === 1 ? [...readers.values()][0] : undefined;
}

function notFound(readers: number, named: boolean): string {
  return readers > 1 && !named
    ? 'Several datasources are read here: ask /<organisation id>/<datasource uid>/prometheus.'
    : 'There is nothing at this address.';
}

/** Throws `unauthenticated`. A bearer token, or the password of basic authentication. */
function admit({ tokenHash }: Reader, authorization: string | undefined): void {
  if (tokenHash === null) {
    return;
  }
  const [, scheme, value] = /^(bearer|basic)\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  const token =
    scheme?.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : value;
  if (!token || !timingSafeEqual(hashOf(token), tokenHash)) {
    throw new NightjarError(
      'unauthenticated',
      "The datasource's read token is needed: send it as a bearer token, or as the password of basic authentication."
    );
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function keyOf({ orgId, datasource }: Owner): string {
  return `${orgId} ${datasource}`;
}
