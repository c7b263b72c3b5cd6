import type { RowMeasure } from '../feature-scores.ts';
import { explainRow } from './explain.ts';
import { pathSums } from './forest.ts';
import { isolationOf } from './model.ts';
import type { ForestParameters } from './model.ts';
import { unpackForest } from './packed-forest.ts';
import { shortening } from './reach.ts';

/** Isolation scores of scaled rows; null for a model without a forest. */
export function measureOf({ forest, reach, margin }: ForestParameters): RowMeasure | null {
  return (
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
