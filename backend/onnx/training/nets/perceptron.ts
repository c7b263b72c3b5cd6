import type { Graph, Value } from '../../graph.ts';
import type { Net, Values } from '../net.ts';
import { dense, denseParameters, meanOfModel, meanSquaredError } from './dense.ts';
import type { Activation } from './dense.ts';

export interface PerceptronShape {
  /** Width of the input, of the hidden layers, and of the output. */
  readonly widths: readonly number[];
  /** Of the hidden layers; `relu` by default. */
  readonly activation?: Activation;
}

/** Parameters and forward pass of dense layers one after the other, named `<prefix>0`, `<prefix>1`, ...; the last one is linear. */
export function perceptron({ widths, activation = 'relu' }: PerceptronShape, prefix = 'layer') {
  const layers = widths.slice(1).map((to, i) => {
    const kind: Activation = i === widths.length - 2 ? 'none' : activation;
    return { name: `${prefix}${i}`, from: widths[i], to, activation: kind };
  });
  return {
    layers,
    parameters: layers.flatMap((layer) => denseParameters(layer.name, layer.from, layer.to, layer.activation)),
    forward: (graph: Graph, parameters: Values, x: Value): Value =>
      layers.reduce((value, layer) => dense(graph, value, parameters, layer.name, layer.activation), x),
  };
}

/**
 * Classes from `x`: cross entropy against `y`, one row of class probabilities (or one-hot labels, weighted if wished) a sample.
 * `predict` gives `probabilities` and `logits`.
 */
export function classifierNet(shape: PerceptronShape): Net {
  const { parameters, forward } = perceptron(shape);
  const [width, classes] = [shape.widths[0], shape.widths[shape.widths.length - 1]];
  return {
    key: `classifier ${shape.widths.join('-')} ${shape.activation ?? 'relu'}`,
    parameters,
    batch: { x: { shape: [width], dtype: 'float32' }, y: { shape: [classes], dtype: 'float32' } },
    loss(graph, values, { x, y }) {
      const logs = graph.op('LogSoftmax', [forward(graph, values, x)], { axis: -1 });
      const mean = meanOfModel(graph, graph.op('Mul', [logs, y]));
      return graph.op('Mul', [mean, graph.constant('float32', -classes)]);
    },
    predict(graph, values, x) {
      const logits = forward(graph, values, x);
      return { probabilities: graph.op('Softmax', [logits], { axis: -1 }), logits };
    },
  };
}

/** Numbers `y` from `x`: mean squared error. `predict` gives `y`. */
export function regressorNet(shape: PerceptronShape): Net {
  const { parameters, forward } = perceptron(shape);
  const [width, outputs] = [shape.widths[0], shape.widths[shape.widths.length - 1]];
  return {
    key: `regressor ${shape.widths.join('-')} ${shape.activation ?? 'relu'}`,
    parameters,
    batch: { x: { shape: [width], dtype: 'float32' }, y: { shape: [outputs], dtype: 'float32' } },
    loss: (graph, values, { x, y }) => meanSquaredError(graph, forward(graph, values, x), y),
    predict: (graph, values, x) => ({ y: forward(graph, values, x) }),
  };
}
