import { z } from 'zod';
import type { AlertEvent } from '../alert.ts';
import type { Intake } from './intake.ts';
import { intakeOf } from './intake.ts';
import { fieldsOf, readEvent, UnreadableAlert } from './read-event.ts';
import { readStart, readTime } from './read-time.ts';

/** A delivery of Alertmanager's webhook, version 4 (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
export interface AlertmanagerWebhook {
  readonly alerts: readonly unknown[];
  readonly truncatedAlerts?: number;
}

/** Events of a webhook's delivery, received at `now` (ms). */
export function readAlertmanagerWebhook({ alerts, truncatedAlerts = 0 }: AlertmanagerWebhook, now: number): Intake {
  return intakeOf(alerts, (alert) => readWebhookAlert(alert, now), truncated(truncatedAlerts, 'max_alerts'));
}

/** What a receiver's own cap left out of a delivery, as a sentence. */
export function truncated(count: number, setting: string): string[] {
  return count > 0
    ? [`The sender left out ${count} alerts: set ${setting} of its webhook to 0, so that all of them come.`]
    : [];
}

function readWebhookAlert(item: unknown, now: number): AlertEvent {
  const { status, labels, annotations, startsAt, endsAt, generatorURL } = fieldsOf(item);
  const start = readStart(startsAt, now);
  if (start === null) {
    throw new UnreadableAlert('has no time at which it started');
  }
  return readEvent({
    source: 'alertmanager',
    labels,
    annotations,
    start,
    end: endOf(status, endsAt, now),
    url: generatorURL,
  });
}

/** When an alert ended; null while it fires, for which an end to come stands too. */
export function endOf(status: unknown, endsAt: unknown, now: number): number | null {
  const end = readTime(endsAt);
  if (status === 'resolved') {
    return end === null ? now : Math.min(end, now);
  }
  return status === 'firing' || end === null || end > now ? null : end;
}

/** Events of `GET /api/v2/alerts` (https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml), asked at `now` (ms). */
export function readAlertmanagerApi(alerts: readonly unknown[], now: number): Intake {
  return intakeOf(alerts, (alert) => {
    const { labels, annotations, startsAt, endsAt, generatorURL, status } = fieldsOf(alert);
    const start = readStart(startsAt, now) ?? now;
    const end = endOf(undefined, endsAt, now);
    const silences = silencesOf(status);
    return readEvent({ source: 'alertmanager', labels, annotations, start, end, url: generatorURL, silences });
  });
}

const silenced = z.object({ silencedBy: z.array(z.string().max(100)) });

/** Ids of the silences that mute an alert; what only speaks Alertmanager's API may tell of none. */
function silencesOf(status: unknown): readonly string[] {
  const told = silenced.safeParse(status);
  return told.success ? told.data.silencedBy.toSorted() : [];
}
