import type { z } from 'zod';
import type { DetectorChoice, Explanation } from '../../contract/detection.ts';
import type { Series } from '../series/series.ts';

/** Where a detector's scoring runs, as health and the docs show it. */
export type Runtime = 'onnx' | 'typescript' | 'wasm';

/** Plain data that structured clone, the serializer and equality by bytes can take. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint8Array
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/**
 * Series that are modelled together: one, or all of a query's when the detector works jointly.
 * All lie on one regular grid: equal `times`, `step` ms apart, NaN where a value is missing.
 */
export interface SeriesGroup {
  readonly step: number;
  readonly series: readonly Series[];
}

/** Fitted parameters of one group and what they were fitted on. Times in ms; `to` is exclusive. */
export interface FittedModel {
  readonly detector: string;
  readonly trained: { readonly from: number; readonly to: number; readonly points: number };
  /** The detector's own content; only the detector that made it reads it. */
  readonly parameters: Plain;
  /** How well it fits, e.g. loss and epochs: kept with its record in the store. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** State a streaming detector stands in after its last training point; null for a detector without. */
  readonly state: Plain;
  /** Which detector was chosen, where one chooses. */
  readonly choice?: DetectorChoice;
}

/**
 * Scores of one series over a window, one entry a point. `score` is 0..1, higher = more anomalous, calibrated so that
 * 0.7 / 0.8 / 0.9 are low / medium / high, and NaN where the model has not seen enough or the value is missing.
 * `evidence` are further columns of the same length from which `explain` speaks.
 */
export interface Scored {
  readonly score: Float64Array;
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly evidence: Readonly<Record<string, Float64Array>>;
}

/** What `score` gives for one group: one `Scored` a series, and the state after the window's last point. */
export interface GroupScores {
  readonly series: readonly Scored[];
  readonly state: Plain;
}

/**
 * An anomaly model and its settings. Groups are passed in batches so that a detector can fit and score many in one graph;
 * the answer for a group never depends on the others of its batch.
 *
 * Scoring is causal: the score at index i depends on the model, the state and points 0..i alone. A window starts
 * `lookback(settings)` points before the first point whose score is wanted (those points' scores are discarded) unless a state
 * is passed, and continues a state at the point right after the one the state was left at.
 */
export interface Detector<S = unknown> {
  readonly id: string;
  readonly name: string;
  /** One sentence for the picker: what it sees and when to take it. */
  readonly summary: string;
  readonly runs: Runtime;
  readonly exports: boolean;
  /** Gives the settings' type, validation, API documentation and form; every field has a default and a description. */
  readonly schema: z.ZodType<S>;
  /** Series a group must hold for any of them to be scored; 1 where it is absent. */
  readonly leastSeries?: number;
  /** Whether one model covers all series of the query. */
  isJoint(settings: S): boolean;
  /** Present where scoring runs on from a state and learns with every point; fitting on an empty group then gives a fresh state. */
  readonly streams?: true;
  /** Points before the first scored one that `score` must see; 0 for a detector that runs on from its model's state. */
  lookback(settings: S): number;
  /**
   * What answers while this detector's models are being fitted, where that takes longer than somebody looking at a dashboard should wait: a
   * detector with its settings.
   */
  provisional?(settings: S): { readonly detector: Detector; readonly settings: unknown };
  /**
   * `kin[i]`: models of the same series at other instants, where there are any; a detector may take from them what it would find anew, so that
   * they save time and change nothing.
   */
  fit(
    groups: readonly SeriesGroup[],
    settings: S,
    seed: number,
    kin?: readonly (readonly FittedModel[])[]
  ): Promise<FittedModel[]>;
  /**
   * `states[i]` null: start at `models[i].state`. `isHandedOver`: nobody looks at `states` afterwards, so that the detector may change their arrays
   * instead of copies, and give those back.
   */
  score(
    models: readonly FittedModel[],
    states: readonly (Plain | null)[],
    windows: readonly SeriesGroup[],
    isHandedOver?: boolean
  ): Promise<GroupScores[]>;
  /** Scores for looking back: each may depend on the whole window. Where it is absent, a model fitted on the window scores it. */
  scoreRange?(windows: readonly SeriesGroup[], settings: S, seed: number): Promise<GroupScores[]>;
  /** Why the point at `index` of series `seriesIndex` of the group has its score; a pure function of its arguments. */
  explain(
    model: FittedModel,
    window: SeriesGroup,
    scores: GroupScores,
    seriesIndex: number,
    index: number
  ): Explanation;
  /** The scoring graph as a standard ONNX file; present exactly when `exports` is true. */
  toOnnx?(model: FittedModel): Uint8Array;
  /** The same file by other operators, by name (`nightjar export-model --form NAME`), for tools that know those. Inputs and outputs are `toOnnx`'s. */
  readonly forms?: Readonly<Record<string, (model: FittedModel) => Uint8Array>>;
}
