import type { AlertService } from '../../incidents/alert-service.ts';
import type { MonitorContext } from '../monitors/local-or-remote.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';
import type { Route } from '../route.ts';

/** What a route of alerts and incidents works with. */
export interface AlertContext extends MonitorContext {
  readonly alerts: AlertService;
}

type AlertRoute<P, Q, B, R> = Omit<Route<P, Q, B, R>, 'handle'> & {
  handle(input: { readonly params: P; readonly query: Q; readonly body: B }, context: AlertContext): Promise<R> | R;
};

/** A route of alerts and incidents, which live where the monitors do. */
export function defineAlertRoute<P, Q, B, R>(route: AlertRoute<P, Q, B, R>): Route {
  return defineMonitorRoute<P, Q, B, R>({
    ...route,
    handle: (input, context) => route.handle(input, { ...context, alerts: context.core.alerts }),
  });
}
