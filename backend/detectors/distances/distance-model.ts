import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import { fitWindowColumn } from '../../features/window-rows.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { fitCalibration } from '../rarity.ts';
import type { Correction } from '../rarity.ts';
import { trainedOf } from '../trained.ts';
import type { Graph, Value } from '../../onnx/graph.ts';
import type { Densities } from './local-outlier-factor.ts';
import type { Neighbours } from './neighbours.ts';
import { pickWindows, referencesOf, searchOf, spreadSample } from './reference-windows.ts';
import type { ReferenceWindows } from './reference-windows.ts';
import { recentBlocks, windowPoints } from './window-space.ts';
import type { WindowPoints, WindowSpace } from './window-space.ts';

/** Settings detectors of distances between windows share. */
export interface DistanceSettings {
  readonly neighbours: number;
  readonly window: number;
  readonly references: number;
  readonly minTrainingSamples: number;
  readonly joint: boolean;
  readonly bandWidth: number;
}

/** What a detector makes of a window's neighbours. */
export interface Measure {
  /** Id of the detector. */
  readonly id: string;
  /** The raw score's name among the evidence, and in words. */
  readonly evidence: string;
  readonly label: string;
  readonly correction: Correction;
  /** What has to be known of the references beforehand, from their neighbours among themselves; null for nothing. */
  readonly densities: ((own: Neighbours) => Densities) | null;
  /** Raw scores (>= 0), one a window, from its neighbours among the references. */
  raw(neighbours: Neighbours, densities: Densities | null): Float64Array;
  /** The same as a graph: from distances float64 and indices int64, both [n, k], nearest first, to raw scores [n, 1]. */
  rawGraph(graph: Graph, distances: Value, indices: Value, densities: Densities | null): Value;
}

/** What a fitted model of distances knows; plain data. `references` is null where the training window held too little. */
export type DistanceParameters = {
  readonly space: WindowSpace;
  readonly references: ReferenceWindows | null;
  readonly densities: Densities | null;
  readonly calibration: Calibration;
  readonly neighbours: number;
  readonly bandWidth: number;
  readonly step: number;
};

/** Training windows that are scored to calibrate; more would not move the tail. */
const CALIBRATION_WINDOWS = 4096;
/**
 * Training windows are calibrated against references this share of the training data away, as new ones will be days away from theirs: a series whose level
 * wanders gets the longer tail it has.
 */
const CALIBRATION_DISTANCE = 1 / 3;
/** A series hardly ever moves where so many of its raw scores are no higher than the median. */
const RARELY = 0.99;
/** What a decade of rarity adds at least, as a share. */
const LEAST_DECADE = 0.15;
/** Nothing is calibrated on fewer scores. */
const LEAST_SCORES = 20;

export function parametersOf(model: FittedModel): DistanceParameters {
  return model.parameters as unknown as DistanceParameters;
}

export async function fitModel(
  measure: Measure,
  group: SeriesGroup,
  settings: DistanceSettings,
  seed: number
): Promise<FittedModel> {
  const space: WindowSpace = {
    columns: group.series.map((series) => fitWindowColumn(series, group.step, true)),
    window: settings.window,
    blocks: recentBlocks(settings.window, group.series.length),
  };
  const windows = windowPoints(group.series, space);
  const isEnough = windows.count >= settings.minTrainingSamples;
  const known = isEnough ? await fitReferences(measure, group, windows, settings, seed) : null;
  const parameters: DistanceParameters = {
    space,
    ...(known ?? { references: null, densities: null, calibration: { raw: [], scores: [] } }),
    neighbours: settings.neighbours,
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return {
    detector: measure.id,
    trained: trainedOf(group),
    parameters: parameters as unknown as Plain,
    state: null,
  };
}

/** The `k` nearest references of windows of the same data, those less than `zone` points away left out: overlapping windows are alike anyway. */
export async function ownNeighbours(
  references: ReferenceWindows,
  windows: WindowPoints,
  k: number,
  zone: number
): Promise<Neighbours> {
  const separation = { queries: windows.instants, references: references.places, zone };
  return await searchOf(references, k).find(windows, separation);
}

/** Raw scores; NaN where there are too few neighbours. */
export function rawOf(measure: Measure, neighbours: Neighbours, densities: Densities | null): Float64Array {
  const { k, distance } = neighbours;
  return measure
    .raw(neighbours, densities)
    .map((raw, i) => (distance[(i + 1) * k - 1] < Number.POSITIVE_INFINITY ? raw : Number.NaN));
}

type Fitted = Pick<DistanceParameters, 'references' | 'densities' | 'calibration'>;

/** Null where references have too few neighbours, as in a window hardly longer than theirs. */
async function fitReferences(
  measure: Measure,
  group: SeriesGroup,
  windows: WindowPoints,
  settings: DistanceSettings,
  seed: number
): Promise<Fitted | null> {
  const picked = pickWindows(windows, spreadSample(windows.count, settings.references, seed));
  const references = referencesOf(picked, group.series[0].times);
  let densities: Densities | null = null;
  if (measure.densities) {
    const among = await ownNeighbours(references, picked, settings.neighbours, settings.window);
    if (among.index.includes(-1)) {
      return null;
    }
    densities = measure.densities(among);
  }
  const judged = pickWindows(windows, spreadSample(windows.count, CALIBRATION_WINDOWS, seed + 1));
  const zone = Math.max(settings.window, Math.floor(group.series[0].times.length * CALIBRATION_DISTANCE));
  const own = await ownNeighbours(references, judged, settings.neighbours, zone);
  const raw = rawOf(measure, own, densities);
  if (raw.filter(Number.isFinite).length < LEAST_SCORES) {
    return null;
  }
  return { references, densities, calibration: stretched(fitCalibration(telling(raw), measure.correction)) };
}

/** A calibration whose every decade adds a share of the value before it: among counts, raw scores are steps, and the next step up is no marvel. */
function stretched({ raw, scores }: Calibration): Calibration {
  const knots: number[] = [];
  raw.forEach((knot, i) => knots.push(i === 0 ? knot : Math.max(knot, knots[i - 1] * (1 + LEAST_DECADE))));
  return { raw: knots, scores };
}

/** In a series that hardly ever moves, the raw scores of what moved: from thousands of equal ones no scale could be read. */
function telling(raw: Float64Array): Float64Array {
  const sorted = sortedFinite(raw);
  const usual = sortedQuantile(sorted, 0.5);
  const moved = sorted.filter((value) => value > usual);
  return moved.length > 0 && sortedQuantile(sorted, RARELY) <= usual ? moved : sorted;
}
