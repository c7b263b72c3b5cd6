import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { scoreFeatures } from '../feature-scores.ts';
import { forestSums } from './ensemble.ts';
import { explainRow } from './explain.ts';
import { isolationOf, parametersOf } from './model.ts';
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
        measure: async (rows, count) =>
          isolationOf(forest, await forestSums(forest, rows, count), shortening(reach, margin, rows, count)),
        attribute: (row) => explainRow(forest, reach, margin, row).attributions,
      }
  );
}
