import { z } from 'zod';
import {
  ALERT_SEVERITIES,
  ALERT_SOURCES,
  CAUSE_EVIDENCE,
  INCIDENT_ACTIONS,
  INCIDENT_STATES,
  MEMBERSHIP_REASONS,
} from '../../contract/alerts.ts';

const time = z.number().describe('ms since the epoch');
const share = z.number().min(0).max(1);

/** One alert as the API shows it. */
export const alertRecord = z.object({
  id: z.string(),
  fingerprint: z.string(),
  source: z.enum(ALERT_SOURCES),
  name: z.string(),
  service: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  severity: z.enum(ALERT_SEVERITIES),
  start: time,
  end: time.nullable(),
  value: z.number().nullable(),
  url: z.string(),
  /** Times it came in within the window, the first one included. */
  count: z.number().int(),
  /** The alert it repeats, and why; null for one of its own. */
  duplicateOf: z.string().nullable(),
  duplicateReason: z.string(),
  flapping: z.boolean(),
  /** A maintenance window or a silence that covers it; empty for none. */
  mutedBy: z.string(),
  incident: z.string().nullable(),
  reasons: z.array(z.object({ kind: z.enum(MEMBERSHIP_REASONS), weight: share, text: z.string() })),
});
export type AlertRecord = z.infer<typeof alertRecord>;

export const rootCauseRecord = z.object({
  service: z.string(),
  alert: z.string(),
  probability: share,
  evidence: z.array(z.object({ kind: z.enum(CAUSE_EVIDENCE), weight: share, text: z.string() })),
});

export const timelineRecord = z.object({
  at: time,
  kind: z.enum([
    ...INCIDENT_ACTIONS,
    'opened',
    'joined',
    'merged-in',
    'split-off',
    'escalated',
    'alert-ended',
    'unsilence',
  ]),
  /** Who did it; empty where Nightjar did. */
  by: z.string(),
  text: z.string(),
});
export type TimelineRecord = z.infer<typeof timelineRecord>;

/** One incident in a list. */
export const incidentSummary = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(INCIDENT_STATES),
  severity: z.enum(ALERT_SEVERITIES),
  /** 0..100. */
  priority: z.number(),
  confidence: share,
  startedAt: time,
  lastAlertAt: time,
  resolvedAt: time.nullable(),
  escalatedAt: time.nullable(),
  acknowledgedBy: z.string(),
  assignee: z.string(),
  /** Alerts without duplicates, and all that came in. */
  alerts: z.number().int(),
  received: z.number().int(),
  firing: z.number().int(),
  services: z.array(z.string()),
  impact: z.string(),
  cause: rootCauseRecord.nullable(),
  silencedUntil: time.nullable(),
});
export type IncidentSummary = z.infer<typeof incidentSummary>;

export const similarIncident = z.object({
  id: z.string(),
  title: z.string(),
  startedAt: time,
  resolvedAt: time.nullable(),
  similarity: share,
  /** What was done then: comments and actions, oldest first. */
  done: z.array(timelineRecord),
});

export const incidentRecord = incidentSummary.extend({
  commonLabels: z.record(z.string(), z.string()),
  members: z.array(alertRecord),
  causes: z.array(rootCauseRecord),
  timeline: z.array(timelineRecord),
  similar: z.array(similarIncident),
  /** Calls between its services and their neighbours: caller, called. */
  graph: z.array(z.tuple([z.string(), z.string()])),
});
export type IncidentRecord = z.infer<typeof incidentRecord>;

/** The design's record of a cluster, for scripts. */
export const alertCluster = z.object({
  clusterId: z.string(),
  clusterType: z.string(),
  alerts: z.array(alertRecord),
  commonAttributes: z.record(z.string(), z.string()),
  rootCauseCandidates: z.array(rootCauseRecord),
  confidence: share,
  priorityScore: z.number(),
  impactAssessment: z.string(),
  firstAlertTime: z.string(),
  lastAlertTime: z.string(),
  durationMinutes: z.number(),
});

export const noiseFigures = z.object({
  from: time,
  to: time,
  received: z.number().int(),
  /** After duplicates were taken together. */
  distinct: z.number().int(),
  incidents: z.number().int(),
  /** Incidents that people acknowledged, assigned, commented or resolved. */
  actedUpon: z.number().int(),
  /** Share of received alerts that nobody had to look at one by one. */
  reduction: share,
  bySource: z.array(
    z.object({ source: z.enum(ALERT_SOURCES), received: z.number().int(), distinct: z.number().int() })
  ),
  overTime: z.array(
    z.object({ at: time, received: z.number().int(), distinct: z.number().int(), incidents: z.number().int() })
  ),
});
export type NoiseFigures = z.infer<typeof noiseFigures>;

export const maintenanceWindow = z.object({
  id: z.string(),
  reason: z.string(),
  matchers: z.array(z.string()).describe('Label matchers such as service="cart"; all must match.'),
  start: time,
  end: time,
  author: z.string(),
});
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

export const healthItem = z.object({
  severity: z.enum(ALERT_SEVERITIES),
  cost: z.number(),
  service: z.string(),
  title: z.string(),
  since: time,
  kind: z.enum(['anomaly', 'alert']),
  id: z.string(),
});

export const systemHealth = z.object({
  healthScore: z.number().min(0).max(100),
  activeAnomalies: z.number().int(),
  activeAlerts: z.number().int(),
  pendingRecommendations: z.number().int(),
  /** The first five by priority. */
  topRecommendations: z.array(z.record(z.string(), z.unknown())),
  services: z.array(z.object({ service: z.string(), healthScore: z.number(), items: z.array(healthItem) })),
  items: z.array(healthItem),
  history: z.array(z.object({ at: time, healthScore: z.number() })),
});
export type SystemHealth = z.infer<typeof systemHealth>;
