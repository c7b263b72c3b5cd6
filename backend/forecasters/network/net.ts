import type { Graph, Value } from '../../onnx/graph.ts';
import type { Net, Values } from '../../onnx/training/net.ts';
import { dense, denseParameters, linear, meanOfModel } from '../../onnx/training/nets/dense.ts';
import { inputWidth } from './windows.ts';
import type { NetworkDesign } from './design.ts';

/**
 * Differences from the season before, by step, in the window's scale: a linear part beside two hidden layers, as N-BEATS and its kin have shown to suffice (Oreshkin et al.
 * 2020; Zeng et al. 2023 on the linear part). Trained on absolute errors, each sample by its weight `w`.
 */
export function forecastNet(design: NetworkDesign): Net {
  const width = inputWidth(design);
  const { hidden, ahead } = design;
  const forward = (graph: Graph, parameters: Values, x: Value): Value => {
    const first = dense(graph, x, parameters, 'first', 'relu');
    const second = dense(graph, first, parameters, 'second', 'relu');
    const last = linear(graph, second, parameters, 'last');
    return graph.op('Add', [last, linear(graph, x, parameters, 'straight')]);
  };
  return {
    key: `forecast ${width}-${hidden}-${ahead}`,
    parameters: [
      ...denseParameters('first', width, hidden, 'relu'),
      ...denseParameters('second', hidden, hidden, 'relu'),
      // Before training it says what was a season ago.
      { name: 'last.weight', shape: [hidden, ahead], initial: 0 },
      { name: 'last.bias', shape: [ahead], initial: 0, lastRowOf: 'last' },
      { name: 'straight.weight', shape: [width, ahead], initial: 0 },
      { name: 'straight.bias', shape: [ahead], initial: 0, lastRowOf: 'straight' },
    ],
    batch: {
      x: { shape: [width], dtype: 'float32' },
      y: { shape: [ahead], dtype: 'float32' },
      w: { shape: [1], dtype: 'float32' },
    },
    loss(graph, parameters, { x, y, w }) {
      const error = graph.op('Abs', [graph.op('Sub', [forward(graph, parameters, x), y])]);
      return meanOfModel(graph, graph.op('Mul', [error, w]));
    },
    predict: (graph, parameters, x) => ({ y: forward(graph, parameters, x) }),
  };
}
