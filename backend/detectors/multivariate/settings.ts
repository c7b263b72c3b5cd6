import { z } from 'zod';
import { bandWidth, featureWindow, minTrainingSamples } from '../setting-fields.ts';

export const METHODS = ['mahalanobis', 'pca', 'kmeans', 'autoencoder'] as const;

export const multivariateSettings = z.object({
  method: z
    .enum(METHODS)
    .default('mahalanobis')
    .describe(
      'mahalanobis: distance from the usual in view of how the series move together. pca: what the principal components leave unexplained. kmeans: distance from the nearest of several ways of running. autoencoder: what a network cannot rebuild.'
    ),
  window: featureWindow,
  variance: z
    .number()
    .min(0.5)
    .max(0.999)
    .default(0.9)
    .describe('With pca: share of the variance that the components kept explain.'),
  contamination: z
    .number()
    .min(0)
    .max(0.2)
    .default(0.01)
    .describe(
      'Share of the training points, those farthest out, that do not shape the model. Without effect on the autoencoder.'
    ),
  minTrainingSamples: minTrainingSamples('Instants the training window must hold before any point is scored.', {
    usual: 200,
  }),
  bandWidth,
});

export type MultivariateSettings = z.infer<typeof multivariateSettings>;
