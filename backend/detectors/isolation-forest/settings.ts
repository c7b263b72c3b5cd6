import { z } from 'zod';
import { MAX_TREES } from './forest.ts';

export const isolationForestSettings = z.object({
  trees: z.number().int().min(10).max(MAX_TREES).default(100).describe('Number of isolation trees.'),
  subsample: z.number().int().min(32).max(1024).default(256).describe('Training points each tree is grown from.'),
  contamination: z
    .number()
    .min(0.001)
    .max(0.5)
    .default(0.1)
    .describe(
      'Share of the training points that may be unusual: the scale of scores is read up to a thirtieth of it and drawn on from there. Shapes training only.'
    ),
  minTrainingSamples: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(100)
    .describe('Points the training window must hold before any point is scored.'),
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
  margin: z
    .number()
    .min(0)
    .max(4)
    .default(1)
    .describe(
      'How much sooner values beyond those seen are set apart, the farther out the more: tells far values from farther ones. 0 is the original algorithm.'
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

export type IsolationForestSettings = z.infer<typeof isolationForestSettings>;
