import type { z } from 'zod';
import type { EngineCore } from '../answers/engine-core.ts';
import type { EngineConfig } from '../config.ts';
import type { Caller, Connection, Role } from '../answers/engine.ts';

/** What a handler is given: who asks, for which datasource, and the engine. `signal` aborts when the caller hangs up. */
export interface RouteContext {
  readonly core: EngineCore;
  readonly caller: Caller;
  readonly connection: Connection;
  readonly signal: AbortSignal;
  /** Path and query string as asked, from `/api/v1` on. */
  readonly url: string;
}

/**
 * One HTTP route. The schemas validate, document and type it: `path` parameters, `query` parameters and JSON `body` reach the
 * handler parsed; what it returns is sent as JSON. Thrown NightjarErrors become error replies.
 */
export interface Route<P = unknown, Q = unknown, B = unknown, R = unknown> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express notation, under `/api/v1`. */
  readonly path: string;
  readonly summary: string;
  /** The least role that may call it. */
  readonly role: Role;
  /** The largest body it takes, where that is not `maxRequestBytes`. */
  readonly maxBytes?: (config: EngineConfig) => number;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** Reads a body that is not one JSON value; what it gives goes through `body`. */
  readonly readBody?: (text: string) => unknown;
  readonly reply: z.ZodType<R>;
  handle(input: { readonly params: P; readonly query: Q; readonly body: B }, context: RouteContext): Promise<R> | R;
}

/** A route with its types found from its schemas, made fit for the registry, which knows no types. */
export function defineRoute<P, Q, B, R>(route: Route<P, Q, B, R>): Route {
  return {
    ...route,
    handle: ({ params, query, body }, context) =>
      route.handle({ params: params as P, query: query as Q, body: body as B }, context),
  };
}
