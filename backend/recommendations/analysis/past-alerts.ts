import type { AlertService } from '../../incidents/alert-service.ts';
import type { AlertRecord, IncidentSummary } from '../../incidents/records.ts';
import type { DetectionRecord, MonitorRecord } from '../../monitors/api-records.ts';
import type { MonitorService } from '../../monitors/monitor-service.ts';
import type { Owner } from '../../store/owner.ts';
import type { Finding } from '../finding.ts';
import { findInAlerts } from '../methods/alert-history.ts';
import type { PastAlert } from '../methods/alert-history.ts';
import type { AlertRule } from '../rules/rule.ts';

/** Alerts, incidents and detections of the past, as rules look at them. */
export interface AlertPast {
  readonly alerts: readonly AlertRecord[];
  /** Ids of incidents that people acted upon. */
  readonly actedUpon: ReadonlySet<string>;
  readonly incidents: readonly IncidentSummary[];
  readonly detections: readonly DetectionRecord[];
  readonly monitors: readonly MonitorRecord[];
}

const PAGE = 500;
/** The newest ones: more tell no more of an alert's habits. */
const MOST = 5_000;

/** Reads what is known of the alerts since `from` (ms). */
export async function readAlertPast(
  owner: Owner,
  { alerts, monitors }: { readonly alerts: AlertService; readonly monitors: MonitorService },
  from: number
): Promise<AlertPast> {
  const [fired, incidents, detections, watching] = await Promise.all([
    allPages(async (before) => {
      const page = await alerts.alerts(owner, { from, duplicates: true, limit: PAGE, before });
      return { items: page.alerts, more: page.more };
    }),
    allPages(async (before) => {
      const page = await alerts.incidents(owner, { from, limit: PAGE, before });
      return { items: page.incidents, more: page.more };
    }),
    allPages(async (before) => {
      const page = await monitors.detections(owner, { from, limit: PAGE, before });
      return { items: page.detections, more: page.more };
    }),
    monitors.list(owner).then((all) => Promise.all(all.map(({ id }) => monitors.get(owner, id)))),
  ]);
  const actedUpon = new Set(incidents.filter(wasActedUpon).map(({ id }) => id));
  return { alerts: fired, incidents, actedUpon, detections, monitors: watching };
}

async function allPages<T extends { readonly id: string }>(
  read: (before: string | undefined) => Promise<{ readonly items: readonly T[]; readonly more: boolean }>
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { items, more } = await read(all.at(-1)?.id);
    all.push(...items);
    if (!more || items.length === 0 || all.length >= MOST) {
      return all;
    }
  }
}

function wasActedUpon({ state, acknowledgedBy, assignee }: IncidentSummary): boolean {
  return state === 'acknowledged' || acknowledgedBy !== '' || assignee !== '';
}

/** What a rule finds in the history of each alert of a name. Alerts of Nightjar's own monitors are judged by their detections instead. */
export function findInPast(rule: AlertRule, past: AlertPast): Finding[] {
  const findings: Finding[] = [];
  for (const [name, alerts] of pastAlerts(rule, past)) {
    const found = findInAlerts(alerts, rule.settings);
    if (found) {
      const labels = { alertname: name };
      const { perDay, ...rest } = found;
      const urgency = Math.min(1, perDay / 50);
      findings.push({ ...rest, rule, labels, componentType: 'alert', componentId: name, urgency, kept: { perDay } });
    }
  }
  return findings;
}

/** Firings by name, each by start. */
export function pastAlerts({ names }: AlertRule, { alerts, actedUpon }: AlertPast): Map<string, PastAlert[]> {
  const pattern = names === undefined ? null : new RegExp(`^(?:${names})$`);
  const byName = new Map<string, PastAlert[]>();
  for (const { name, source, start, end, value, incident } of alerts) {
    if (source === 'monitor' || source === 'forecast' || name === '' || (pattern && !pattern.test(name))) {
      continue;
    }
    const one = { start, end, value: value ?? Number.NaN, isTrue: incident !== null && actedUpon.has(incident) };
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  byName.forEach((all) => all.sort((a, b) => a.start - b.start));
  return byName;
}
