import { NightjarError } from '../../errors.ts';
import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel } from '../detector.ts';
import { LARGEST_SCALED } from './columns.ts';
import type { FittedColumn } from './columns.ts';
import { treeEnsemble } from './ensemble.ts';
import { averagePath } from './forest.ts';
import { parametersOf } from './model.ts';
import type { ForestParameters } from './model.ts';
import { unpackForest } from './packed-forest.ts';

/** ONNX's numbers of element types, for Cast. */
const FLOAT = 1;
const INT64 = 7;
const DOUBLE = 11;

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
    score: calibrated(graph, parameters.calibration, isolation),
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

function double(graph: Graph, values: number | ArrayLike<number>, dims?: readonly number[]): Value {
  return graph.constant('float64', values, dims);
}

/** The calibration of ../calibration.ts as a graph: pieces of lines, then a hyperbola. */
function calibrated(graph: Graph, { raw, scores }: Calibration, isolation: Value): Value {
  const lastRaw = raw[raw.length - 1];
  const lastScore = scores[scores.length - 1];
  const slope = (lastScore - (scores.at(-2) ?? 0)) / (lastRaw - (raw.at(-2) ?? 0));
  const room = 1 - lastScore;
  const beyond = graph.op('Mul', [graph.op('Sub', [isolation, double(graph, lastRaw)]), double(graph, slope)]);
  const hyperbola = graph.op('Sub', [
    double(graph, 1),
    graph.op('Div', [double(graph, room * room), graph.op('Add', [beyond, double(graph, room)])]),
  ]);
  let score = hyperbola;
  for (let i = raw.length - 1; i >= 0; i--) {
    const [fromRaw, fromScore] = i > 0 ? [raw[i - 1], scores[i - 1]] : [0, 0];
    const rise = double(graph, (scores[i] - fromScore) / (raw[i] - fromRaw));
    const along = graph.op('Mul', [graph.op('Sub', [isolation, double(graph, fromRaw)]), rise]);
    const line = graph.op('Add', [along, double(graph, fromScore)]);
    score = graph.op('Where', [graph.op('Less', [isolation, double(graph, raw[i])]), line, score]);
  }
  return score;
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
    const { graph } = this;
    const flat = graph.op('Reshape', [this.input, this.ints(0, -1)]);
    const marks = graph.op('Cast', [graph.op('IsNaN', [flat])], { to: FLOAT });
    return graph.op('Greater', [graph.op('ReduceMax', [marks, this.ints(1)]), graph.constant('float32', 0)]);
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
    const residuals = graph.op('Sub', [values, this.season(column, this.time)]);
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

  /** The season at each point of the windows: [n, window + 1], or one number for no season. */
  private season({ period, slots }: FittedColumn, time: Value): Value {
    const { graph } = this;
    if (period === 0) {
      return double(graph, slots);
    }
    const { step, layout } = this.parameters;
    const back = Array.from({ length: layout.window + 1 }, (_, i) => (layout.window - i) * step);
    const newest = graph.op('Unsqueeze', [graph.op('Cast', [time], { to: DOUBLE }), this.ints(1)]);
    const times = graph.op('Sub', [newest, double(graph, back, [1, back.length])]);
    const phase = graph.op('Mod', [times, double(graph, period)], { fmod: 1 });
    const position = graph.op('Sub', [
      graph.op('Div', [phase, double(graph, period / slots.length)]),
      double(graph, 0.5),
    ]);
    const below = graph.op('Floor', [position]);
    const index = graph.op('Cast', [below], { to: INT64 });
    const count = graph.constant('int64', slots.length);
    const slotAt = (offset: number) => {
      const wrapped = graph.op('Mod', [graph.op('Add', [index, graph.constant('int64', offset)]), count]);
      return graph.op('Gather', [double(graph, slots), wrapped], { axis: 0 });
    };
    const from = slotAt(slots.length);
    const fraction = graph.op('Sub', [position, below]);
    return graph.op('Add', [from, graph.op('Mul', [graph.op('Sub', [slotAt(1), from]), fraction])]);
  }
}
