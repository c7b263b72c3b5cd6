import { z } from 'zod';
import { bandWidth, featureWindow, features, joint, minTrainingSamples } from '../setting-fields.ts';

export const kmeansSettings = z.object({
  clusters: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(16)
    .describe('How many groups the training points are parted into: more follow the data more closely.'),
  contamination: z
    .number()
    .min(0)
    .max(0.2)
    .default(0.01)
    .describe(
      'Groups with a smaller share of the training points than this do not count as usual, however dense they are. Shapes training only.'
    ),
  minTrainingSamples: minTrainingSamples(),
  maxTrainingSamples: z
    .number()
    .int()
    .min(50)
    .max(50_000)
    .default(10_000)
    .describe('Points the model is fitted on, drawn evenly from the training window.'),
  features,
  window: featureWindow,
  joint: joint('model', 'values'),
  bandWidth,
});

export type KmeansSettings = z.infer<typeof kmeansSettings>;
