import { seasonAt } from '../../features/season-profile.ts';
import { calibrate } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, GroupScores, Scored, SeriesGroup } from '../detector.ts';
import { parametersOf, rawOf } from './distance-model.ts';
import type { Measure } from './distance-model.ts';
import type { Neighbours } from './neighbours.ts';
import { searchOf } from './reference-windows.ts';
import type { ReferenceWindows } from './reference-windows.ts';
import { windowPoints } from './window-space.ts';
import type { WindowPoints, WindowSpace } from './window-space.ts';

/** The lowest score any sensitivity marks: below it nobody asks which series it was. */
const LEAST_MARKED = 0.45;

/** Scores every point of a group by the window that ends at it. */
export async function scoreWindows(measure: Measure, model: FittedModel, group: SeriesGroup): Promise<GroupScores> {
  const { space, references, densities, calibration, neighbours: k, bandWidth } = parametersOf(model);
  const scored = emptyScores(measure, group, space, model.trained.points > 0 ? bandWidth : Number.NaN);
  if (!references) {
    return { series: scored, state: null };
  }
  const windows = windowPoints(group.series, space);
  const neighbours = await searchOf(references, k).find(windows);
  const raw = rawOf(measure, neighbours, densities);
  windows.instants.forEach((instant, w) => {
    foretell(scored, instant, space, references, neighbours, w, bandWidth);
    setScore(measure, scored, instant, calibration, raw[w], () =>
      seriesWeights(windows, references, neighbours, w, scored.length)
    );
  });
  return { series: scored, state: null };
}

/** Scores of NaN, with the season as the expected value; nothing is expected where `bandWidth` is NaN. */
export function emptyScores(measure: Measure, group: SeriesGroup, space: WindowSpace, bandWidth: number): Scored[] {
  return group.series.map(({ times }, s) => {
    const column = space.columns[s];
    const reach = bandWidth * column.scale;
    const expected = times.map((time) =>
      Number.isNaN(bandWidth) ? Number.NaN : seasonAt(column, time) + column.center
    );
    return {
      score: new Float64Array(times.length).fill(Number.NaN),
      expected,
      lower: expected.map((value) => value - reach),
      upper: expected.map((value) => value + reach),
      evidence: { [measure.evidence]: new Float64Array(times.length).fill(Number.NaN) },
    };
  });
}

/** Puts the mean newest value of a window's neighbours in place of the expected value, the season added back. */
export function foretell(
  scored: readonly Scored[],
  instant: number,
  { columns }: WindowSpace,
  { newest }: ReferenceWindows,
  { k, index }: Neighbours,
  w: number,
  bandWidth: number
): void {
  columns.forEach(({ scale }, s) => {
    let sum = 0;
    let count = 0;
    for (let n = w * k; n < (w + 1) * k && index[n] >= 0; n++) {
      sum += newest[index[n] * columns.length + s];
      count++;
    }
    if (count > 0) {
      const { expected, lower, upper } = scored[s];
      expected[instant] += (sum / count) * scale;
      lower[instant] = expected[instant] - bandWidth * scale;
      upper[instant] = expected[instant] + bandWidth * scale;
    }
  });
}

/** Of several series, the one that contributes most carries an instant's score in full, the others in proportion to what they contribute. */
export function setScore(
  measure: Measure,
  scored: readonly Scored[],
  instant: number,
  calibration: Calibration,
  raw: number,
  weigh: () => Float64Array
): void {
  const score = calibrate(calibration, raw);
  const weights = scored.length > 1 && score >= LEAST_MARKED ? weigh() : null;
  const most = weights ? Math.max(...weights) : 0;
  scored.forEach((series, s) => {
    series.score[instant] = weights && most > 0 ? score * (weights[s] / most) : score;
    series.evidence[measure.evidence][instant] = raw;
  });
}

/** Mean squared difference of a window from its neighbours, column by column; they add up to the mean squared distance. */
export function columnWeights(
  windows: WindowPoints,
  references: ReferenceWindows,
  { k, index }: Neighbours,
  w: number
): Float64Array {
  const { columns } = windows;
  const weights = new Float64Array(columns);
  for (let n = w * k; n < (w + 1) * k && index[n] >= 0; n++) {
    for (let c = 0; c < columns; c++) {
      weights[c] += (windows.rows[w * columns + c] - references.rows[index[n] * columns + c]) ** 2 / k;
    }
  }
  return weights;
}

/** The same, series by series. */
export function seriesWeights(
  windows: WindowPoints,
  references: ReferenceWindows,
  neighbours: Neighbours,
  w: number,
  series: number
): Float64Array {
  const weights = columnWeights(windows, references, neighbours, w);
  const width = weights.length / series;
  return Float64Array.from({ length: series }, (_, s) =>
    weights.subarray(s * width, (s + 1) * width).reduce((sum, weight) => sum + weight, 0)
  );
}
