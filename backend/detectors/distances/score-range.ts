import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import { fitWindowColumn } from '../../features/window-rows.ts';
import type { GroupScores, SeriesGroup } from '../detector.ts';
import { ownNeighbours, rawOf } from './distance-model.ts';
import type { DistanceSettings, Measure } from './distance-model.ts';
import { meanOfCovering } from './mean-of-covering.ts';
import type { Neighbours } from './neighbours.ts';
import { rangeCalibration } from './range-calibration.ts';
import { pickWindows, referencesOf, spreadSample } from './reference-windows.ts';
import type { ReferenceWindows } from './reference-windows.ts';
import { emptyScores, foretell, seriesWeights, setScore } from './score-windows.ts';
import { evenBlocks, windowPoints } from './window-space.ts';
import type { WindowPoints, WindowSpace } from './window-space.ts';

/** The longer of the two windows, in windows: courses of the length of a rhythm, beside single values. */
const LONGER = 4;
/** Windows less than so many windows apart are not compared, or a long anomaly would find itself beside it; in short ranges it is less. */
const APART = 3;
/** Of a range, the least share that stays to be compared with. */
const LEAST_COMPARED = 1 / 6;
/** A range seen through windows of one length. */
interface View {
  readonly space: WindowSpace;
  readonly windows: WindowPoints;
  readonly references: ReferenceWindows;
  readonly neighbours: Neighbours;
  /** Raw scores, one a point: means of the windows that hold it. NaN where there is none. */
  readonly raw: Float64Array;
}

/**
 * Looks back over a range. Every window is compared with those of the whole range that lie apart from it, and a point's raw score is the mean over
 * the windows that hold it, so that an anomaly is marked from its first point to its last. Two lengths of window, each relative to what one
 * point in ten exceeds, are averaged: the season taken off in the short ones, left in the long ones.
 */
export async function scoreRange(
  measure: Measure,
  group: SeriesGroup,
  settings: DistanceSettings,
  seed: number
): Promise<GroupScores> {
  const short = await viewOf(measure, group, settings, settings.window, true, seed);
  if (!short) {
    const columns = group.series.map((series) => fitWindowColumn(series, group.step, true));
    const space = { columns, window: settings.window, blocks: [] };
    return { series: emptyScores(measure, group, space, settings.bandWidth), state: null };
  }
  const long = await viewOf(measure, group, settings, LONGER * settings.window, false, seed);
  const raw = long ? meanOf(relative(short.raw), relative(long.raw)) : short.raw;
  const calibration = rangeCalibration(raw);
  const scored = emptyScores(measure, group, short.space, settings.bandWidth);
  const weights = scored.length > 1 ? weightsOf(short, scored.length) : [];
  short.windows.instants.forEach((instant, w) => {
    foretell(scored, instant, short.space, short.references, short.neighbours, w, settings.bandWidth);
  });
  raw.forEach((value, i) => {
    if (!Number.isNaN(value)) {
      setScore(measure, scored, i, calibration, value, () => Float64Array.from(weights, (of) => of[i]));
    }
  });
  group.series.forEach(({ values }, s) => {
    scored[s].score.forEach((_, i) => {
      if (!Number.isFinite(values[i])) {
        scored[s].score[i] = Number.NaN;
      }
    });
  });
  return { series: scored, state: null };
}

/** Null where the range holds too little to compare windows of this length. */
async function viewOf(
  measure: Measure,
  group: SeriesGroup,
  settings: DistanceSettings,
  window: number,
  isSeasonal: boolean,
  seed: number
): Promise<View | null> {
  const space: WindowSpace = {
    columns: group.series.map((series) => fitWindowColumn(series, group.step, isSeasonal)),
    window,
    blocks: evenBlocks(window, group.series.length),
  };
  const windows = windowPoints(group.series, space);
  if (windows.count < settings.minTrainingSamples) {
    return null;
  }
  const points = group.series[0].times.length;
  const zone = Math.min(APART * window, Math.max(window, Math.floor((points * (1 - LEAST_COMPARED)) / 2)));
  const picked = pickWindows(windows, spreadSample(windows.count, settings.references, seed));
  const references = referencesOf(picked, group.series[0].times);
  const own = measure.densities && (await ownNeighbours(references, picked, settings.neighbours, zone));
  if (own?.index.includes(-1)) {
    return null;
  }
  const densities = own && measure.densities ? measure.densities(own) : null;
  const neighbours = await ownNeighbours(references, windows, settings.neighbours, zone);
  const raw = meanOfCovering(rawOf(measure, neighbours, densities), windows.instants, window, points);
  return raw.some(Number.isFinite) ? { space, windows, references, neighbours, raw } : null;
}

/** Raw scores over the one that a tenth of the points exceeds; over their mean where that is 0, as where a series hardly ever moves. */
function relative(raw: Float64Array): Float64Array {
  const sorted = sortedFinite(raw);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const unit = sortedQuantile(sorted, 0.9) || mean || 1;
  return raw.map((value) => value / unit);
}

function meanOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => (Number.isNaN(value) || Number.isNaN(b[i]) ? value : (value + b[i]) / 2));
}

/** What each series contributes at each point: means over the windows that hold it. */
function weightsOf({ windows, references, neighbours, space, raw }: View, series: number): Float64Array[] {
  const byWindow = Array.from({ length: series }, () => new Float64Array(windows.count));
  for (let w = 0; w < windows.count; w++) {
    seriesWeights(windows, references, neighbours, w, series).forEach((weight, s) => (byWindow[s][w] = weight));
  }
  return byWindow.map((weights) => meanOfCovering(weights, windows.instants, space.window, raw.length));
}
