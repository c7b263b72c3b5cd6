import type { AlertEvent } from '../alert.ts';
import type { Intake } from './intake.ts';
import { intakeOf } from './intake.ts';
import { endOf, truncated } from './read-alertmanager.ts';
import { fieldsOf, readEvent, UnreadableAlert } from './read-event.ts';
import { readStart } from './read-time.ts';

/** A delivery of Grafana Alerting's webhook contact point (https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/). */
export interface GrafanaWebhook {
  readonly alerts: readonly unknown[];
  readonly truncatedAlerts?: number;
}

/** Annotations and labels that Grafana keeps for itself. */
const PRIVATE = /^__.*__$/;

/** Events of a delivery, received at `now` (ms). The page is the panel's where the rule names one, else the rule's. */
export function readGrafanaWebhook({ alerts, truncatedAlerts = 0 }: GrafanaWebhook, now: number): Intake {
  return intakeOf(alerts, (alert) => readAlert(alert, now), truncated(truncatedAlerts, 'Max alerts'));
}

function readAlert(item: unknown, now: number): AlertEvent {
  const { status, labels, annotations, startsAt, endsAt, values, generatorURL, panelURL, dashboardURL } =
    fieldsOf(item);
  const start = readStart(startsAt, now);
  if (start === null) {
    throw new UnreadableAlert('has no time at which it started');
  }
  return readEvent({
    source: 'grafana',
    labels: publicOf(labels),
    annotations: publicOf(annotations),
    start,
    end: endOf(status, endsAt, now),
    value: firstOf(values),
    url: [panelURL, dashboardURL, generatorURL].find((url) => typeof url === 'string' && url !== ''),
  });
}

function publicOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null
    ? Object.fromEntries(Object.entries(data).filter(([name]) => !PRIVATE.test(name)))
    : data;
}

/** The value of the rule's first query, which Grafana names by letters in their order. */
function firstOf(values: unknown): number | undefined {
  const entries = typeof values === 'object' && values !== null ? Object.entries(values) : [];
  const numbers = entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  return numbers.toSorted(([a], [b]) => (a < b ? -1 : 1)).at(0)?.[1];
}
