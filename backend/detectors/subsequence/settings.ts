import { z } from 'zod';
import { bandWidth, minTrainingSamples } from '../setting-fields.ts';

/** The longest window: a day at five minutes. */
export const LONGEST = 288;

export const subsequenceSettings = z.object({
  window: z
    .number()
    .int()
    .min(0)
    .max(LONGEST)
    .default(0)
    .describe(
      'Points of the stretches that are compared, the scored one the newest, at least 4. 0: one period of the season, at most 288 points; 64 without a season.'
    ),
  history: z
    .number()
    .int()
    .min(500)
    .max(50_000)
    .default(21_000)
    .describe(
      'The newest training points, among whose stretches the most alike one is looked for: two weeks at a minute by default.'
    ),
  minTrainingSamples: minTrainingSamples('Stretches the training window must hold before any point is scored.'),
  bandWidth,
});

export type SubsequenceSettings = z.infer<typeof subsequenceSettings>;
