import type { AlertSeverity, AlertSource } from '../../../contract/alerts.ts';
import type { AlertEvent } from '../alert.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { cleanText, cleanUrl } from './clean-text.ts';
import { severityOfLabels } from './read-severity.ts';

/** Caps of one alert. What is longer is cut, what is more is left out: an alert is never lost for its size. */
export const ALERT_LIMITS = {
  labels: 100,
  labelName: 200,
  labelValue: 2_000,
  annotations: 50,
  annotationName: 200,
  annotationValue: 8_000,
  url: 2_000,
  silences: 20,
} as const;

type Fields = Readonly<Record<string, unknown>>;

/** An alert as a source tells it, apart from how the source names its fields. */
export interface ToldAlert {
  readonly source: AlertSource;
  readonly labels: unknown;
  readonly annotations: unknown;
  readonly start: number;
  readonly end: number | null;
  readonly value?: number;
  readonly url?: unknown;
  /** Where the source says so apart from its labels. */
  readonly severity?: AlertSeverity | null;
  readonly silences?: readonly string[];
}

/** An alert that cannot be taken, and why, as the end of a sentence about it. */
export class UnreadableAlert extends Error {
  override name = 'UnreadableAlert';
}

/** The event, cleaned of what is hidden and cut to the caps. Throws an UnreadableAlert where it has no labels. */
export function readEvent(told: ToldAlert): AlertEvent {
  const raw = textsOf(told.labels);
  const labels = cleaned(raw, ALERT_LIMITS.labels, ALERT_LIMITS.labelName, ALERT_LIMITS.labelValue);
  if (Object.keys(labels).length === 0) {
    throw new UnreadableAlert('has no labels');
  }
  const annotations = cleaned(
    textsOf(told.annotations),
    ALERT_LIMITS.annotations,
    ALERT_LIMITS.annotationName,
    ALERT_LIMITS.annotationValue
  );
  return {
    source: told.source,
    // Of the labels as they came: two that differ behind a cut are two alerts.
    fingerprint: fingerprintOf(told.source, raw),
    labels,
    annotations,
    severity: told.severity ?? severityOfLabels(labels),
    start: told.start,
    end: told.end === null ? null : Math.max(told.start, told.end),
    value: told.value ?? valueOf(annotations),
    url: cleanUrl(told.url, ALERT_LIMITS.url),
    ...(told.silences ? { silences: told.silences.slice(0, ALERT_LIMITS.silences) } : {}),
  };
}

/** What an object's fields hold, where `data` is an object of fields. Throws an UnreadableAlert for everything else. */
export function fieldsOf(data: unknown): Fields {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new UnreadableAlert('is no JSON object');
  }
  return data as Fields;
}

/** Texts by name; numbers and booleans become texts, everything deeper is left out, and so is what is empty, which to Prometheus is no label. */
function textsOf(data: unknown): Record<string, string> {
  const texts: Record<string, string> = {};
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    for (const name of Object.keys(data)) {
      const value: unknown = (data as Fields)[name];
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      if (isPlain && value !== '' && name !== '__proto__') {
        texts[name] = String(value);
      }
    }
  }
  return texts;
}

function cleaned(
  texts: Readonly<Record<string, string>>,
  most: number,
  nameLength: number,
  valueLength: number
): Record<string, string> {
  const names = Object.keys(texts);
  // By name, so that the same ones are kept whatever their order; the alert's own name always is.
  const kept =
    names.length > most
      ? names
          .toSorted((a, b) => Number(b === 'alertname') - Number(a === 'alertname') || (a < b ? -1 : 1))
          .slice(0, most)
      : names;
  const clean: Record<string, string> = {};
  for (const name of kept) {
    const shown = cleanText(name, nameLength);
    if (shown !== '' && shown !== '__proto__') {
      clean[shown] = cleanText(texts[name], valueLength);
    }
  }
  return clean;
}

/** The number of an annotation `value`, as rules give it by `{{ $value }}`; NaN where there is none. */
function valueOf(annotations: Readonly<Record<string, string>>): number {
  const text = Object.hasOwn(annotations, 'value') ? annotations.value.trim() : '';
  return text === '' ? Number.NaN : Number(text.replace(/%$/, ''));
}
