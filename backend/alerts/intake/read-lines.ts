import type { AlertEvent } from '../alert.ts';
import type { Intake } from './intake.ts';
import { intakeOf } from './intake.ts';
import { severityOf } from './read-severity.ts';
import { fieldsOf, readEvent, UnreadableAlert } from './read-event.ts';
import { readStart, readTime } from './read-time.ts';

/**
 * The alerts of a text: a JSON array, or JSON lines, one object each; empty lines are skipped. A line that is no JSON stays a
 * text, which no alert is, so that the others keep their numbers.
 */
export function splitAlerts(text: string): unknown[] {
  const body = text.replace(/^\ufeff/, '').trim();
  if (body.startsWith('[')) {
    const whole = parseLine(body);
    return Array.isArray(whole) ? whole : [whole];
  }
  return body
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(parseLine);
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.slice(0, 200);
  }
}

/** Events of alerts in Nightjar's own form (docs/alerts.md), received at `now` (ms). */
export function readAlertLines(alerts: readonly unknown[], now: number): Intake {
  return intakeOf(alerts, (alert) => readAlertLine(alert, now));
}

/**
 * One alert: `labels` and what else is there of `name`, `service`, `annotations`, `severity`, `start` (or `startsAt`, `timestamp`), `end` (or `endsAt`),
 * `status`, `value`, `url` (or `generatorURL`). Throws an UnreadableAlert.
 */
export function readAlertLine(data: unknown, now: number): AlertEvent {
  const alert = fieldsOf(data);
  const { labels, name, service, annotations, summary, description, severity, status, value } = alert;
  const given = alert.start ?? alert.startsAt ?? alert.timestamp;
  const ended = alert.end ?? alert.endsAt;
  refuseUnreadable('start', given);
  refuseUnreadable('end', ended);
  const start = readStart(given, now);
  if (start === null) {
    throw new UnreadableAlert('has no "start"');
  }
  const end = status === 'firing' ? null : readTime(ended);
  return readEvent({
    source: 'file',
    labels: { ...textOf('alertname', name), ...textOf('service', service), ...objectOf(labels) },
    annotations: {
      ...textOf('summary', summary),
      ...textOf('description', description),
      ...objectOf(annotations),
    },
    severity: severityOf(severity),
    start,
    end: end !== null && end > now ? null : (end ?? (status === 'resolved' ? now : null)),
    value: typeof value === 'number' ? value : undefined,
    url: alert.url ?? alert.generatorURL,
  });
}

function refuseUnreadable(field: string, value: unknown): void {
  const isZero = typeof value === 'string' && value.startsWith('0001-01-01T');
  if (value !== undefined && value !== null && value !== '' && !isZero && readTime(value) === null) {
    throw new UnreadableAlert(`has a "${field}" that is neither ISO 8601 nor ms since the epoch`);
  }
}

function textOf(name: string, value: unknown): Record<string, string> {
  return typeof value === 'string' && value !== '' ? { [name]: value } : {};
}

function objectOf(data: unknown): object {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
}
