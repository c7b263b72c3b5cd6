import { z } from 'zod';
import { anomalyReply } from '../../answers/anomaly-records.ts';
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
  reply: anomalyReply,
  handle: ({ body: { from, to, patient, ...model } }, { core, connection, signal }) =>
    core.findAnomalies(connection, { refId: 'A', model, from, to }, { signal, patient }),
});
