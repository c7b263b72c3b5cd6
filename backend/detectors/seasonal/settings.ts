import { z } from 'zod';
import { bandWidth, minSeriesSamples } from '../setting-fields.ts';

export const seasonalSettings = z.object({
  minTrainingSamples: minSeriesSamples,
  bandWidth,
});

export type SeasonalSettings = z.infer<typeof seasonalSettings>;
