import type { Net } from '../net.ts';
import { dense, meanSquaredError } from './dense.ts';
import type { Activation } from './dense.ts';
import { perceptron } from './perceptron.ts';

export interface AutoencoderShape {
  /** Width of the input, of every layer, and of the output, e.g. [32, 64, 8, 32]. */
  readonly widths: readonly number[];
  /** Which of `widths` is the latent layer; the narrowest inner one by default. */
  readonly latent?: number;
  /** Of the layers between; the last one is linear. `relu` by default. */
  readonly activation?: Activation;
}

function narrowest(widths: readonly number[]): number {
  const inner = widths.slice(1, -1);
  return 1 + inner.indexOf(Math.min(...inner));
}

/** A dense autoencoder that minimises the mean squared error. `predict` gives `reconstruction` and `latent`. */
export function autoencoderNet({ widths, latent = narrowest(widths), activation = 'relu' }: AutoencoderShape): Net {
  const { parameters, layers } = perceptron({ widths, activation });
  const net: Net = {
    key: `autoencoder ${widths.join('-')} ${latent} ${activation}`,
    parameters,
    batch: { x: { shape: [widths[0]], dtype: 'float32' } },
    loss: (graph, values, { x }) => meanSquaredError(graph, net.predict(graph, values, x).reconstruction, x),
    predict(graph, values, x) {
      const passed = [x];
      for (const layer of layers) {
        passed.push(dense(graph, passed[passed.length - 1], values, layer.name, layer.activation));
      }
      return { reconstruction: passed[passed.length - 1], latent: passed[latent] };
    },
  };
  return net;
}
