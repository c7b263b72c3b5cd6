import { z } from 'zod';
import { joint, layer, minTrainingSamples, rebuiltWindow, steps } from '../networks/settings.ts';
import { bandWidth } from '../setting-fields.ts';

export const autoencoderSettings = z.object({
  window: rebuiltWindow,
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
  joint,
  steps,
  minTrainingSamples,
  bandWidth,
});

export type AutoencoderSettings = z.infer<typeof autoencoderSettings>;
