import type { z } from 'zod';
import type { ClusteringAlgorithm } from '../../../contract/alerts.ts';
import type { alertCluster, IncidentRecord } from '../../incidents/records.ts';

const MINUTE_MS = 60_000;

/** An incident as the design's record of a cluster. Its duration runs to its end, or to its newest alert while it lasts. */
export function clusterOf(incident: IncidentRecord, algorithm: ClusteringAlgorithm): z.infer<typeof alertCluster> {
  const { startedAt, lastAlertAt, resolvedAt } = incident;
  return {
    clusterId: incident.id,
    clusterType: algorithm,
    alerts: incident.members,
    commonAttributes: incident.commonLabels,
    rootCauseCandidates: incident.causes,
    confidence: incident.confidence,
    priorityScore: incident.priority,
    impactAssessment: incident.impact,
    firstAlertTime: new Date(startedAt).toISOString(),
    lastAlertTime: new Date(lastAlertAt).toISOString(),
    durationMinutes: ((resolvedAt ?? lastAlertAt) - startedAt) / MINUTE_MS,
  };
}
