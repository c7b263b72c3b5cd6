import { z } from 'zod';
import { joint, layer, minTrainingSamples, rebuiltWindow, steps } from '../networks/settings.ts';
import { bandWidth } from '../setting-fields.ts';

export const vaeSettings = z.object({
  window: rebuiltWindow,
  score: z
    .enum(['reconstruction', 'latent', 'both'])
    .default('reconstruction')
    .describe(
      'What makes the score. reconstruction: the newest points are rebuilt badly. latent: the code of the window is far from usual codes. both: their sum.'
    ),
  judged: z
    .number()
    .int()
    .min(1)
    .max(32)
    .default(4)
    .describe('Newest points whose rebuilding errors count: 1 for spikes, more for odd courses. Held to the window.'),
  hidden: layer(32, 'Units of the layers before and after the code.'),
  latent: layer(6, 'Numbers in the code.'),
  beta: z
    .number()
    .min(0)
    .max(10)
    .default(0.1)
    .describe(
      'Weight of the codes` distance from a standard normal one in training: more makes codes smoother and rebuilding coarser.'
    ),
  joint,
  steps,
  minTrainingSamples,
  bandWidth,
});

export type VaeSettings = z.infer<typeof vaeSettings>;
