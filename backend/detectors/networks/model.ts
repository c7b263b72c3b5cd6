import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import { fitWindowColumn } from '../../features/window-rows.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { fitCalibration } from '../rarity.ts';
import { trainedOf } from '../trained.ts';
import type { Network, NetworkKind, NetworkShape } from './kind.ts';
import { predictAll } from './predict.ts';
import { rowsOf } from './rows.ts';
import type { SeenRows } from './rows.ts';
import type { NetworkSettings } from './settings.ts';
import { trainAll } from './train.ts';
import type { TrainedNetwork } from './train.ts';
import { learntCount, splitRows } from './training-rows.ts';
import type { RowSplit } from './training-rows.ts';

/** What a fitted network knows; plain data. `weights` is null where the training window held too little, and `judge` then too. */
export type NetworkParameters = {
  readonly shape: NetworkShape;
  readonly columns: readonly WindowColumn[];
  readonly weights: Float32Array | null;
  readonly judge: Plain;
  readonly calibration: { readonly raw: readonly number[]; readonly scores: readonly number[] };
  /** What `describe` of the kind says of the training data. */
  readonly described: Plain;
  /** Training steps taken and the least held-out loss. */
  readonly training: { readonly steps: number; readonly loss: number };
  readonly bandWidth: number;
  readonly step: number;
};

/** Fewer windows than these teach a network nothing. */
const LEAST_ROWS = 25;
/** Raw values of scores 0.23, 0.47, 0.7, 0.8, 0.9 are at least these: less than the usual error is never unusual, however even the training data. */
const LEAST_KNOTS = [0.4, 0.7, 1, 1.25, 1.5];
/** The most by which scores of learnt windows are stretched to those of new ones. */
const LARGEST_STRETCH = 4;

export function parametersOf(model: FittedModel): NetworkParameters {
  return model.parameters as unknown as NetworkParameters;
}

interface Candidate {
  readonly group: SeriesGroup;
  readonly shape: NetworkShape;
  readonly columns: readonly WindowColumn[];
  readonly rows: SeenRows;
  /** Null where there are too few rows. */
  readonly split: RowSplit | null;
}

/** Fits every group; networks that are built alike train side by side. */
export async function fitGroups<S extends NetworkSettings>(
  kind: NetworkKind<S>,
  groups: readonly SeriesGroup[],
  settings: S,
  seed: number
): Promise<FittedModel[]> {
  const candidates = groups.map((group): Candidate => {
    const shape = kind.shapeOf(settings, group.series.length);
    const columns = group.series.map((series) => fitWindowColumn(series, group.step, true));
    const rows = rowsOf(group, columns, shape);
    const instants = group.series.reduce(
      (least, { values }) => Math.min(least, values.filter(Number.isFinite).length),
      Infinity
    );
    const isEnough = instants >= settings.minTrainingSamples && rows.count >= LEAST_ROWS;
    return { group, shape, columns, rows, split: isEnough ? splitRows(rows.count, shape.points) : null };
  });
  const models = candidates.map((candidate) => modelOf(kind, candidate, settings, null));
  for (const alike of stacks(candidates)) {
    const network = kind.network(candidates[alike[0]].shape);
    const width = candidates[alike[0]].shape.series * candidates[alike[0]].shape.points;
    const jobs = alike.map((i) => {
      const { rows, split } = candidates[i];
      return { seen: rows.seen, split: split as RowSplit };
    });
    const trained = await trainAll(network, width, jobs, settings.steps, seed);
    for (const [k, i] of alike.entries()) {
      const fitted = await finish(kind, network, candidates[i], trained[k], settings);
      models[i] = modelOf(kind, candidates[i], settings, fitted);
    }
  }
  return models;
}

/** Indices of candidates that can train together. */
function stacks(candidates: readonly Candidate[]): number[][] {
  const byKey = new Map<string, number[]>();
  candidates.forEach(({ shape, rows, split }, i) => {
    if (split) {
      const key = JSON.stringify([shape, learntCount(rows.count)]);
      byKey.set(key, [...(byKey.get(key) ?? []), i]);
    }
  });
  return [...byKey.values()];
}

type Finished = Pick<NetworkParameters, 'weights' | 'judge' | 'calibration' | 'training'>;

/** Fits the judge and the scale of scores by what the network says of all training windows. */
async function finish<S extends NetworkSettings>(
  kind: NetworkKind<S>,
  network: Network,
  { shape, rows, split }: Candidate,
  { weights, steps, loss }: TrainedNetwork,
  settings: S
): Promise<Finished | null> {
  if (!weights || !split) {
    return null;
  }
  const { count } = rows;
  const [outputs] = await predictAll(network, [{ flat: weights, rows: rows.seen, count }]);
  const heldOut = Int32Array.from(split.isHeld.keys()).filter((i) => split.isHeld[i] === 1);
  const constants = kind.fitJudge(shape, { rows: rows.judged, outputs, count }, heldOut);
  const judge = kind.judge(shape, constants);
  const width = shape.series * shape.points;
  const raw = Float64Array.from({ length: count }, (_, k) => {
    const row = rows.judged.subarray(k * width, (k + 1) * width);
    return judge.of(row, outputs.subarray(k * network.outputs, (k + 1) * network.outputs)).raw;
  });
  const fitted = fitCalibration(asIfNew(raw, split.isHeld), kind.correction);
  const calibration = { ...fitted, raw: fitted.raw.map((knot, i) => Math.max(knot, LEAST_KNOTS[i])) };
  return {
    weights,
    judge: constants,
    calibration: kind.adjust?.(calibration, settings) ?? calibration,
    training: { steps, loss },
  };
}

/**
 * Raw scores of all training windows as if each were new: those learnt from, which a network fits better, are stretched by how much less unusual they
 * are than the held-out ones at the ninth decile. So the whole training window tells of the tail.
 */
function asIfNew(raw: Float64Array, isHeld: Uint8Array): Float64Array {
  const high = (held: number) => sortedQuantile(sortedFinite(raw.filter((_, i) => isHeld[i] === held)), 0.9);
  const ratio = high(1) / high(0);
  const stretch = Number.isFinite(ratio) ? Math.max(1, Math.min(LARGEST_STRETCH, ratio)) : 1;
  return raw.map((value, i) => (isHeld[i] ? value : value * stretch));
}

function modelOf<S extends NetworkSettings>(
  kind: NetworkKind<S>,
  { group, shape, columns }: Candidate,
  settings: S,
  fitted: Finished | null
): FittedModel {
  const nothing: Calibration = { raw: [], scores: [] };
  const { weights, judge, calibration, training } = fitted ?? {
    weights: null,
    judge: null,
    calibration: nothing,
    training: { steps: 0, loss: 0 },
  };
  const parameters: NetworkParameters = {
    shape,
    columns,
    weights,
    judge,
    calibration: { raw: calibration.raw, scores: calibration.scores },
    described: kind.describe?.(group, settings) ?? null,
    training,
    bandWidth: settings.bandWidth,
    step: group.step,
  };
  return { detector: kind.id, trained: trainedOf(group), parameters: parameters as Plain, state: null };
}
