import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { describeIssues } from '../describe-issues.ts';
import type { EngineCore } from '../answers/engine-core.ts';
import type { Engine, Role } from '../answers/engine.ts';
import type { NightjarError as NightjarErrorType } from '../errors.ts';
import { NightjarError, asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import { ROUTES } from './index.ts';
import type { Route } from './route.ts';

type Identify = Parameters<Engine['app']>[0];

const RANK: Record<Role, number> = { Viewer: 0, Editor: 1, Admin: 2 };
export const API_PREFIX = '/api/v1';

/** The routes as an express application: the same behind Grafana's CallResource and behind HTTP. */
export function createApp(core: EngineCore, identify: Identify, log: Log): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders);
  for (const route of ROUTES) {
    const limit = route.maxBytes?.(core.config) ?? core.config.maxRequestBytes;
    app[route.method](
      `${API_PREFIX}${route.path}`,
      (request, _response, next) => {
        // Before a body is read: nobody makes the engine hold what they may not send.
        admit(route, identify, request);
        next();
      },
      route.readBody ? express.text({ limit, type: () => true }) : express.json({ limit, type: () => true }),
      (request: Request, response: Response) => answer(route, core, identify, request, response)
    );
  }
  app.use(API_PREFIX, (request: Request) => {
    throw new NightjarError(
      'not-found',
      `There is no route ${request.method} ${request.originalUrl.split('?')[0].slice(0, 200)}.`
    );
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    sendError(bodyError(error), request, response, log);
  });
  return app;
}

async function answer(
  route: Route,
  core: EngineCore,
  identify: Identify,
  request: Request,
  response: Response
): Promise<void> {
  const { caller, connection } = admit(route, identify, request);
  core.see(connection);
  const hungUp = new AbortController();
  response.on('close', () => hungUp.abort());
  const input = {
    params: read(route.params, request.params, 'path'),
    query: read(route.query, request.query, 'query string'),
    body: read(route.body, bodyOf(route, request), 'body'),
  };
  response.json(
    await route.handle(input, { core, caller, connection, signal: hungUp.signal, url: request.originalUrl })
  );
}

/** Who calls, and for which datasource. Throws `unauthenticated` and `forbidden`. */
function admit(route: Route, identify: Identify, request: Request): ReturnType<Identify> {
  const { caller, connection } = identify({ headers: request.headers });
  if (RANK[caller.role] < RANK[route.role]) {
    throw new NightjarError('forbidden', `This needs the role ${route.role}, and ${caller.login} has ${caller.role}.`);
  }
  return { caller, connection };
}

/** The body before its schema; without one, express leaves none. */
function bodyOf({ readBody }: Route, { body }: Request): unknown {
  return readBody ? readBody(typeof body === 'string' ? body : '') : (body as unknown);
}

function read(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) {
    return undefined;
  }
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) {
    throw new NightjarError('bad-request', `The request's ${where} is wrong: ${describeIssues(parsed.error)}.`);
  }
  return parsed.data;
}

/** What express and its body parser throw, in our words. */
function bodyError(error: unknown): NightjarErrorType {
  const kind = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (kind === 'entity.too.large') {
    const limit = typeof error === 'object' && error !== null && 'limit' in error ? Number(error.limit) : 0;
    return new NightjarError(
      'too-large',
      `The request's body is larger than ${limit} bytes: ask for less at once, or raise the engine's maxRequestBytes.`
    );
  }
  if (kind === 'entity.parse.failed' || kind === 'encoding.unsupported' || kind === 'charset.unsupported') {
    return new NightjarError('bad-request', "The request's body is no valid JSON.");
  }
  if (error instanceof URIError) {
    return new NightjarError('bad-request', "The request's path is not encoded correctly.");
  }
  return asNightjarError(error);
}

function sendError(error: NightjarErrorType, request: Request, response: Response, log: Log): void {
  if (error.status >= 500 && error.source === 'plugin') {
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message;
    log('error', 'A route failed.', { method: request.method, path: request.path, reason: cause });
  }
  response.status(error.status).json({ error: { code: error.code, message: error.message } });
}

function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  next();
}

/** The body of every error reply. */
export const errorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
