import { z } from 'zod';
import { bandWidth, layer, minTrainingSamples, steps } from '../networks/settings.ts';

export const autoencoderSettings = z.object({
  window: z
    .number()
    .int()
    .min(4)
    .max(288)
    .default(16)
    .describe('Points a window holds, the scored one last: what the network squeezes and rebuilds.'),
  judged: z
    .number()
    .int()
    .min(1)
    .max(32)
    .default(4)
    .describe(
      'Newest points whose rebuilding errors make the score: 1 for spikes, more for odd courses. Held to the window.'
    ),
  hidden: layer(32, 'Units of the layers before and after the code.'),
  code: layer(8, 'Units of the code, the narrow layer in the middle.'),
  joint: z
    .boolean()
    .default(false)
    .describe('One network over all series of the query: finds instants at which their courses do not fit together.'),
  steps,
  minTrainingSamples,
  bandWidth,
});

export type AutoencoderSettings = z.infer<typeof autoencoderSettings>;
