import type { Detector } from '../detector.ts';
import { rounded } from '../explanation.ts';
import { featureDetector } from '../feature-detector.ts';
import { explainFeatures, rowAt } from '../feature-explanation.ts';
import { softened } from '../softened.ts';
import { nearestCluster } from './clusters.ts';
import { fitGroup, measureRows, parametersOf } from './model.ts';
import type { KmeansParameters } from './model.ts';
import { kmeansSettings } from './settings.ts';
import type { KmeansSettings } from './settings.ts';
import { kmeansToOnnx } from './to-onnx.ts';

/**
 * `kmeans`: parts what is usual into groups and marks what lies far from all of them, in spreads of the nearest. Works on windows of one series (season, change,
 * shift, level, spread) or jointly over the series of a query.
 */
export const kmeans: Detector<KmeansSettings> = {
  id: 'kmeans',
  name: 'K-means',
  summary:
    'Parts usual points into groups and marks those far from all of them. Take it where a series or a service has a few ways of running, such as idle, busy and batch.',
  runs: 'onnx',
  exports: true,
  schema: kmeansSettings,
  ...featureDetector<KmeansSettings, KmeansParameters>({
    evidence: 'distance',
    fitGroup,
    measureOf: ({ clusters }) =>
      clusters && {
        measure: (rows) => measureRows(clusters, rows),
        attribute: (row) => nearestCluster(clusters, softened(row)).squares,
      },
  }),

  explain(model, window, scores, seriesIndex, index) {
    const parameters = parametersOf(model);
    const { clusters } = parameters;
    const nearest = clusters && nearestCluster(clusters, softened(rowAt(parameters, scores, index)));
    const explained = nearest && {
      label: 'squared distance from the nearest group (in its spreads)',
      direction: 1 as const,
      value: nearest.square,
      usual: 0,
      attributions: nearest.squares,
    };
    return explainFeatures(model, parameters, { window, scores, seriesIndex, index }, explained, [
      {
        key: 'groups',
        label: 'Groups of usual points',
        value: clusters ? clusters.spreads.length : 0,
      },
      {
        key: 'nearestGroup',
        label: 'Training points in the nearest group',
        value: clusters && nearest ? `${rounded(100 * clusters.shares[nearest.cluster])} %` : 'none',
      },
    ]);
  },

  toOnnx: kmeansToOnnx,
};
