import { ALERT_SEVERITIES, HEALTH_COSTS } from '../../../contract/alerts.ts';
import type { z } from 'zod';
import type { AlertRecord, SystemHealth, healthItem } from '../records.ts';

export type HealthItem = z.output<typeof healthItem>;

/** 100 less what each item costs, 0 at least. */
export function healthScore(items: readonly Pick<HealthItem, 'severity'>[]): number {
  return Math.max(
    0,
    items.reduce((score, { severity }) => score - HEALTH_COSTS[severity], 100)
  );
}

/** What costs points: alerts that fire, are none that another one repeats, and that nobody muted. Costliest first, then the oldest. */
export function healthItems(alerts: readonly AlertRecord[]): HealthItem[] {
  return alerts
    .filter(({ end, duplicateOf, mutedBy }) => end === null && duplicateOf === null && mutedBy === '')
    .map(({ id, severity, service, name, start, source }): HealthItem => ({
      severity,
      cost: HEALTH_COSTS[severity],
      service,
      title: name,
      since: start,
      kind: source === 'monitor' ? 'anomaly' : 'alert',
      id,
    }))
    .sort(
      (a, b) =>
        ALERT_SEVERITIES.indexOf(b.severity) - ALERT_SEVERITIES.indexOf(a.severity) ||
        a.since - b.since ||
        (a.id < b.id ? -1 : 1)
    );
}

/** Each service by its own items, the sickest first; services of `known` without any stand at 100. What names no service counts overall alone. */
export function healthByService(items: readonly HealthItem[], known: Iterable<string>): SystemHealth['services'] {
  const services = new Map<string, HealthItem[]>([...known].map((service) => [service, []]));
  for (const item of items) {
    const own = services.get(item.service);
    if (own) {
      own.push(item);
    } else {
      services.set(item.service, [item]);
    }
  }
  services.delete('');
  return [...services]
    .map(([service, own]) => ({ service, healthScore: healthScore(own), items: own }))
    .sort((a, b) => a.healthScore - b.healthScore || (a.service < b.service ? -1 : 1));
}
