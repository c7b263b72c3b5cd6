import type { AlertSeverity } from '../../contract/alerts.ts';
import { formatDuration } from '../../contract/duration.ts';
import type { AlertRow } from '../store/alerts/records.ts';

/** Characters of one name in a title. */
const NAME = 60;
const TITLE = 160;
/** Services and alert names that are named. */
const NAMED = 3;
/** Labels that are told as common to all. */
const MOST_COMMON = 20;

type Told = Pick<AlertRow, 'name' | 'service' | 'labels'>;

/** What an incident is about, from what its alerts have in common: `HighLatency on cart`, `cart, pay: HighLatency and 2 other alerts`. `cause`: its likeliest service, or empty. */
export function titleOf(alerts: readonly Told[], cause: string): string {
  const names = commonest(alerts.map(({ name }) => name));
  const services = commonest(alerts.map(({ service }) => service).filter((service) => service !== ''));
  const where = listOf(cause === '' ? services : [cause, ...services.filter((one) => one !== cause)]);
  const [name = 'Alert'] = names;
  if (names.length === 1) {
    return cut(where === '' ? cut(name, NAME) : `${cut(name, NAME)} on ${where}`, TITLE);
  }
  const others = names.length - 1;
  const what = `${cut(name, NAME)} and ${others} other ${others === 1 ? 'alert' : 'alerts'}`;
  return cut(where === '' ? what : `${where}: ${what}`, TITLE);
}

/** Labels with one value on every alert that is not alone. */
export function commonLabels(alerts: readonly Told[]): Record<string, string> {
  const [first, ...others] = alerts;
  if (!first) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(first.labels)
      .filter(([label, value]) => others.every(({ labels }) => labels[label] === value))
      .slice(0, MOST_COMMON)
  );
}

/** Whom it hits, in a sentence. `duration` in ms. */
export function impactOf(facts: {
  readonly services: readonly string[];
  readonly alerts: number;
  readonly firing: number;
  readonly severity: AlertSeverity;
  readonly duration: number;
}): string {
  const { services, alerts, firing, severity, duration } = facts;
  const whom =
    services.length === 0
      ? 'No service is named'
      : `${services.length} ${services.length === 1 ? 'service' : 'services'} (${listOf(services)})`;
  const many = `${alerts} ${alerts === 1 ? 'alert' : 'alerts'}, ${firing} firing`;
  return `${whom}; ${many}, the worst ${severity}; ${formatDuration(Math.max(60_000, Math.round(duration / 60_000) * 60_000))}.`;
}

/** Each once, the commonest first, ties by name. */
export function commonest(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  texts.forEach((text) => counts.set(text, (counts.get(text) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text);
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).map((name) => cut(name, NAME));
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** A text no longer than `most` characters, on one line. */
export function cut(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Names for a line of a timeline. */
export function namesOf(alerts: readonly Pick<AlertRow, 'name' | 'service'>[]): string {
  const names = alerts.slice(0, NAMED).map(({ name, service }) => {
    const short = name.slice(0, 80);
    return service === '' ? short : `${short} on ${service.slice(0, 80)}`;
  });
  const rest = alerts.length - names.length;
  return names.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
