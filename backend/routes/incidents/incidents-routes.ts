import { z } from 'zod';
import { ALERT_SEVERITIES, INCIDENT_STATES } from '../../../contract/alerts.ts';
import type { IncidentState } from '../../../contract/alerts.ts';
import { exportIncident } from '../../incidents/exporter.ts';
import { alertCluster, incidentRecord, incidentSummary } from '../../incidents/records.ts';
import { defineAlertRoute } from '../alerts/alert-route.ts';
import { timeField } from '../alerts/time-fields.ts';
import { count, listOf } from '../monitors/query-fields.ts';
import { clusterOf } from './cluster-of.ts';

const params = z.object({ id: z.string().min(1).max(100) });

const LASTING: IncidentState[] = ['open', 'acknowledged'];

const filter = {
  from: timeField,
  to: timeField,
  state: listOf(z.enum(INCIDENT_STATES)),
  minSeverity: z.enum(ALERT_SEVERITIES).optional(),
  service: z.string().max(200).optional(),
  assignee: z.string().max(200).optional(),
  text: z.string().max(200).optional().describe('Words of the title, any case.'),
  before: z.string().max(200).optional().describe('Id of the last one of the page before.'),
};

export const listIncidentsRoute = defineAlertRoute({
  method: 'get',
  path: '/incidents',
  summary: 'Incidents: highest priority first among those that are not resolved, then newest first.',
  role: 'Viewer',
  query: z.object({ ...filter, limit: count(500, 100) }),
  reply: z.object({ incidents: z.array(incidentSummary), more: z.boolean() }),
  handle: ({ query: { state: states, ...query } }, { alerts, owner }) => alerts.incidents(owner, { ...query, states }),
});

export const getIncidentRoute = defineAlertRoute({
  method: 'get',
  path: '/incidents/:id',
  summary: 'One incident with its alerts, timeline, candidates for its cause and similar ones of the past.',
  role: 'Viewer',
  params,
  reply: incidentRecord,
  handle: ({ params: { id } }, { alerts, owner }) => alerts.incident(owner, id),
});

/** The design's record. Each carries its alerts, so that fewer come at once. */
export const listClustersRoute = defineAlertRoute({
  method: 'get',
  path: '/clusters',
  summary: 'Incidents as records of clusters, with their alerts; by default those that are not resolved.',
  role: 'Viewer',
  query: z.object({ ...filter, limit: count(100, 20) }),
  reply: z.object({ clusters: z.array(alertCluster), more: z.boolean() }),
  async handle({ query: { state: states = LASTING, ...query } }, { alerts, owner }) {
    const { incidents, more } = await alerts.incidents(owner, { ...query, states });
    const [records, { clusteringAlgorithm }] = await Promise.all([
      Promise.all(incidents.map(({ id }) => alerts.incident(owner, id))),
      alerts.options(owner),
    ]);
    return { clusters: records.map((record) => clusterOf(record, clusteringAlgorithm)), more };
  },
});

export const exportIncidentRoute = defineAlertRoute({
  method: 'get',
  path: '/incidents/:id/export',
  summary:
    "What an incident was about as rules for Alertmanager: group_by, and an inhibition of the cause's consequences.",
  role: 'Viewer',
  params,
  reply: z.object({ yaml: z.string() }),
  handle: async ({ params: { id } }, { alerts, owner }) => ({ yaml: exportIncident(await alerts.incident(owner, id)) }),
});
