import { z } from 'zod';
import { bandWidth, featureWindow, features, joint, minTrainingSamples } from '../setting-fields.ts';
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
  minTrainingSamples: minTrainingSamples(),
  features,
  window: featureWindow,
  margin: z
    .number()
    .min(0)
    .max(4)
    .default(1)
    .describe(
      'How much sooner values beyond those seen are set apart, the farther out the more: tells far values from farther ones. 0 is the original algorithm.'
    ),
  joint: joint('model', 'values'),
  bandWidth,
});

export type IsolationForestSettings = z.infer<typeof isolationForestSettings>;
