import { writeModel } from '../../onnx/write-model.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata, tooFewToExport } from '../exported-model.ts';
import { FeatureGraph } from '../feature-graph.ts';
import { double } from '../scoring-graph.ts';
import { delegatedOf } from './delegates.ts';
import { squaredDistance } from './distance-graph.ts';
import { LARGEST, parametersOf } from './model.ts';

/**
 * The whole of scoring as one standard ONNX file. Inputs: `window`, float64 [n, window + 1, series], raw values, oldest first, and `time`, int64 [n], ms since
 * the epoch of the newest. Outputs, float32 [n], NaN where an input value is NaN: `score`, of the instant, before it is shared out among the series, and
 * `distance`. With the method kmeans or autoencoder it is the file of that detector. Throws `bad-request` for a model that has seen too few points.
 */
export function multivariateToOnnx(model: FittedModel): Uint8Array {
  const delegated = delegatedOf(model);
  const write = delegated?.detector.toOnnx;
  if (delegated && write) {
    return write(delegated.model);
  }
  const parameters = parametersOf(model);
  const { subspace, calibration, layout, method, contamination } = parameters;
  if (!subspace) {
    throw tooFewToExport('This multivariate model');
  }
  const { width, mean, map } = subspace;
  const builder = new FeatureGraph('multivariate', parameters);
  const { graph } = builder;
  const clipped = graph.op('Clip', [builder.rows(), double(graph, -LARGEST), double(graph, LARGEST)]);
  const square = squaredDistance(graph, clipped, double(graph, mean, [1, width]), double(graph, map, [width, width]));
  const distance = graph.op('Sqrt', [graph.op('Div', [square, double(graph, width)])]);
  builder.finish(calibration, distance, { distance });
  return writeModel(
    graph,
    modelMetadata(model, builder.metadata(), calibration, {
      method,
      contamination,
      window: layout.window,
      stepMs: parameters.step,
    })
  );
}
