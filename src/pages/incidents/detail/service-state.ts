import { isAsSevere } from '../../../../contract/alerts.ts';
import type { AlertSeverity } from '../../../../contract/alerts.ts';
import type { AlertRecord } from '../../../api/incidents.ts';

/** Alerts of one service; times in ms. */
export interface ServiceState {
  /** Empty where the alerts name none. */
  readonly service: string;
  readonly alerts: readonly AlertRecord[];
  readonly worst: AlertSeverity;
  readonly first: number;
}

/** The services of an incident, the first to fire first. */
export function servicesOf(members: readonly AlertRecord[]): ServiceState[] {
  const all = [...Map.groupBy(members, ({ service }) => service)].map(([service, alerts]) => ({
    service,
    alerts,
    worst: alerts.reduce<AlertSeverity>(
      (worst, { severity }) => (isAsSevere(severity, worst) ? severity : worst),
      'info'
    ),
    first: alerts.reduce((first, { start }) => Math.min(first, start), Number.POSITIVE_INFINITY),
  }));
  return all.sort((a, b) => a.first - b.first || (a.service < b.service ? -1 : 1));
}
