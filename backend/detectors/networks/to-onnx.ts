import { frozen } from '../../onnx/training/predict.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata, tooFewToExport } from '../exported-model.ts';
import { DOUBLE, FLOAT, windowGraph } from '../scoring-graph.ts';
import { LARGEST_SEEN } from './kind.ts';
import type { NetworkKind } from './kind.ts';
import { levelledGraph } from './level.ts';
import { parametersOf } from './model.ts';

/**
 * All of scoring as one standard ONNX file: inputs and outputs of ../scoring-graph.ts. With several series it is the instant's score, before it is
 * shared out among them. Throws `bad-request` for a model without a network.
 */
export function networkToOnnx(kind: NetworkKind, model: FittedModel): Uint8Array {
  const { shape, columns, weights, judge, calibration, step } = parametersOf(model);
  if (!weights) {
    throw tooFewToExport('This network');
  }
  const { graph, rows, finish } = windowGraph(kind.id.replaceAll('-', '_'), columns, shape.points, step);
  const network = kind.network(shape);
  const levelled = levelledGraph(graph, graph.op('Cast', [rows], { to: DOUBLE }), shape);
  const single = graph.op('Cast', [levelled], { to: FLOAT });
  const seen = graph.op('Clip', [
    single,
    graph.constant('float32', -LARGEST_SEEN),
    graph.constant('float32', LARGEST_SEEN),
  ]);
  const outputs = graph.op('Cast', [network.join(graph, frozen(graph, network.net, weights, seen))], { to: DOUBLE });
  const judged = graph.op('Cast', [single], { to: DOUBLE });
  finish(calibration, kind.judge(shape, judge).graph(graph, judged, outputs));
  const own = {
    features: JSON.stringify(columns.map(({ name }) => ({ series: name, window: shape.points }))),
    scaler: JSON.stringify(columns.map(({ center, scale }) => ({ center, scale }))),
    season: JSON.stringify(columns.map(({ period, slots }) => ({ periodMs: period, slots: [...slots] }))),
  };
  return writeModel(graph, modelMetadata(model, own, calibration, { ...shape, stepMs: step }));
}
