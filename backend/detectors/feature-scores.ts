import { seasonAt } from '../features/season-profile.ts';
import { calibrate } from './calibration.ts';
import type { FittedModel, GroupScores, Scored, SeriesGroup } from './detector.ts';
import { groupRows, seasonOf } from './feature-columns.ts';
import type { FittedColumn, GroupRows, Layout } from './feature-columns.ts';

/** What models of features (./feature-columns.ts) have in common. */
export type FeatureParameters = {
  readonly layout: Layout;
  readonly columns: readonly FittedColumn[];
  readonly calibration: { readonly raw: readonly number[]; readonly scores: readonly number[] };
  readonly bandWidth: number;
  /** Distance between points in ms. */
  readonly step: number;
};

/** How a model measures scaled rows. */
export interface RowMeasure {
  /** Raw unusualness of `count` rows, row-major. */
  measure(rows: Float32Array, count: number): Promise<Float64Array>;
  /** What each number of a row adds to its raw unusualness. */
  attribute(row: Float32Array): Float64Array;
}

/** Sums of `parts` equal stretches of attributions: what each series adds. */
export function sumsOfParts(attributions: Float64Array, parts: number): Float64Array {
  const width = attributions.length / parts;
  return Float64Array.from({ length: parts }, (_, part) =>
    attributions.subarray(part * width, (part + 1) * width).reduce((sum, one) => sum + one, 0)
  );
}

/** The lowest score any sensitivity marks: below it nobody asks which series it was. */
const LEAST_MARKED = 0.45;

/**
 * Scores every point of a group; without a measure they are all NaN. With several series the score belongs to the instant: the series that adds most to
 * it carries it in full, the others in proportion to what they add. `evidence` are the unscaled features and, under `name`, the raw unusualness.
 */
export async function scoreFeatures(
  model: FittedModel,
  parameters: FeatureParameters,
  window: SeriesGroup,
  name: string,
  measure: RowMeasure | null
): Promise<GroupScores> {
  const rows = groupRows(window, parameters.columns, parameters.layout);
  const series = window.series.map(({ times }, s): Scored => {
    const column = parameters.columns[s];
    const season = seasonOf(column);
    const isKnown = model.trained.points > 0;
    const expected = times.map((time) => (isKnown ? seasonAt(season, time) : Number.NaN));
    const reach = parameters.bandWidth * column.sigma;
    return {
      score: new Float64Array(times.length).fill(Number.NaN),
      expected,
      lower: expected.map((value) => value - reach),
      upper: expected.map((value) => value + reach),
      evidence: evidenceOf(rows.unscaled[s], parameters.layout.features, name),
    };
  });
  if (measure) {
    await fillScores(parameters, rows, series, window, name, measure);
  }
  return { series, state: null };
}

/** The unscaled features as columns, and room for the raw unusualness. */
function evidenceOf(unscaled: Float64Array, features: readonly string[], name: string): Record<string, Float64Array> {
  const width = features.length;
  const points = unscaled.length / width;
  const columns = features.map((feature, f) => [
    feature,
    Float64Array.from({ length: points }, (_, i) => unscaled[i * width + f]),
  ]);
  return { ...Object.fromEntries(columns), [name]: new Float64Array(points).fill(Number.NaN) };
}

async function fillScores(
  { layout, calibration }: FeatureParameters,
  { rows, count, instants, names }: GroupRows,
  scored: readonly Scored[],
  window: SeriesGroup,
  name: string,
  { measure, attribute }: RowMeasure
): Promise<void> {
  const raw = await measure(rows, count);
  const width = names.length;
  for (let k = 0; k < count; k++) {
    const i = instants[k];
    const score = calibrate(calibration, raw[k]);
    const isShared = scored.length > 1 && score >= LEAST_MARKED;
    const weights = isShared ? sumsOfParts(attribute(rows.subarray(k * width, (k + 1) * width)), scored.length) : null;
    const most = weights ? Math.max(...weights) : 0;
    scored.forEach((series, s) => {
      if (Number.isFinite(window.series[s].values[i]) && !Number.isNaN(series.evidence[layout.features[0]][i])) {
        series.score[i] = weights && most > 0 ? score * Math.max(0, weights[s] / most) : score;
        series.evidence[name][i] = raw[k];
      }
    });
  }
}
