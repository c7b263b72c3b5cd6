import { writeModel } from '../../onnx/write-model.ts';
import type { Graph, Value } from '../../onnx/graph.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata, tooFewToExport } from '../exported-model.ts';
import { DOUBLE, FLOAT, double, windowGraph } from '../scoring-graph.ts';
import { rankedDistances } from './candidate-graph.ts';
import { parametersOf } from './distance-model.ts';
import type { Measure } from './distance-model.ts';
import type { ReferenceWindows } from './reference-windows.ts';
import { reductionMatrix } from './window-space.ts';

/**
 * Scoring as one standard ONNX file: inputs and outputs as in `windowGraph`. Distances are the roots of |a|^2 + |b|^2 - 2ab in float64, not
 * ranked anew, hence `approximate: true` among the metadata: scores lie within 1e-2 of Nightjar's. Throws `bad-request` for a model without references.
 */
export function distancesToOnnx(measure: Measure, model: FittedModel): Uint8Array {
  const { space, references, densities, calibration, neighbours, step } = parametersOf(model);
  if (!references) {
    throw tooFewToExport(`This model of ${measure.id}`);
  }
  const { graph, rows, finish } = windowGraph(measure.id.replaceAll('-', '_'), space.columns, space.window, step);
  const reduction = reductionMatrix(space);
  const wide = graph.op('Cast', [rows], { to: DOUBLE });
  const reduced = graph.op('MatMul', [wide, double(graph, reduction.values, reduction.dims)]);
  const points = graph.op('Cast', [graph.op('Cast', [reduced], { to: FLOAT })], { to: DOUBLE });
  const { distances, indices } = nearest(graph, points, references, neighbours);
  finish(calibration, measure.rawGraph(graph, distances, indices, densities));
  const own = {
    approximate: 'true',
    series: JSON.stringify(space.columns.map(({ name }) => name)),
    scaler: JSON.stringify(space.columns.map(({ center, scale }) => ({ center, scale }))),
    season: JSON.stringify(space.columns.map(({ period, slots }) => ({ periodMs: period, slots: [...slots] }))),
  };
  const settings = { neighbours, window: space.window, references: references.places.length, stepMs: step };
  return writeModel(graph, modelMetadata(model, own, calibration, settings));
}

/** Distances to the k nearest references and their numbers, both [n, k], nearest first. `points`: float64 [n, columns]. */
function nearest(graph: Graph, points: Value, { rows, columns, places }: ReferenceWindows, k: number) {
  const count = places.length;
  const table = new Float64Array((columns + 1) * count);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < columns; c++) {
      const value = rows[i * columns + c];
      table[c * count + i] = -2 * value;
      table[columns * count + i] += value * value;
    }
  }
  const axis = graph.constant('int64', [1]);
  const norms = graph.op('ReduceSum', [graph.op('Mul', [points, points]), axis], { keepdims: 1 });
  const ones = graph.op('Add', [graph.op('Mul', [norms, double(graph, 0)]), double(graph, 1)]);
  const ranked = rankedDistances(
    graph,
    graph.op('Concat', [points, ones], { axis: 1 }),
    double(graph, table, [columns + 1, count])
  );
  const [least, indices] = graph.ops(
    'TopK',
    [ranked, graph.constant('int64', [k])],
    { axis: 1, largest: 0, sorted: 1 },
    2
  );
  const squared = graph.op('Max', [graph.op('Add', [least, norms]), double(graph, 0)]);
  return { distances: graph.op('Sqrt', [squared]), indices };
}
