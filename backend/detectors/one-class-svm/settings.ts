import { z } from 'zod';
import { bandWidth, featureWindow, features, joint, minTrainingSamples } from '../setting-fields.ts';

export const oneClassSvmSettings = z.object({
  contamination: z
    .number()
    .min(0.001)
    .max(0.5)
    .default(0.1)
    .describe(
      'Share of the training points that may lie outside of what the model learns as usual (nu): more makes it smoother and larger. Shapes training only.'
    ),
  minTrainingSamples: minTrainingSamples(),
  maxTrainingSamples: z
    .number()
    .int()
    .min(50)
    .max(10_000)
    .default(2000)
    .describe(
      'Points the model is fitted on, drawn evenly from the training window: the cost of a fit grows with their square.'
    ),
  features,
  window: featureWindow,
  smoothness: z
    .number()
    .min(0.1)
    .max(10)
    .default(1)
    .describe(
      'How far a training point speaks for its surroundings, as a multiple of the usual choice: less follows the data more closely, more makes one round whole of them.'
    ),
  joint: joint('model', 'values'),
  bandWidth,
});

export type OneClassSvmSettings = z.infer<typeof oneClassSvmSettings>;
