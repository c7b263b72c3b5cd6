import { z } from 'zod';

// Settings that several detectors have: the same name, bounds and words wherever they stand.

/** Points without which nothing is scored; `description` says what is counted. */
export function minTrainingSamples(
  description = 'Points the training window must hold before any point is scored.',
  { least = 10, usual = 100 }: { readonly least?: number; readonly usual?: number } = {}
) {
  return z.number().int().min(least).max(100_000).default(usual).describe(description);
}

/** The same of a detector that learns with every point. */
export const minSeriesSamples = minTrainingSamples('Points a series must have before any of its points is scored.');

export const bandWidth = z
  .number()
  .min(1)
  .max(10)
  .default(3)
  .describe('Half width of the band around the expected value, in robust standard deviations. Does not change scores.');

/** What rows of features are made of (./feature-columns.ts). */
export const features = z
  .enum(['window', 'values'])
  .default('window')
  .describe(
    'window: each point with its season and the points before it. values: the values alone, for columns without order in time.'
  );

/** How far features look back. */
export const featureWindow = z
  .number()
  .int()
  .min(2)
  .max(288)
  .default(12)
  .describe('Points before the scored one that its features look back over.');

/** Whether one model covers all series of the query: `what` fits together or not, as `model` sees it. */
export function joint(model: 'model' | 'network', what: 'values' | 'courses') {
  return z
    .boolean()
    .default(false)
    .describe(`One ${model} over all series of the query: finds instants at which their ${what} do not fit together.`);
}
