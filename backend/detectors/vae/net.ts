import type { Graph, Value } from '../../onnx/graph.ts';
import type { Net, Values } from '../../onnx/training/net.ts';
import { dense, denseParameters, meanOfModel, meanSquaredError } from '../../onnx/training/nets/dense.ts';

/** Log variances of codes lie within this, so that their exponentials stay numbers. */
const LARGEST_LOG_VARIANCE = 8;

export interface VaeWidths {
  readonly input: number;
  readonly hidden: number;
  readonly latent: number;
  /** Weight of the latent prior. */
  readonly beta: number;
}

/** Mean and log variance of the code, [..., latent] each. */
function encode(graph: Graph, parameters: Values, x: Value): { mean: Value; logVariance: Value } {
  const hidden = dense(graph, x, parameters, 'encoder', 'tanh');
  const free = dense(graph, hidden, parameters, 'spread', 'none');
  const bound = graph.constant('float32', LARGEST_LOG_VARIANCE);
  return {
    mean: dense(graph, hidden, parameters, 'mean', 'none'),
    logVariance: graph.op('Mul', [graph.op('Tanh', [graph.op('Div', [free, bound])]), bound]),
  };
}

function decode(graph: Graph, parameters: Values, code: Value): Value {
  return dense(graph, dense(graph, code, parameters, 'decoder', 'tanh'), parameters, 'output', 'none');
}

/**
 * A variational autoencoder (Kingma & Welling 2014) that sees `x` and is to give back `y` (denoising, Im et al. 2017). The loss is the mean squared
 * error plus `beta` (Higgins et al. 2017) times the divergence of the codes from a standard normal one, both per number of the window. `predict`, by
 * the mean of the code and so without chance, gives `reconstruction` and `mean`. Parameters: encoder, mean, spread, decoder, output.
 */
export function denoisingVaeNet({ input, hidden, latent, beta }: VaeWidths): Net {
  return {
    key: `denoising vae ${input}-${hidden}-${latent} ${beta}`,
    parameters: [
      ...denseParameters('encoder', input, hidden, 'tanh'),
      ...denseParameters('mean', hidden, latent, 'none'),
      ...denseParameters('spread', hidden, latent, 'none'),
      ...denseParameters('decoder', latent, hidden, 'tanh'),
      ...denseParameters('output', hidden, input, 'none'),
    ],
    batch: {
      x: { shape: [input], dtype: 'float32' },
      y: { shape: [input], dtype: 'float32' },
      noise: { shape: [latent], dtype: 'float32', noise: true },
    },
    loss(graph, parameters, { x, y, noise }) {
      const number = (value: number) => graph.constant('float32', value);
      const { mean, logVariance } = encode(graph, parameters, x);
      const deviation = graph.op('Exp', [graph.op('Mul', [logVariance, number(0.5)])]);
      const code = graph.op('Add', [mean, graph.op('Mul', [deviation, noise])]);
      const error = meanSquaredError(graph, decode(graph, parameters, code), y);
      const variance = graph.op('Mul', [deviation, deviation]);
      const spread = graph.op('Sub', [graph.op('Add', [graph.op('Mul', [mean, mean]), variance]), logVariance]);
      const divergence = graph.op('Sub', [meanOfModel(graph, spread), number(1)]);
      return graph.op('Add', [error, graph.op('Mul', [divergence, number((beta * latent) / input)])]);
    },
    predict(graph, parameters, x) {
      const { mean } = encode(graph, parameters, x);
      return { reconstruction: decode(graph, parameters, mean), mean };
    },
  };
}
