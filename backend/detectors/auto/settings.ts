import { z } from 'zod';
import { bandWidth, minTrainingSamples } from '../setting-fields.ts';

export const autoSettings = z.object({
  minTrainingSamples: minTrainingSamples(
    'Points a series must have before any of its points is scored; handed to the chosen detector.'
  ),
  bandWidth,
});

export type AutoSettings = z.infer<typeof autoSettings>;
