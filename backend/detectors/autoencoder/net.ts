import type { Net } from '../../onnx/training/net.ts';
import { autoencoderNet } from '../../onnx/training/nets/autoencoder.ts';
import { meanSquaredError } from '../../onnx/training/nets/dense.ts';

/** A dense autoencoder with tanh layers that sees `x` and is to give back `y`. `predict` gives `reconstruction`. */
export function denoisingAutoencoderNet(widths: readonly number[]): Net {
  const net = autoencoderNet({ widths, activation: 'tanh' });
  const width = widths[0];
  return {
    ...net,
    key: `denoising ${net.key}`,
    batch: { x: { shape: [width], dtype: 'float32' }, y: { shape: [width], dtype: 'float32' } },
    loss: (graph, parameters, { x, y }) => meanSquaredError(graph, net.predict(graph, parameters, x).reconstruction, y),
  };
}
