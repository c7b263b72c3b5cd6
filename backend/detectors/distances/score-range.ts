import { fitWindowColumn } from '../../features/window-rows.ts';
import type { GroupScores, SeriesGroup } from '../detector.ts';
import { fitCalibration } from '../rarity.ts';
import { ownNeighbours, rawOf } from './distance-model.ts';
import type { DistanceSettings, Measure } from './distance-model.ts';
import { pickWindows, referencesOf, spreadSample } from './reference-windows.ts';
import { emptyScores, foretell, seriesWeights, setScore } from './score-windows.ts';
import { evenBlocks, windowPoints } from './window-space.ts';
import type { WindowSpace } from './window-space.ts';

/**
 * Looks back over a range: every window is compared with those of the whole range that do not overlap it, and a point's raw score is the mean of
 * the windows that hold it, so that an anomaly is marked from its first point to its last.
 */
export async function scoreRange(
  measure: Measure,
  group: SeriesGroup,
  settings: DistanceSettings,
  seed: number
): Promise<GroupScores> {
  const window = settings.window;
  const space: WindowSpace = {
    columns: group.series.map((series) => fitWindowColumn(series, group.step, true)),
    window,
    blocks: evenBlocks(window, group.series.length),
  };
  const windows = windowPoints(group.series, space);
  const scored = emptyScores(measure, group, space, settings.bandWidth);
  const state = null;
  if (windows.count < settings.minTrainingSamples) {
    return { series: scored, state };
  }
  const picked = pickWindows(windows, spreadSample(windows.count, settings.references, seed));
  const references = referencesOf(picked, group.series[0].times);
  const known = { ...settings, window };
  const own = measure.densities ? await ownNeighbours(references, picked, known) : null;
  if (own?.index.includes(-1)) {
    return { series: scored, state };
  }
  const densities = own && measure.densities ? measure.densities(own) : null;
  const neighbours = await ownNeighbours(references, windows, known);
  const raw = rawOf(measure, neighbours, densities);
  const points = group.series[0].times.length;
  const mean = meanOfCovering(raw, windows.instants, window, points);
  const calibration = fitCalibration(mean, measure.correction);
  windows.instants.forEach((instant, w) => {
    foretell(scored, instant, space, references, neighbours, w, settings.bandWidth);
  });
  for (let i = 0; i < points; i++) {
    if (!Number.isNaN(mean[i])) {
      setScore(measure, scored, i, calibration, mean[i], () => new Float64Array(0));
    }
  }
  void seriesWeights;
  return { series: scored, state };
}

/** Of each point the mean raw score of the windows that hold it; NaN where no window does. */
function meanOfCovering(raw: Float64Array, instants: Int32Array, window: number, points: number): Float64Array {
  const sum = new Float64Array(points + 1);
  const count = new Int32Array(points + 1);
  instants.forEach((instant, w) => {
    if (!Number.isNaN(raw[w])) {
      sum[instant - window + 1] += raw[w];
      sum[instant + 1] -= raw[w];
      count[instant - window + 1]++;
      count[instant + 1]--;
    }
  });
  const mean = new Float64Array(points);
  let total = 0;
  let held = 0;
  for (let i = 0; i < points; i++) {
    total += sum[i];
    held += count[i];
    mean[i] = held > 0 ? total / held : Number.NaN;
  }
  return mean;
}
