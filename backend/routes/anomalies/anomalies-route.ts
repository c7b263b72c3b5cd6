import { z } from 'zod';
import { anomalyRecords, anomalyResult } from '../../answers/anomaly-records.ts';
import { querySchema } from '../../answers/query-model.ts';
import { timeSchema } from '../query/time.ts';
import { defineRoute } from '../route.ts';

const body = querySchema.extend({
  from: timeSchema,
  to: timeSchema,
  patient: z.boolean().default(true).describe('Wait for every model the range needs instead of the newest alone.'),
});

/** The anomalies of one query as records: for scripts and other programs. */
export const anomaliesRoute = defineRoute({
  method: 'post',
  path: '/anomalies',
  summary: 'The anomalies of a query over a time range, as records.',
  role: 'Viewer',
  body,
  reply: z.object({
    anomalies: z.array(anomalyResult),
    notices: z.array(z.object({ severity: z.enum(['info', 'warning']), text: z.string() })),
    pendingFits: z.number(),
  }),
  async handle({ body: { from, to, patient, ...model } }, { core, connection, signal }) {
    const detections = await core.detect(connection, { refId: 'A', model, from, to }, { signal, patient });
    return {
      anomalies: anomalyRecords(detections),
      notices: [...detections.notices],
      pendingFits: detections.pendingFits,
    };
  },
});
