import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { scoreFeatures } from '../feature-scores.ts';
import { explainRow } from './explain.ts';
import { pathSums } from './forest.ts';
import { isolationOf, parametersOf } from './model.ts';
import { unpackForest } from './packed-forest.ts';
import { shortening } from './reach.ts';

/** Scores every point of a group; evidence `isolation` is the isolation score. */
export async function scoreGroup(model: FittedModel, window: SeriesGroup): Promise<GroupScores> {
  const parameters = parametersOf(model);
  const { forest, reach, margin } = parameters;
  return await scoreFeatures(
    model,
    parameters,
    window,
    'isolation',
    forest &&
      reach && {
        measure: (rows, count) => {
          const sums = pathSums(unpackForest(forest), rows, count);
          return Promise.resolve(isolationOf(forest, sums, shortening(reach, margin, rows, count)));
        },
        attribute: (row) => explainRow(forest, reach, margin, row).attributions,
      }
  );
}
