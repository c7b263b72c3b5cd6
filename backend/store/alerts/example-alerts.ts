import { OWNER } from '../example-store.ts';
import type { AlertCommit, AlertRow, IncidentRow } from './records.ts';

/** What tests of alerts in the store have in common. */
export const NOTHING: Omit<AlertCommit, 'revision'> = {
  owner: OWNER,
  journalTo: null,
  alerts: [],
  incidents: [],
  timeline: [],
  counts: [],
  merged: [],
  apart: [],
  together: [],
};

export function alertRow(id: string, changes: Partial<AlertRow> = {}): AlertRow {
  return {
    id,
    fingerprint: `f-${id}`,
    source: 'alertmanager',
    name: 'HighLatency',
    service: 'cart',
    labels: { alertname: 'HighLatency', service: 'cart' },
    annotations: { summary: 'slow' },
    severity: 'error',
    start: 1_000,
    end: null,
    ownEnd: null,
    value: null,
    url: '',
    received: 1,
    duplicateOf: null,
    duplicateReason: '',
    flapping: false,
    mutedBy: '',
    incident: null,
    reasons: [],
    lastAt: 1_000,
    ...changes,
  };
}

export function incidentRow(id: string, changes: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id,
    cluster: null,
    state: 'open',
    title: `Incident ${id}`,
    severity: 'error',
    priority: 50,
    confidence: 0.9,
    startedAt: 1_000,
    openedAt: 1_000,
    lastAlertAt: 1_000,
    resolvedAt: null,
    escalatedAt: null,
    acknowledgedBy: '',
    assignee: '',
    alerts: 1,
    received: 1,
    firing: 1,
    services: ['cart'],
    impact: '',
    silencedUntil: null,
    mergedInto: null,
    acted: false,
    detail: {},
    ...changes,
  };
}
