import type { Graph, Value } from '../../graph.ts';
import type { Net, Values } from '../net.ts';
import { dense, denseParameters, linear, meanOfModel, meanSquaredError } from './dense.ts';

export interface VariationalShape {
  /** Width of the input. */
  readonly width: number;
  /** Width of the hidden layer on either side. */
  readonly hidden: number;
  /** Dimensions of the latent space. */
  readonly latent: number;
  /** Weight of the divergence beside the mean squared error of a value; 1 / width is the usual bound at unit variance. */
  readonly divergenceWeight: number;
  /**
   * `host`, the default: the trainer makes the noise from the seed and the step, so that a training resumes to the byte. `graph`: RandomNormal in the
   * graph, seeded, whose stream belongs to the session: a little faster, and not to be resumed or repeated within a session.
   */
  readonly noise?: 'host' | 'graph';
}

function encoded(graph: Graph, parameters: Values, x: Value): { mean: Value; logVariance: Value } {
  const hidden = dense(graph, x, parameters, 'encoder', 'relu');
  return {
    mean: linear(graph, hidden, parameters, 'mean'),
    logVariance: linear(graph, hidden, parameters, 'spread'),
  };
}

function decoded(graph: Graph, parameters: Values, latent: Value): Value {
  return dense(graph, dense(graph, latent, parameters, 'decoder', 'relu'), parameters, 'output', 'none');
}

/** The divergence of N(mean, variance) from N(0, 1), summed over the latent space, the mean over the batch. */
function divergence(graph: Graph, { mean, logVariance }: { mean: Value; logVariance: Value }, latent: number): Value {
  const one = graph.constant('float32', 1);
  const variance = graph.op('Exp', [logVariance]);
  const apart = graph.op('Sub', [graph.op('Mul', [mean, mean]), graph.op('Add', [logVariance, one])]);
  const each = meanOfModel(graph, graph.op('Add', [apart, variance]));
  return graph.op('Mul', [each, graph.constant('float32', latent / 2)]);
}

/**
 * A variational autoencoder (Kingma and Welling 2014) with one hidden layer on either side. Loss: mean squared error plus the weighted divergence.
 * `predict` gives, without noise, `reconstruction`, `mean` and `logVariance` of the latent space.
 */
export function variationalAutoencoderNet(shape: VariationalShape): Net {
  const { width, hidden, latent, divergenceWeight, noise = 'host' } = shape;
  return {
    key: `variational-autoencoder ${width}-${hidden}-${latent} ${divergenceWeight} ${noise}`,
    ...(noise === 'graph' ? { drawsInGraph: true } : {}),
    parameters: [
      ...denseParameters('encoder', width, hidden, 'relu'),
      ...denseParameters('mean', hidden, latent, 'none'),
      ...denseParameters('spread', hidden, latent, 'none'),
      ...denseParameters('decoder', latent, hidden, 'relu'),
      ...denseParameters('output', hidden, width, 'none'),
    ],
    batch: {
      x: { shape: [width], dtype: 'float32' },
      ...(noise === 'host' ? { noise: { shape: [latent], dtype: 'float32', noise: true } as const } : {}),
    },
    loss(graph, parameters, batch) {
      const code = encoded(graph, parameters, batch.x);
      const deviation = graph.op('Exp', [graph.op('Mul', [code.logVariance, graph.constant('float32', 0.5)])]);
      const drawn = noise === 'host' ? batch.noise : randomLike(graph, code.mean);
      const sample = graph.op('Add', [code.mean, graph.op('Mul', [deviation, drawn])]);
      const error = meanSquaredError(graph, decoded(graph, parameters, sample), batch.x);
      const weight = graph.constant('float32', divergenceWeight);
      return graph.op('Add', [error, graph.op('Mul', [divergence(graph, code, latent), weight])]);
    },
    predict(graph, parameters, x) {
      const code = encoded(graph, parameters, x);
      return { reconstruction: decoded(graph, parameters, code.mean), ...code };
    },
  };
}

function randomLike(graph: Graph, like: Value): Value {
  const shape = like.shape.map(Number);
  return graph.op('RandomNormal', [], { dtype: 1, mean: 0, scale: 1, seed: 1, shape }, { dtype: 'float32', shape });
}
