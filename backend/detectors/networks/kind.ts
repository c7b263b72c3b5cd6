import type { ExplanationFact } from '../../../contract/detection.ts';
import type { Graph, Value } from '../../onnx/graph.ts';
import type { Net, Values } from '../../onnx/training/net.ts';
import type { Calibration } from '../calibration.ts';
import type { GroupScores, Plain, SeriesGroup } from '../detector.ts';
import type { Correction } from '../rarity.ts';
import type { NetworkParameters } from './model.ts';
import type { NetworkSettings } from './settings.ts';

/** Scaled values are cut off here before a network sees them: one wild point must not spoil the windows it leaves through. */
export const LARGEST_SEEN = 5;

/** What shapes a network and the rows it reads; plain data. A row holds `points` scaled values of each of `series`, oldest first. */
export type NetworkShape = {
  readonly series: number;
  readonly points: number;
  readonly [key: string]: number | string;
};

/** One row on its way through a network, float64. */
export interface Pass {
  readonly output: Float64Array;
  /** The gradient by the row, from that by the output. */
  back(byOutput: Float64Array): Float64Array;
}

/** A network from rows, cut off at `LARGEST_SEEN`, to what its detector reads. */
export interface Network {
  /** What is trained: to say of rows `x`, corrupted [batch, series x points], what suits them as they were, `y`. */
  readonly net: Net;
  /** Numbers it gives for a row. */
  readonly outputs: number;
  /** What `net.predict` gives as one value [..., outputs]. */
  join(graph: Graph, predicted: Values): Value;
  pass(flat: Float32Array, row: Float64Array): Pass;
}

/** What a network says of an instant. */
export interface Judgement {
  /** How unusual it is, >= 0. */
  readonly raw: number;
  /** The same of each series alone; the largest carries the instant's score in full, the others in proportion. */
  readonly bySeries: Float64Array;
  /** The newest value of each series as the network has it, and its usual distance from that; in scaled units. */
  readonly expected: Float64Array;
  readonly spread: Float64Array;
  /** The parts `raw` is made of, by the keys of the kind's `evidence`, where it has such. */
  readonly evidence?: Readonly<Record<string, number>>;
}

/** How raw unusualness is read from rows and outputs, with constants fitted on training data. */
export interface Judge {
  of(row: ArrayLike<number>, output: ArrayLike<number>): Judgement;
  /** Gradients of `raw`. */
  gradients(row: Float64Array, output: Float64Array): { byRow: Float64Array; byOutput: Float64Array };
  /** Where only a part of `raw` is to be explained: the judge of a point's network output with all else held, equal to this one at that point. */
  heldAt?(output: Float64Array): Judge;
  /** `raw` as a graph: rows and outputs, float64 [n, ...], to [n, 1]. */
  graph(graph: Graph, rows: Value, outputs: Value): Value;
}

/** Rows, uncut, and what the network gives for each. */
export interface RowsAndOutputs {
  readonly rows: Float32Array;
  readonly outputs: Float32Array;
  readonly count: number;
}

/** A detector made of a network on windows: what is its own. Everything else is in this folder. */
export interface NetworkKind<S extends NetworkSettings = NetworkSettings> {
  readonly id: string;
  readonly correction: Correction;
  /** Labels of the parts of raw scores, by key: columns beside the score and facts of explanations. */
  readonly evidence: Readonly<Record<string, string>>;
  shapeOf(settings: S, series: number): NetworkShape;
  network(shape: NetworkShape): Network;
  /** Constants of the judge, from rows (`picked` among all) the network did not learn from. */
  fitJudge(shape: NetworkShape, data: RowsAndOutputs, picked: Int32Array): Plain;
  judge(shape: NetworkShape, constants: Plain): Judge;
  /** What settings do to the scale of scores, where they do. */
  adjust?(calibration: Calibration, settings: S): Calibration;
  /** Further numbers of the training data that explanations show. */
  describe?(group: SeriesGroup, settings: S): Plain;
  /** What this detector adds to an explanation. */
  facts(parameters: NetworkParameters, scores: GroupScores, seriesIndex: number, index: number): ExplanationFact[];
}
