import { NightjarError } from '../../errors.ts';
import type { Caller } from '../../monitors/caller.ts';
import type { MonitorService } from '../../monitors/monitor-service.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { Owner } from '../../store/owner.ts';
import type { EngineCore } from '../../answers/engine-core.ts';
import type { Route } from '../route.ts';
import { defineRoute } from '../route.ts';

/** What a route of monitors works with. */
export interface MonitorContext {
  readonly core: EngineCore;
  readonly monitors: MonitorService;
  readonly store: MonitorStore;
  readonly owner: Owner;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

const METHODS = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;

type MonitorRoute<P, Q, B, R> = Omit<Route<P, Q, B, R>, 'handle'> & {
  handle(input: { readonly params: P; readonly query: Q; readonly body: B }, context: MonitorContext): Promise<R> | R;
};

/** A route whose records live where the monitors are evaluated: a datasource that points at another machine's engine has them there. */
export function defineMonitorRoute<P, Q, B, R>(route: MonitorRoute<P, Q, B, R>): Route {
  const { handle, ...rest } = route;
  return defineRoute<P, Q, B, R>({
    ...rest,
    async handle(input, { core, caller, connection, signal, url }) {
      // What is kept here needs no Prometheus: alerts come in without one.
      const open = connection.settings.engineUrl ? core.connections.get(connection) : null;
      if (open && 'remote' in open) {
        const body = route.method === 'get' || route.method === 'delete' ? undefined : (input.body ?? {});
        return readReply(route, await open.remote.send(METHODS[route.method], url, body, signal));
      }
      const owner = { orgId: connection.orgId, datasource: connection.uid };
      return handle(input, { core, monitors: core.monitors, store: core.store.monitors, owner, caller, signal });
    },
  });
}

/** Reads what an engine answers; one of another version answers otherwise. */
function readReply<R>({ reply }: Pick<Route<unknown, unknown, unknown, R>, 'reply'>, answer: unknown): R {
  const parsed = reply.safeParse(answer);
  if (!parsed.success) {
    throw new NightjarError(
      'source-broken-reply',
      "The engine's answer about its monitors cannot be read: let both be of one version.",
      { cause: parsed.error }
    );
  }
  return parsed.data;
}
