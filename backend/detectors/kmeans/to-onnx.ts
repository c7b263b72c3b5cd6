import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata, tooFewToExport } from '../exported-model.ts';
import { FeatureGraph } from '../feature-graph.ts';
import { DOUBLE, FLOAT, double } from '../scoring-graph.ts';
import { softenedGraph } from '../softened.ts';
import { distanceInputs, nearestDistance } from './distance-graph.ts';
import { parametersOf } from './model.ts';

/**
 * The whole of scoring as one standard ONNX file. Inputs: `window`, float64 [n, window + 1, series], raw values, oldest first, and `time`, int64 [n], ms since
 * the epoch of the newest; with `features: values` only `values`, float64 [n, series]. Outputs, float32 [n], NaN where an input value is NaN: `score` and
 * `distance`. With several series it is the instant's score, before it is shared out among them. Throws `bad-request` for a model that has seen too few points.
 */
export function kmeansToOnnx(model: FittedModel): Uint8Array {
  const parameters = parametersOf(model);
  const { clusters, calibration, layout, contamination } = parameters;
  if (!clusters) {
    throw tooFewToExport(`This model of ${model.detector}`);
  }
  const builder = new FeatureGraph('kmeans', parameters);
  const { graph } = builder;
  const { centres, weights } = distanceInputs(clusters);
  const k = weights.length;
  const distance = nearestDistance(
    graph,
    softenedRows(builder, builder.rows()),
    double(graph, centres, [k, clusters.width]),
    double(graph, weights, [1, k])
  );
  builder.finish(calibration, distance, { distance });
  const groups = JSON.stringify({ spreads: [...clusters.spreads], shares: [...clusters.shares] });
  return writeModel(
    graph,
    modelMetadata(model, { ...builder.metadata(), clusters: groups }, calibration, {
      clusters: k,
      contamination,
      window: layout.window,
      stepMs: parameters.step,
    })
  );
}

/** The softened rows in float32's steps, as float64. */
function softenedRows({ graph }: FeatureGraph, rows: Value): Value {
  const inSteps = (value: Value) => graph.op('Cast', [graph.op('Cast', [value], { to: FLOAT })], { to: DOUBLE });
  return inSteps(softenedGraph(graph, inSteps(rows)));
}
