import type { AlertRow, IncidentRow, TimelineRow, WindowRow } from '../store/alerts/records.ts';
import { detailOf } from './desk/live-incident.ts';
import type { AlertRecord, IncidentSummary, MaintenanceWindow, TimelineRecord } from './records.ts';

/** Rows of the store as the API shows them. */

export function alertRecordOf(row: AlertRow): AlertRecord {
  const { received, ownEnd: _ownEnd, lastAt: _lastAt, ...rest } = row;
  return {
    ...rest,
    source: row.source as AlertRecord['source'],
    severity: row.severity as AlertRecord['severity'],
    labels: { ...row.labels },
    annotations: { ...row.annotations },
    count: received,
    reasons: row.reasons as unknown as AlertRecord['reasons'],
  };
}

export function summaryOf(row: IncidentRow): IncidentSummary {
  return {
    id: row.id,
    title: row.title,
    state: row.state as IncidentSummary['state'],
    severity: row.severity as IncidentSummary['severity'],
    priority: row.priority,
    confidence: row.confidence,
    startedAt: row.startedAt,
    lastAlertAt: row.lastAlertAt,
    resolvedAt: row.resolvedAt,
    escalatedAt: row.escalatedAt,
    acknowledgedBy: row.acknowledgedBy,
    assignee: row.assignee,
    alerts: row.alerts,
    received: row.received,
    firing: row.firing,
    services: [...row.services],
    impact: row.impact,
    cause: detailOf(row).causes[0] ?? null,
    silencedUntil: row.silencedUntil,
  };
}

export function timelineOf({ at, kind, by, text }: TimelineRow): TimelineRecord {
  return { at, kind: kind as TimelineRecord['kind'], by, text };
}

export function windowOf({ id, reason, matchers, start, end, author }: WindowRow): MaintenanceWindow {
  return { id, reason, matchers: [...matchers], start, end, author };
}
