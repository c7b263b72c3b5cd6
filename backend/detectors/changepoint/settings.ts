import { z } from 'zod';
import { baselineFields } from '../online-statistics/settings.ts';

const { halfLife, season, minTrainingSamples, bandWidth } = baselineFields;

export const changepointSettings = z.object({
  window: z
    .number()
    .int()
    .min(8)
    .max(64)
    .default(32)
    .describe(
      'Points compared on either side of a change. Levels are compared over a quarter of it too, trends over twice as many.'
    ),
  halfLife,
  season,
  minTrainingSamples,
  bandWidth,
});

export type ChangepointSettings = z.infer<typeof changepointSettings>;
