import { z } from 'zod';
import { declarationSchema, runPlanSchema } from '../detectors/onnx-model/declaration.ts';

const value = z.object({
  name: z.string(),
  type: z.enum(['float32', 'float64', 'int64', 'other']),
  shape: z.array(z.number().nullable()).describe('null where it is open.'),
});

/** What the store keeps beside a model's bytes. */
export const modelMetadata = z.object({
  uploadedBy: z.string(),
  producer: z.string(),
  detector: z.string().describe('The detector it was exported from; empty for others.'),
  irVersion: z.number(),
  opsets: z.record(z.string(), z.number()).describe("Versions by domain; '' is ONNX's own."),
  inputs: z.array(value),
  outputs: z.array(value),
  operators: z.record(z.string(), z.number()).describe('How often each operator is used.'),
  elements: z.number().describe('Numbers of all constants together.'),
  declaration: declarationSchema.nullable().describe('As it was given at the upload.'),
  plan: runPlanSchema.describe('How it is run.'),
  runMs: z.number().describe('Milliseconds of the trial run.'),
});

/** An uploaded model as the routes show it. */
export const modelRecord = modelMetadata.extend({
  hash: z.string().describe('SHA-256 of the file, hex: its id.'),
  name: z.string(),
  size: z.number().describe('Bytes.'),
  uploadedAt: z.number().describe('Milliseconds since the epoch.'),
});

export type ModelMetadata = z.infer<typeof modelMetadata>;
export type ModelRecordReply = z.infer<typeof modelRecord>;

export const modelList = z.object({
  models: z.array(modelRecord).describe('Newest first.'),
  maxBytes: z.number().describe('The largest file that is taken.'),
  inMemoryOnly: z.boolean().describe('Whether the models last until the engine ends, since it has no data folder.'),
});

export type ModelListReply = z.infer<typeof modelList>;

export const newModel = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]+$/u, { error: 'must be plain text' })
    .describe('What queries call it.'),
  content: z.base64().describe('The .onnx file, base64.'),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, { error: 'must be 64 hexadecimal digits' })
    .optional()
    .describe('SHA-256 of the file; where given, it must be what arrives.'),
  declaration: declarationSchema
    .optional()
    .describe('What a file is that nightjar export-model did not write (docs/detectors/onnx-model.md).'),
});

export type NewModelBody = z.infer<typeof newModel>;
export type NewModelInput = z.input<typeof newModel>;
