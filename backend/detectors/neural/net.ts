import type { Graph, Value } from '../../onnx/graph.ts';
import type { Net, Values } from '../../onnx/training/net.ts';
import { between, dense, denseParameters, meanOfModel } from '../../onnx/training/nets/dense.ts';

/** Logarithms of spreads lie within this of their middle: spreads from 0.08 to 7.4 scaled units. */
export const LOG_SPREAD = { middle: -0.25, reach: 2.25 } as const;

/** The foretold value and the logarithm of its usual absolute error, [..., 1] each, from rows [..., window + 1] whose last entry is not read. */
function foretell(graph: Graph, parameters: Values, x: Value, window: number): [Value, Value] {
  const first = dense(graph, between(graph, x, 0, window), parameters, 'layer0', 'tanh');
  const second = dense(graph, first, parameters, 'layer1', 'tanh');
  const both = dense(graph, second, parameters, 'layer2', 'none');
  const [value, free] = graph.ops('Split', [both, graph.constant('int64', [1, 1])], { axis: -1 }, 2);
  const bounded = graph.op('Mul', [graph.op('Tanh', [free]), graph.constant('float32', LOG_SPREAD.reach)]);
  return [value, graph.op('Add', [bounded, graph.constant('float32', LOG_SPREAD.middle)])];
}

/**
 * A network of three layers that foretells the next value and how far off it will be: it makes small the negative logarithm of Laplace's density,
 * |error| / spread + log spread, which outliers in the training data hardly move.
 */
export function neuralNet(window: number, hidden: number, second: number): Net {
  return {
    key: `neural ${window}-${hidden}-${second}`,
    parameters: [
      ...denseParameters('layer0', window, hidden, 'tanh'),
      ...denseParameters('layer1', hidden, second, 'tanh'),
      ...denseParameters('layer2', second, 2, 'none'),
    ],
    batch: { x: { shape: [window + 1], dtype: 'float32' }, y: { shape: [window + 1], dtype: 'float32' } },
    loss(graph, parameters, { x, y }) {
      const [value, logSpread] = foretell(graph, parameters, x, window);
      const newest = between(graph, y, window, window + 1);
      const error = graph.op('Abs', [graph.op('Sub', [newest, value])]);
      const relative = graph.op('Mul', [error, graph.op('Exp', [graph.op('Neg', [logSpread])])]);
      return meanOfModel(graph, graph.op('Add', [relative, logSpread]));
    },
    predict(graph, parameters, x) {
      const [value, logSpread] = foretell(graph, parameters, x, window);
      return { value, logSpread };
    },
  };
}
