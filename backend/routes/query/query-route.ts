import { z } from 'zod';
import type { QueryAnswer } from '../../answers/engine.ts';
import { NightjarError } from '../../errors.ts';
import { encodeJson } from '../../frames/json.ts';
import { defineRoute } from '../route.ts';
import { timeSchema } from './time.ts';

const body = z.object({
  from: timeSchema,
  to: timeSchema,
  queries: z
    .array(z.looseObject({ refId: z.string().min(1).max(100).default('A') }))
    .min(1)
    .describe('Queries as the datasource stores them (docs/query.md).'),
  patient: z.boolean().default(false).describe('Wait for every model the range needs instead of the newest alone.'),
});

const result = z.object({
  status: z.int(),
  frames: z.array(z.unknown()).describe("Data frames in Grafana's JSON notation."),
  error: z.string().optional(),
  errorCode: z.string().optional(),
  errorSource: z.enum(['plugin', 'downstream']).optional(),
});

/** Answers queries with data frames, in the shape of Grafana's /api/ds/query. */
export const queryRoute = defineRoute({
  method: 'post',
  path: '/query',
  summary: 'Anomalies, scores, bands or intervals of queries as data frames.',
  role: 'Viewer',
  body,
  reply: z.object({ results: z.record(z.string(), result) }),
  async handle({ body: { from, to, queries, patient } }, { core, connection, signal }) {
    const incoming = queries.map((model) => ({ refId: model.refId, model, from, to }));
    if (new Set(incoming.map(({ refId }) => refId)).size < incoming.length) {
      throw new NightjarError('bad-request', 'Each query needs a refId of its own.');
    }
    const answers = await core.answerQueries(connection, incoming, { signal, patient });
    return { results: Object.fromEntries(answers.map((answer) => [answer.refId, toResult(answer)])) };
  },
});

function toResult({ frames, error }: QueryAnswer): z.infer<typeof result> {
  return {
    status: error?.status ?? 200,
    frames: frames.map(encodeJson),
    ...(error ? { error: error.message, errorCode: error.code, errorSource: error.source } : {}),
  };
}
