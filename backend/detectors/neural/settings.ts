import { z } from 'zod';
import { layer, minTrainingSamples, steps } from '../networks/settings.ts';
import { bandWidth } from '../setting-fields.ts';

export const neuralSettings = z.object({
  window: z
    .number()
    .int()
    .min(4)
    .max(288)
    .default(50)
    .describe('Points before the scored one from which the network foretells it.'),
  threshold: z
    .number()
    .min(0.3)
    .max(0.95)
    .default(0.7)
    .describe(
      'Which score of the neutral scale counts as anomalous: what would score so much scores 0.7, the low mark. 0.7 changes nothing, more marks less.'
    ),
  sensitivityMultiplier: z
    .number()
    .min(0.1)
    .max(10)
    .default(1)
    .describe(
      'Multiplies how unusual every point is before it is scored: 1 is neutral, 2 takes half the distance for as unusual.'
    ),
  hidden: layer(32, 'Units of the first layer.'),
  second: layer(16, 'Units of the second layer; the third gives the foretold value and its spread.'),
  steps,
  minTrainingSamples,
  bandWidth,
});

export type NeuralSettings = z.infer<typeof neuralSettings>;
