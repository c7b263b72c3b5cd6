import { writeModel } from '../../onnx/write-model.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata, tooFewToExport } from '../exported-model.ts';
import { DOUBLE, double, windowGraph } from '../scoring-graph.ts';
import { parametersOf, rawOf, searchOf } from './model.ts';

/** Stands for an infinite squared distance. */
const FAR = 1e30;

/**
 * Scoring as one standard ONNX file: inputs and outputs as in `windowGraph`; NaN, too, where no stretch lies before the window. The file holds the training values; the graph
 * cuts all stretches out of them and multiplies them with the windows: |a|^2 + |b|^2 - 2ab in float64, not ranked anew, hence `approximate: true` among the metadata:
 * scores lie within 1e-2 of Nightjar's, mostly much nearer. Throws `bad-request` for a model that has seen too few points.
 */
export function subsequenceToOnnx(model: FittedModel): Uint8Array {
  const { series, step } = parametersOf(model);
  const [parameters] = series;
  const { course, window, column, leastSpread, calibration, start } = parameters;
  if (!course) {
    throw tooFewToExport('This subsequence model');
  }
  const { graph, rows, finish, time } = windowGraph('subsequence', [column], window, step);
  const axis = graph.constant('int64', [1]);
  const mean = (value: typeof rows) => graph.op('ReduceMean', [value, axis], { keepdims: 1 });
  const squareSum = (value: typeof rows) =>
    graph.op('ReduceSum', [graph.op('Mul', [value, value]), axis], { keepdims: 1 });

  const wide = graph.op('Cast', [rows], { to: DOUBLE });
  const centred = graph.op('Sub', [wide, mean(wide)]);
  const spread = graph.op('Sqrt', [mean(graph.op('Mul', [centred, centred]))]);
  const shape = graph.op('Div', [centred, graph.op('Max', [spread, double(graph, leastSpread)])]);

  const { inverses, squares } = searchOf(course, parameters).table();
  const count = inverses.length;
  const starts = Int32Array.from({ length: count }, (_, i) => i);
  const places = graph.op('Add', [
    graph.constant('int64', starts, [1, count]),
    graph.constant(
      'int64',
      Int32Array.from({ length: window }, (_, i) => i),
      [window, 1]
    ),
  ]);
  const values = graph.op('Cast', [graph.constant('float32', course.values)], { to: DOUBLE });
  const products = graph.op('MatMul', [shape, graph.op('Gather', [values, places], { axis: 0 })]);
  const overlap = graph.op('Mul', [
    products,
    double(
      graph,
      inverses.map((one) => 2 * one),
      [1, count]
    ),
  ]);
  const known = double(
    graph,
    squares.map((one) => Math.min(one, FAR)),
    [1, count]
  );
  const distances = graph.op('Sub', [graph.op('Add', [known, squareSum(shape)]), overlap]);

  // Only what ended before the window began.
  const ends = Float64Array.from(starts, (at) => start + (at + window - 1) * step);
  const first = graph.op('Sub', [graph.op('Cast', [time], { to: DOUBLE }), double(graph, (window - 1) * step)]);
  const isBefore = graph.op('Less', [double(graph, ends, [1, count]), graph.op('Unsqueeze', [first, axis])]);
  const allowed = graph.op('Where', [isBefore, distances, double(graph, FAR)]);
  const nearest = graph.op('Max', [graph.op('ReduceMin', [allowed, axis], { keepdims: 1 }), double(graph, 0)]);
  const raw = graph.op('Sqrt', [graph.op('Add', [nearest, double(graph, rawOf(0, window) ** 2)])]);
  const isKnown = graph.op('Less', [nearest, double(graph, FAR / 2)]);
  finish(calibration, graph.op('Where', [isKnown, raw, double(graph, Number.NaN)]));
  const own = {
    approximate: 'true',
    series: JSON.stringify([column.name]),
    scaler: JSON.stringify({ center: column.center + column.slots[0], scale: column.scale }),
  };
  return writeModel(graph, modelMetadata(model, own, calibration, { window, leastSpread, stepMs: step }));
}
