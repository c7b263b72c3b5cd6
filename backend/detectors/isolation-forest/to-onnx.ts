import { writeModel } from '../../onnx/write-model.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata, tooFewToExport } from '../exported-model.ts';
import { FeatureGraph } from '../feature-graph.ts';
import { DOUBLE, FLOAT, double } from '../scoring-graph.ts';
import { treeEnsemble } from './ensemble.ts';
import { averagePath } from './forest.ts';
import { parametersOf } from './model.ts';
import { unpackForest } from './packed-forest.ts';
import { shorteningGraph } from './reach.ts';

/**
 * The whole of scoring as one standard ONNX file. Inputs: `window`, float64 [n, window + 1, series], raw values, oldest first, and `time`, int64
 * [n], ms since the epoch of the newest; with `features: values` only `values`, float64 [n, series]. Outputs: `score` and `isolation`, float32
 * [n]; NaN where an input value is NaN. With several series it is the instant's score, before it is shared out among them. Arithmetic is
 * float64 up to the scaled features, as in Nightjar. Throws `bad-request` for a model without a forest.
 */
export function forestToOnnx(model: FittedModel): Uint8Array {
  const parameters = parametersOf(model);
  const { forest: packed, reach, layout, calibration } = parameters;
  if (!packed || !reach) {
    throw tooFewToExport('This isolation forest');
  }
  const forest = unpackForest(packed);
  const builder = new FeatureGraph('isolation_forest', parameters);
  const { graph } = builder;
  const rows = graph.op('Cast', [builder.rows()], { to: FLOAT });
  const trees = graph.op('Cast', [treeEnsemble(graph, rows, forest)], { to: DOUBLE });
  const factors = shorteningGraph(graph, reach, parameters.margin, graph.op('Cast', [rows], { to: DOUBLE }));
  const paths = graph.op('Div', [trees, factors]);
  const mean = graph.op('Div', [paths, double(graph, -forest.trees * averagePath(forest.subsample))]);
  const isolation = graph.op('Pow', [double(graph, 2), mean]);
  builder.finish(calibration, isolation, { isolation });
  return writeModel(
    graph,
    modelMetadata(model, builder.metadata(), calibration, {
      trees: forest.trees,
      subsample: forest.subsample,
      window: layout.window,
      stepMs: parameters.step,
      contamination: parameters.contamination,
      margin: parameters.margin,
    })
  );
}
