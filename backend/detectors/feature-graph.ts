import { Graph } from '../onnx/graph.ts';
import type { Value } from '../onnx/graph.ts';
import type { Calibration } from './calibration.ts';
import { LARGEST_SCALED } from './feature-columns.ts';
import type { FittedColumn, Layout } from './feature-columns.ts';
import { anyMissing, calibratedScore, double, knownOutputs, seasonOfWindow } from './scoring-graph.ts';

/** What the graph's first part is made from. */
export interface FeatureModel {
  readonly columns: readonly FittedColumn[];
  readonly layout: Layout;
  /** Distance between points in ms. */
  readonly step: number;
}

/**
 * A graph from raw values to scaled rows of features (./feature-columns.ts), and from raw unusualness to the score. Inputs: `window`, float64
 * [n, window + 1, series], raw values, oldest first, and `time`, int64 [n], ms since the epoch of the newest; where values stand alone only `values`,
 * float64 [n, series]. Arithmetic is float64 up to the scaled features, as in Nightjar.
 */
export class FeatureGraph {
  readonly graph: Graph;
  private readonly model: FeatureModel;
  private readonly input: Value;
  private readonly time: Value | null;

  constructor(name: string, model: FeatureModel) {
    this.graph = new Graph(name);
    this.model = model;
    const series = model.columns.length;
    const { window } = model.layout;
    this.input =
      window > 0
        ? this.graph.input('window', 'float64', ['n', window + 1, series])
        : this.graph.input('values', 'float64', ['n', series]);
    this.time = window > 0 ? this.graph.input('time', 'int64', ['n']) : null;
  }

  private ints(...values: number[]): Value {
    return this.graph.constant('int64', values);
  }

  private slice(value: Value, axis: number, from: number, to: number): Value {
    return this.graph.op('Slice', [value, this.ints(from), this.ints(to), this.ints(axis)]);
  }

  /** Declares the output `score`, calibrated `raw`, and the further ones: float32 [n] from float64 [n, 1], NaN where an input value is NaN. */
  finish(calibration: Calibration, raw: Value, further: Readonly<Record<string, Value>>): void {
    const { graph } = this;
    const missing = anyMissing(graph, this.input);
    knownOutputs(graph, missing, { score: calibratedScore(graph, calibration, raw), ...further });
  }

  /** What tells a reader of the file how its rows are made, for its metadata. */
  metadata(): Record<string, string> {
    const { columns, layout } = this.model;
    return {
      features: JSON.stringify(columns.map(({ name }) => ({ series: name, features: layout.features }))),
      scaler: JSON.stringify(columns.map(({ center, scale }) => ({ center: [...center], scale: [...scale] }))),
      season: JSON.stringify(columns.map(({ period, slots }) => ({ periodMs: period, slots: [...slots] }))),
    };
  }

  /** Scaled rows [n, features], float64 within float32's range. */
  rows(): Value {
    const { graph } = this;
    const { columns } = this.model;
    const features = columns.map((column, s) => this.column(column, s));
    const all = graph.op('Concat', features, { axis: 1 });
    const centers = columns.flatMap(({ center }) => [...center]);
    const scales = columns.flatMap(({ scale }) => [...scale]);
    const shape = [1, centers.length];
    const scaled = graph.op('Div', [
      graph.op('Sub', [all, double(graph, centers, shape)]),
      double(graph, scales, shape),
    ]);
    return graph.op('Clip', [scaled, double(graph, -LARGEST_SCALED), double(graph, LARGEST_SCALED)]);
  }

  /** Unscaled features of one series: [n, features of the layout]. */
  private column(column: FittedColumn, s: number): Value {
    const { graph } = this;
    const { features, window } = this.model.layout;
    if (!this.time) {
      return this.slice(this.input, 1, s, s + 1);
    }
    const values = graph.op('Squeeze', [this.slice(this.input, 2, s, s + 1), this.ints(2)]);
    const residuals = graph.op('Sub', [values, seasonOfWindow(graph, column, this.time, window + 1, this.model.step)]);
    const now = this.slice(residuals, 1, window, window + 1);
    const recent = this.slice(residuals, 1, 1, window + 1);
    const made: Record<string, () => Value> = {
      deviation: () => now,
      change: () => graph.op('Sub', [now, this.slice(residuals, 1, window - 1, window)]),
      shift: () => graph.op('Sub', [now, this.median(this.slice(residuals, 1, 0, window))]),
      level: () => this.median(recent),
      spread: () => this.middleRange(recent),
    };
    return graph.op(
      'Concat',
      features.map((name) => made[name]()),
      { axis: 1 }
    );
  }

  /** Rows of `window` numbers in descending order. */
  private sorted(values: Value): Value {
    return this.graph.ops('TopK', [values, this.ints(this.model.layout.window)], { axis: 1 }, 2)[0];
  }

  /** Medians of rows of `window` numbers: [n, 1]. */
  private median(values: Value): Value {
    const { graph } = this;
    const sorted = this.sorted(values);
    const { window } = this.model.layout;
    const middle = window >> 1;
    if (window % 2 === 1) {
      return this.slice(sorted, 1, middle, middle + 1);
    }
    const both = [this.slice(sorted, 1, middle - 1, middle), this.slice(sorted, 1, middle, middle + 1)];
    return graph.op('Div', [graph.op('Add', both), double(graph, 2)]);
  }

  /** Distances between the numbers a quarter of the way in from either end: [n, 1]. */
  private middleRange(values: Value): Value {
    const sorted = this.sorted(values);
    const { window } = this.model.layout;
    const high = window >> 2;
    const low = window - 1 - high;
    return this.graph.op('Sub', [this.slice(sorted, 1, high, high + 1), this.slice(sorted, 1, low, low + 1)]);
  }
}
