import { z } from 'zod';
import { baselineFields } from '../online-statistics/settings.ts';

export const ewmaSettings = z.object({
  ...baselineFields,
  smoothing: z
    .number()
    .min(0.02)
    .max(1)
    .default(0.2)
    .describe(
      'Weight of the newest point in the charted average (lambda). Small sees small lasting shifts, 1 sees single points.'
    ),
});

export type EwmaSettings = z.infer<typeof ewmaSettings>;
