import { z } from 'zod';

export const oneClassSvmSettings = z.object({
  contamination: z
    .number()
    .min(0.001)
    .max(0.5)
    .default(0.1)
    .describe(
      'Share of the training points that may lie outside of what the model learns as usual (nu): more makes it smoother and larger. Shapes training only.'
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
    .max(10_000)
    .default(2000)
    .describe(
      'Points the model is fitted on, drawn evenly from the training window: the cost of a fit grows with their square.'
    ),
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
  smoothness: z
    .number()
    .min(0.1)
    .max(10)
    .default(1)
    .describe(
      'How far a training point speaks for its surroundings, as a multiple of the usual choice: less follows the data more closely, more makes one round whole of them.'
    ),
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

export type OneClassSvmSettings = z.infer<typeof oneClassSvmSettings>;
