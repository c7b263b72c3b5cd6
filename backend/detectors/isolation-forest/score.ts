import { seasonAt } from '../../features/season-profile.ts';
import type { FittedModel, GroupScores, Scored, SeriesGroup } from '../detector.ts';
import { attribution } from './attribution.ts';
import { groupRows, seasonOf } from '../feature-columns.ts';
import type { GroupRows } from '../feature-columns.ts';
import { forestSums } from './ensemble.ts';
import { isolationOf, parametersOf } from './model.ts';
import type { ForestParameters } from './model.ts';
import { calibrate } from '../calibration.ts';
import { unpackForest } from './packed-forest.ts';

/** The lowest score any sensitivity marks: below it nobody asks which series it was. */
const LEAST_MARKED = 0.45;

/**
 * Scores every point of a group. With several series the score belongs to the instant: the series that contributes most carries it in full, the
 * others in proportion to their contributions.
 */
export async function scoreGroup(model: FittedModel, window: SeriesGroup): Promise<GroupScores> {
  const parameters = parametersOf(model);
  const rows = groupRows(window, parameters.columns, parameters.layout);
  const scored = window.series.map((series, s) => {
    const column = parameters.columns[s];
    const season = seasonOf(column);
    const isKnown = model.trained.points > 0;
    const expected = series.times.map((time) => (isKnown ? seasonAt(season, time) : Number.NaN));
    const reach = parameters.bandWidth * column.sigma;
    return {
      score: new Float64Array(series.times.length).fill(Number.NaN),
      expected,
      lower: expected.map((value) => value - reach),
      upper: expected.map((value) => value + reach),
      evidence: evidenceOf(rows.unscaled[s], parameters.layout.features),
    };
  });
  if (parameters.forest) {
    await fillScores(parameters, rows, scored, window);
  }
  return { series: scored, state: null };
}

/** The unscaled features as columns, and room for the isolation score. */
function evidenceOf(unscaled: Float64Array, features: readonly string[]): Record<string, Float64Array> {
  const width = features.length;
  const points = unscaled.length / width;
  const columns = features.map((name, f) => [
    name,
    Float64Array.from({ length: points }, (_, i) => unscaled[i * width + f]),
  ]);
  return { ...Object.fromEntries(columns), isolation: new Float64Array(points).fill(Number.NaN) };
}

async function fillScores(
  parameters: ForestParameters,
  { rows, count, instants }: GroupRows,
  scored: readonly Scored[],
  window: SeriesGroup
): Promise<void> {
  const packed = parameters.forest;
  if (!packed) {
    return;
  }
  const isolation = isolationOf(packed, await forestSums(packed, rows, count));
  const forest = scored.length > 1 ? unpackForest(packed) : null;
  for (let k = 0; k < count; k++) {
    const i = instants[k];
    const score = calibrate(parameters.calibration, isolation[k]);
    const weights =
      forest && score >= LEAST_MARKED
        ? attribution(forest, rows.subarray(k * packed.features, (k + 1) * packed.features), scored.length)
        : null;
    const most = weights ? Math.max(...weights) : 0;
    scored.forEach((series, s) => {
      if (
        Number.isFinite(window.series[s].values[i]) &&
        !Number.isNaN(series.evidence[parameters.layout.features[0]][i])
      ) {
        series.score[i] = weights && most > 0 ? score * (weights[s] / most) : score;
        series.evidence.isolation[i] = isolation[k];
      }
    });
  }
}
