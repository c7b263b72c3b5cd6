import { z } from 'zod';
import { bandWidth, minSeriesSamples } from '../setting-fields.ts';

/** The settings the statistical baselines share, by their usual names. */
export const baselineFields = {
  halfLife: z
    .number()
    .min(10)
    .max(100_000)
    .default(720)
    .describe('Points after which what was learnt counts half. Short follows drift, long remembers what is usual.'),
  season: z
    .enum(['none', 'day', 'week', 'auto'])
    .default('auto')
    .describe(
      'Compare with the same time of the day (quarters of an hour) or of the week (hours). auto: what has foretold the series best so far.'
    ),
  adaptAfter: z
    .number()
    .int()
    .min(3)
    .max(100_000)
    .default(60)
    .describe('Points a series must stay beyond four spreads before the new level or spread is taken as normal.'),
  minTrainingSamples: minSeriesSamples,
  bandWidth: bandWidth.describe(
    'Half width of the band around the expected value, in standard deviations. Does not change scores.'
  ),
};

export const baselineSettings = z.object(baselineFields);

export type BaselineSettings = z.infer<typeof baselineSettings>;
