import { z } from 'zod';
import { ALERT_SEVERITIES } from '../../../contract/alerts.ts';
import { alertRecord, noiseFigures } from '../../incidents/records.ts';
import { count, flag, matcherList } from '../monitors/query-fields.ts';
import { defineAlertRoute } from './alert-route.ts';
import { timeField, timeRange } from './time-fields.ts';

export const listAlertsRoute = defineAlertRoute({
  method: 'get',
  path: '/alerts',
  summary: 'Alerts, newest first; without those that repeat others unless asked for.',
  role: 'Viewer',
  query: z.object({
    from: timeField,
    to: timeField,
    firing: flag,
    minSeverity: z.enum(ALERT_SEVERITIES).optional(),
    incident: z.string().max(100).optional(),
    labels: matcherList.describe('Matchers such as service="cart"; all must hold.'),
    duplicates: flag,
    limit: count(1_000, 100),
    before: z.string().max(200).optional().describe('Id of the last one of the page before.'),
  }),
  reply: z.object({ alerts: z.array(alertRecord), more: z.boolean() }),
  handle: ({ query }, { alerts, owner }) => alerts.alerts(owner, query),
});

export const noiseRoute = defineAlertRoute({
  method: 'get',
  path: '/noise',
  summary: 'How many alerts came in, and how many were left for people: in all, by source and over time.',
  role: 'Viewer',
  query: timeRange,
  reply: noiseFigures,
  handle: ({ query: { from, to } }, { alerts, owner }) => alerts.noise(owner, from, to),
});
