import { z } from 'zod';
import { bandWidth, minTrainingSamples } from '../setting-fields.ts';

/** The built-in model, which needs no upload. */
export const EXAMPLE = 'example';

/**
 * Loose, since whoever asks adds to them, under `plan`, how the named file is run (./declaration.ts); a query cannot.
 */
export const onnxModelSettings = z.looseObject({
  model: z
    .string()
    .max(300)
    .default(EXAMPLE)
    .meta({ choices: 'onnx-models' })
    .describe('Name or SHA-256 of an uploaded ONNX model (the Models page); example is a small one that is built in.'),
  minTrainingSamples: minTrainingSamples(
    'Points the training window must hold before any point is scored; not asked for where the model gives scores.'
  ),
  bandWidth,
});

export type OnnxModelSettings = z.infer<typeof onnxModelSettings>;
