import { z } from 'zod';
import { DETECTORS } from '../../detectors/index.ts';
import { defineRoute } from '../route.ts';

const detector = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  runs: z.enum(['onnx', 'typescript', 'wasm']).describe('Where scoring runs.'),
  exports: z.boolean().describe('Whether models can be exported as ONNX files.'),
  schema: z.record(z.string(), z.unknown()).describe("JSON Schema of the detector's settings, with defaults."),
});

export type DetectorReply = z.infer<typeof detector>;

/** The registered detectors; their settings' schemas are what forms are made from. */
export const detectorsRoute = defineRoute({
  method: 'get',
  path: '/detectors',
  summary: 'The detectors there are, with the JSON Schema of their settings.',
  role: 'Viewer',
  reply: z.object({ detectors: z.array(detector) }),
  handle: () => ({
    detectors: DETECTORS.map(({ id, name, summary, runs, exports, schema }) => ({
      id,
      name,
      summary,
      runs,
      exports,
      schema: { ...z.toJSONSchema(schema, { io: 'input' }) },
    })),
  }),
});
