import { NightjarError } from '../../errors.ts';
import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { FittedModel } from '../detector.ts';
import { DOUBLE, FLOAT, anyMissing, calibratedScore, double, seasonOfWindow } from '../scoring-graph.ts';
import { LARGEST_SCALED } from './columns.ts';
import type { FittedColumn } from './columns.ts';
import { treeEnsemble } from './ensemble.ts';
import { averagePath } from './forest.ts';
import { parametersOf } from './model.ts';
import type { ForestParameters } from './model.ts';
import { unpackForest } from './packed-forest.ts';

/**
 * The whole of scoring as one standard ONNX file. Inputs: `window`, float64 [n, window + 1, series], raw values, oldest first, and `time`, int64
 * [n], ms since the epoch of the newest; with `features: values` only `values`, float64 [n, series]. Outputs: `score` and `isolation`, float32
 * [n]; NaN where an input value is NaN. With several series it is the instant's score, before it is shared out among them. Arithmetic is
 * float64 up to the scaled features, as in Nightjar. Throws `bad-request` for a model without a forest.
 */
export function forestToOnnx(model: FittedModel): Uint8Array {
  const parameters = parametersOf(model);
  const { forest: packed, layout, columns } = parameters;
  if (!packed) {
    throw new NightjarError(
      'bad-request',
      'This isolation forest has seen too few points to be exported: train it on a longer window.'
    );
  }
  const forest = unpackForest(packed);
  const builder = new FeatureGraph(parameters);
  const { graph } = builder;
  const rows = builder.rows();
  const paths = graph.op('Cast', [treeEnsemble(graph, rows, forest)], { to: DOUBLE });
  const mean = graph.op('Div', [paths, double(graph, -forest.trees * averagePath(forest.subsample))]);
  const isolation = graph.op('Pow', [double(graph, 2), mean]);
  const missing = builder.missing();
  const nan = double(graph, Number.NaN);
  for (const [name, value] of Object.entries({
    score: calibratedScore(graph, parameters.calibration, isolation),
    isolation,
  })) {
    const known = graph.op('Where', [missing, nan, value]);
    const flat = graph.op('Reshape', [known, graph.constant('int64', [-1])], {}, { dtype: 'float64', shape: ['n'] });
    graph.output(name, graph.op('Cast', [flat], { to: FLOAT }));
  }
  return writeModel(graph, {
    detector: model.detector,
    features: JSON.stringify(columns.map(({ name }) => ({ series: name, features: layout.features }))),
    scaler: JSON.stringify(columns.map(({ center, scale }) => ({ center: [...center], scale: [...scale] }))),
    season: JSON.stringify(columns.map(({ period, slots }) => ({ periodMs: period, slots: [...slots] }))),
    calibration: JSON.stringify(parameters.calibration),
    threshold: JSON.stringify({ low: 0.7, medium: 0.8, high: 0.9 }),
    trained: JSON.stringify(model.trained),
    settings: JSON.stringify({
      trees: forest.trees,
      subsample: forest.subsample,
      window: layout.window,
      stepMs: parameters.step,
      contamination: parameters.contamination,
    }),
  });
}

/** Builds the features of `features/window-features.ts`, scaled, from raw windows. */
class FeatureGraph {
  readonly graph = new Graph('isolation_forest');
  private readonly parameters: ForestParameters;
  private readonly input: Value;
  private readonly time: Value | null;

  constructor(parameters: ForestParameters) {
    this.parameters = parameters;
    const series = parameters.columns.length;
    const { window } = parameters.layout;
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

  /** Whether any value of a window is NaN: bool [n, 1]. */
  missing(): Value {
    return anyMissing(this.graph, this.input);
  }

  /** Scaled rows [n, features], float32. */
  rows(): Value {
    const { graph } = this;
    const { columns } = this.parameters;
    const features = columns.map((column, s) => this.column(column, s));
    const all = graph.op('Concat', features, { axis: 1 });
    const centers = columns.flatMap(({ center }) => [...center]);
    const scales = columns.flatMap(({ scale }) => [...scale]);
    const shape = [1, centers.length];
    const scaled = graph.op('Div', [
      graph.op('Sub', [all, double(graph, centers, shape)]),
      double(graph, scales, shape),
    ]);
    const held = graph.op('Clip', [scaled, double(graph, -LARGEST_SCALED), double(graph, LARGEST_SCALED)]);
    return graph.op('Cast', [held], { to: FLOAT });
  }

  /** Unscaled features of one series: [n, features of the layout]. */
  private column(column: FittedColumn, s: number): Value {
    const { graph } = this;
    const { features, window } = this.parameters.layout;
    if (!this.time) {
      return this.slice(this.input, 1, s, s + 1);
    }
    const values = graph.op('Squeeze', [this.slice(this.input, 2, s, s + 1), this.ints(2)]);
    const residuals = graph.op('Sub', [
      values,
      seasonOfWindow(graph, column, this.time, window + 1, this.parameters.step),
    ]);
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
    return this.graph.ops('TopK', [values, this.ints(this.parameters.layout.window)], { axis: 1 }, 2)[0];
  }

  /** Medians of rows of `window` numbers: [n, 1]. */
  private median(values: Value): Value {
    const { graph } = this;
    const sorted = this.sorted(values);
    const { window } = this.parameters.layout;
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
    const { window } = this.parameters.layout;
    const high = window >> 2;
    const low = window - 1 - high;
    return this.graph.op('Sub', [this.slice(sorted, 1, high, high + 1), this.slice(sorted, 1, low, low + 1)]);
  }
}
