import type { AlertSource } from '../../contract/alerts.ts';
import type { Labels } from '../series/series.ts';
import type { Owner } from '../store/owner.ts';

/** A silence as it stands where it was written; kept with its incident, so that it can be ended. */
export interface WrittenSilence {
  readonly where: 'alertmanager' | 'grafana';
  readonly id: string;
  /** What it matches, for people: `alertname="HighLatency", service=~"cart|checkout"`. */
  readonly matchers: string;
}

export interface SilenceRequest {
  readonly alerts: readonly { readonly source: AlertSource; readonly labels: Labels }[];
  /** ms */
  readonly until: number;
  readonly text: string;
  /** Login of who asked for it. */
  readonly by: string;
}

/** Writes silences where the alerts come from. */
export interface Silencer {
  /**
   * Silences alerts of Alertmanager and Grafana Alerting at their source; those of other sources, or of one that no settings say how to reach, are left
   * out, so the answer may be empty: Nightjar's own silence holds all the same. Rejects where a source refuses or cannot be reached; nothing is left written then.
   */
  silence(owner: Owner, request: SilenceRequest): Promise<readonly WrittenSilence[]>;
  /** Ends silences; one that is gone already is no error. */
  expire(owner: Owner, silences: readonly WrittenSilence[]): Promise<void>;
}
