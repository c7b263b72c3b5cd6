import { z } from 'zod';

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
  minTrainingSamples: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(100)
    .describe('Stretches the training window must hold before any point is scored.'),
  bandWidth: z
    .number()
    .min(1)
    .max(10)
    .default(3)
    .describe(
      'Half width of the band around the expected value, in robust standard deviations. Does not change scores.'
    ),
});

export type SubsequenceSettings = z.infer<typeof subsequenceSettings>;
