import type { AlertSeverity, AlertSource } from '../../../contract/alerts.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { Membership } from '../../alerts/clustering/clusterer.ts';
import type { Json } from '../../store/monitors/records.ts';
import type { AlertRow } from '../../store/alerts/records.ts';

/** A row that is worked on. */
export type LiveAlert = { -readonly [K in keyof AlertRow]: AlertRow[K] };

/** An alert that nothing is known of but itself. */
export function liveAlert(alert: Alert): LiveAlert {
  const { value, silences: _, ...rest } = alert;
  return {
    ...rest,
    ownEnd: alert.end,
    value: Number.isFinite(value) ? value : null,
    received: 1,
    duplicateOf: null,
    duplicateReason: '',
    flapping: false,
    mutedBy: '',
    incident: null,
    reasons: [],
    lastAt: Math.max(alert.start, alert.end ?? alert.start),
  };
}

/** As clustering sees it. */
export function alertOfRow(row: AlertRow): Alert {
  const { id, fingerprint, name, service, labels, annotations, start, end, value, url } = row;
  const source = row.source as AlertSource;
  const severity = row.severity as AlertSeverity;
  return {
    id,
    fingerprint,
    source,
    name,
    service,
    labels,
    annotations,
    severity,
    start,
    end,
    url,
    value: value ?? Number.NaN,
  };
}

export function membershipOf({ id, reasons }: AlertRow): Membership {
  return { alert: id, reasons: reasons as unknown as Membership['reasons'] };
}

export function reasonsOf({ reasons }: Membership): Json[] {
  return reasons.map(({ kind, weight, text }) => ({ kind, weight, text }));
}
