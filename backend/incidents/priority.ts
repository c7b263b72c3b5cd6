import type { AlertSeverity, PriorityFactors } from '../../contract/alerts.ts';
import { ALERT_SEVERITIES } from '../../contract/alerts.ts';

/** Alerts and services from which on more make nothing more urgent. */
const MOST_ALERTS = 64;
const MOST_SERVICES = 8;
/** An incident that lasts so long has two thirds of what duration can give, ms. */
const LONG_MS = 3_600_000;
/** Importance of the tiers 1, 2, ...; a service that nobody placed is of the third. */
const TIERS = [1, 0.7, 0.4, 0.2, 0.1];
const USUAL_TIER = 3;
/** What an escalation adds. */
const ESCALATED = 20;

export interface PriorityFacts {
  readonly severity: AlertSeverity;
  readonly alerts: number;
  readonly services: readonly string[];
  /** ms */
  readonly duration: number;
  readonly escalated: boolean;
}

/** How urgent an incident is, 0..100: the mean of its parts by the factors, of which only the ratios matter. */
export function priorityOf(
  { severity, alerts, services, duration, escalated }: PriorityFacts,
  factors: PriorityFactors,
  tiers: Readonly<Record<string, number>>
): number {
  const best = services.length > 0 ? Math.min(...services.map((one) => tierOf(one, tiers))) : USUAL_TIER;
  const parts: Readonly<Record<keyof PriorityFactors, number>> = {
    severity: (ALERT_SEVERITIES.indexOf(severity) + 1) / ALERT_SEVERITIES.length,
    size: share(alerts, MOST_ALERTS),
    breadth: share(services.length, MOST_SERVICES),
    tier: TIERS[Math.min(TIERS.length, best) - 1],
    duration: 1 - Math.exp(-Math.max(0, duration) / LONG_MS),
  };
  const names = Object.keys(parts) as (keyof PriorityFactors)[];
  const total = names.reduce((sum, name) => sum + factors[name], 0);
  const mean = total > 0 ? names.reduce((sum, name) => sum + factors[name] * parts[name], 0) / total : 0;
  return Math.round(Math.min(100, 100 * mean + (escalated ? ESCALATED : 0)) * 10) / 10;
}

function tierOf(service: string, tiers: Readonly<Record<string, number>>): number {
  return Object.hasOwn(tiers, service) ? Math.max(1, tiers[service]) : USUAL_TIER;
}

/** Logarithmic: the second one says more than the twentieth. */
function share(count: number, most: number): number {
  return Math.min(1, Math.log1p(count) / Math.log1p(most));
}
