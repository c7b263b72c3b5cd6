import { z } from 'zod';
import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import { VERDICTS } from '../../../contract/monitor.ts';
import { SEVERITIES } from '../../../contract/severity.ts';
import { NightjarError } from '../../errors.ts';
import { detectionList, detectionRecord, newVerdict } from '../../monitors/api-records.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';
import { count, flag, listOf, matcherList } from '../monitors/query-fields.ts';
import { timeSchema } from '../query/time.ts';

const params = z.object({ id: z.string().min(1).max(200) });

export const listDetectionsRoute = defineMonitorRoute({
  method: 'get',
  path: '/detections',
  summary: "What the datasource's monitors detected, newest first.",
  role: 'Viewer',
  query: z.object({
    monitor: z.string().max(100).optional(),
    from: timeSchema.optional(),
    to: timeSchema.optional(),
    severity: listOf(z.enum(SEVERITIES)),
    type: listOf(z.enum(ANOMALY_TYPES)),
    verdict: listOf(z.enum([...VERDICTS, 'none'])),
    open: flag,
    label: matcherList.describe('Label matchers such as service="cart".'),
    limit: count(1_000, 100),
    before: z.string().max(200).optional().describe('Id of the last one of the page before.'),
  }),
  reply: detectionList,
  handle: ({ query: { severity, type, verdict, label, ...rest } }, { monitors, owner }) =>
    monitors.detections(owner, { ...rest, severities: severity, types: type, verdicts: verdict, labels: label }),
});

export const getDetectionRoute = defineMonitorRoute({
  method: 'get',
  path: '/detections/:id',
  summary: 'One detection with its explanation.',
  role: 'Viewer',
  params,
  reply: detectionRecord,
  handle: ({ params: { id } }, { monitors, owner }) => monitors.detection(owner, id),
});

export const giveVerdictRoute = defineMonitorRoute({
  method: 'post',
  path: '/detections/:id/verdict',
  summary: 'Says that a detection was true, false, or to be expected; it takes the place of an earlier verdict.',
  role: 'Editor',
  params,
  body: newVerdict,
  reply: detectionRecord,
  async handle({ params: { id }, body }, { monitors, store, owner, caller }) {
    if (body.until !== null && body.verdict !== 'expected') {
      throw new NightjarError('bad-request', 'Only an expected detection has an end (until): leave it out.');
    }
    const { monitor } = await store.giveVerdict({ owner, detection: id, ...body, actor: caller });
    monitors.changed(owner, monitor);
    return monitors.detection(owner, id);
  },
});

export const withdrawVerdictRoute = defineMonitorRoute({
  method: 'delete',
  path: '/detections/:id/verdict',
  summary: 'Takes a verdict back.',
  role: 'Editor',
  params,
  reply: detectionRecord,
  async handle({ params: { id } }, { monitors, store, owner, caller }) {
    const { monitor } = await store.withdrawVerdict({ owner, detection: id, actor: caller });
    monitors.changed(owner, monitor);
    return monitors.detection(owner, id);
  },
});
