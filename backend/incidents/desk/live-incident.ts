import { z } from 'zod';
import type { RootCauseCandidate } from '../../alerts/root-cause/candidate.ts';
import type { IncidentRow } from '../../store/alerts/records.ts';
import type { Json } from '../../store/monitors/records.ts';
import { newId } from '../new-id.ts';
import { rootCauseRecord } from '../records.ts';
import type { LiveAlert } from './live-alert.ts';

/** A call that tells of an escalation, until it is answered or given up. */
const escalationCall = z.object({
  url: z.string(),
  attempts: z.number(),
  next: z.number(),
  state: z.enum(['due', 'done', 'failed']),
});

/** What of an incident no list is filtered by. */
const incidentDetail = z.object({
  causes: z.array(rootCauseRecord).default([]),
  commonLabels: z.record(z.string(), z.string()).default({}),
  silences: z
    .array(z.object({ where: z.enum(['alertmanager', 'grafana']), id: z.string(), matchers: z.string() }))
    .default([]),
  /** What past incidents are compared by: `name@service`, names and services of its alerts. */
  signature: z.array(z.string()).default([]),
  call: escalationCall.nullable().default(null),
  /** Since when it may escalate: its opening, or the last repetition that counts. */
  waitsSince: z.number().default(0),
});
export type IncidentDetail = z.infer<typeof incidentDetail>;

/** An incident that is worked on, with all of its alerts. */
export type LiveIncident = { -readonly [K in Exclude<keyof IncidentRow, 'detail'>]: IncidentRow[K] } & {
  detail: IncidentDetail;
  readonly members: Map<string, LiveAlert>;
  /** When its causes were last looked for, and among how many alerts. */
  ranked: { readonly at: number; readonly alerts: number };
};

export function liveIncident(row: IncidentRow): LiveIncident {
  return { ...row, detail: detailOf(row), members: new Map(), ranked: { at: 0, alerts: 0 } };
}

export function detailOf({ detail }: Pick<IncidentRow, 'detail'>): IncidentDetail {
  return incidentDetail.parse(detail);
}

export function newIncident(cluster: string | null, now: number): LiveIncident {
  return liveIncident({
    id: newId(),
    cluster,
    state: 'open',
    title: '',
    severity: 'info',
    priority: 0,
    confidence: 1,
    startedAt: now,
    openedAt: now,
    lastAlertAt: now,
    resolvedAt: null,
    escalatedAt: null,
    acknowledgedBy: '',
    assignee: '',
    alerts: 0,
    received: 0,
    firing: 0,
    services: [],
    impact: '',
    silencedUntil: null,
    mergedInto: null,
    acted: false,
    detail: { waitsSince: now },
  });
}

export function rowOf({ members: _members, ranked: _ranked, detail, ...row }: LiveIncident): IncidentRow {
  return { ...row, services: [...row.services], detail: detail as unknown as Json };
}

export function causesOf(causes: readonly RootCauseCandidate[]): IncidentDetail['causes'] {
  return causes.map(({ service, alert, probability, evidence }) => ({
    service,
    alert,
    probability,
    evidence: evidence.map(({ kind, weight, text }) => ({ kind, weight, text })),
  }));
}
