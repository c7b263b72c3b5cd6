import { z } from 'zod';

export const autoSettings = z.object({
  minTrainingSamples: z
    .number()
    .int()
    .min(10)
    .max(100_000)
    .default(100)
    .describe('Points a series must have before any of its points is scored; handed to the chosen detector.'),
  bandWidth: z
    .number()
    .min(1)
    .max(10)
    .default(3)
    .describe(
      'Half width of the band around the expected value, in robust standard deviations. Does not change scores.'
    ),
});

export type AutoSettings = z.infer<typeof autoSettings>;
