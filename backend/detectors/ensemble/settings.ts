import { z } from 'zod';
import { minTrainingSamples } from '../setting-fields.ts';
import { COMBINATIONS } from './combine.ts';

/** The settings of an ensemble of the detectors `known`, of which `usual` are taken unless told otherwise. */
export function ensembleSettings(known: readonly string[], usual: readonly string[]) {
  return z.object({
    members: z
      .array(z.enum(known as [string, ...string[]]))
      .min(1)
      .max(6)
      .refine((ids) => new Set(ids).size === ids.length, 'names a detector twice')
      .default([...usual])
      .describe('Detectors whose scores are combined, each with its own default settings.'),
    combine: z
      .enum(COMBINATIONS)
      .default('learned')
      .describe(
        'learned: mean by weights learned on held-out history with injected anomalies. mean: all alike. max: the highest. rank: mean of how high each ranks its own held-out scores.'
      ),
    minTrainingSamples: minTrainingSamples(),
  });
}

export type EnsembleSettings = z.infer<ReturnType<typeof ensembleSettings>>;
