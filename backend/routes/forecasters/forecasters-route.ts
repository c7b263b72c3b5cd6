import { z } from 'zod';
import { defineRoute } from '../route.ts';

const forecaster = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  runs: z.enum(['onnx', 'typescript', 'wasm']).describe('Where it runs.'),
  exports: z.boolean().describe('Whether models can be exported as ONNX files.'),
  isJoint: z.boolean().describe('Whether one model is trained over all series of a query.'),
  takesExogenous: z.boolean().describe('Whether it makes use of exogenous series.'),
  schema: z.record(z.string(), z.unknown()).describe("JSON Schema of the forecaster's settings, with defaults."),
});

export type ForecasterReply = z.infer<typeof forecaster>;

/** The registered forecasters; their settings' schemas are what forms are made from. */
export const forecastersRoute = defineRoute({
  method: 'get',
  path: '/forecasters',
  summary: 'The forecasters there are, with the JSON Schema of their settings.',
  role: 'Viewer',
  reply: z.object({ forecasters: z.array(forecaster) }),
  async handle() {
    const { FORECASTERS } = await import('../../forecasters/index.ts');
    return {
      forecasters: FORECASTERS.map(({ id, name, summary, runs, exports, isJoint, takesExogenous, schema }) => ({
        id,
        name,
        summary,
        runs,
        exports,
        isJoint: isJoint === true,
        takesExogenous: takesExogenous === true,
        schema: { ...z.toJSONSchema(schema, { io: 'input' }) },
      })),
    };
  },
});
