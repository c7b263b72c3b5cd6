import type { AlertSeverity, AlertSource } from '../../contract/alerts.ts';
import type { Labels } from '../series/series.ts';

/** What a source says of one alert at one time: it fires, it still fires, or it ended. Times in ms. */
export interface AlertEvent {
  readonly source: AlertSource;
  /** Of source and labels; the same alert firing again has the same one. */
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
  readonly severity: AlertSeverity;
  readonly start: number;
  /** Null while it fires. */
  readonly end: number | null;
  /** In the alert's own unit; NaN where the source gives none. */
  readonly value: number;
  /** Page that shows it at its source; empty for none. */
  readonly url: string;
  /** Ids of the silences that mute it at its source; absent where the source does not say. */
  readonly silences?: readonly string[];
}

/** One firing of an alert, as clustering sees it. */
export interface Alert extends AlertEvent {
  /** Unique within an owner: fingerprint and start. */
  readonly id: string;
  /** The alert's name (`alertname`, or the monitor's). */
  readonly name: string;
  /** The service its labels name; empty where they name none. */
  readonly service: string;
}
