import { z } from 'zod';

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
  minTrainingSamples: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(100)
    .describe('Points the training window must hold before any point is scored.'),
  maxTrainingSamples: z
    .number()
    .int()
    .min(50)
    .max(50_000)
    .default(10_000)
    .describe('Points the model is fitted on, drawn evenly from the training window.'),
  features: z
    .enum(['window', 'values'])
    .default('window')
    .describe(
      'window: each point with its season and the points before it. values: the values alone, for columns without order in time.'
    ),
  window: z
    .number()
    .int()
    .min(2)
    .max(288)
    .default(12)
    .describe('Points before the scored one that its features look back over.'),
  joint: z
    .boolean()
    .default(false)
    .describe('One model over all series of the query: finds instants at which their values do not fit together.'),
  bandWidth: z
    .number()
    .min(1)
    .max(10)
    .default(3)
    .describe(
      'Half width of the band around the expected value, in robust standard deviations. Does not change scores.'
    ),
});

export type KmeansSettings = z.infer<typeof kmeansSettings>;
