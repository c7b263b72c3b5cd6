import { seededRandom } from '../../features/random.ts';
import { gradientsOf } from '../../onnx/gradients/gradients-of.ts';
import { Graph } from '../../onnx/graph.ts';
import { openSession } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import { initialParameters } from '../../onnx/training/initial-parameters.ts';
import { autoencoderNet } from '../../onnx/training/nets/autoencoder.ts';
import { parameterCount, unpack } from '../../onnx/training/net.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { denseBackward, denseForward } from './dense.ts';

const widths = [6, 9, 3, 7, 6];
const net = autoencoderNet({ widths, activation: 'tanh' });
const flat = initialParameters(net, 3).map((value) => value + 0.05);
const random = seededRandom(5);
const row = Float64Array.from({ length: 6 }, () => 4 * random() - 2);
const weights = Float64Array.from({ length: 6 }, () => random() - 0.5);

/** The engine's outputs, and its gradient of their weighted sum by the row. */
async function byEngine(): Promise<{ output: Float32Array; gradient: Float32Array }> {
  const graph = new Graph('reference');
  const parameters = graph.input('parameters', 'float32', [parameterCount(net)]);
  const x = graph.input('x', 'float32', [1, 6]);
  const { reconstruction } = net.predict(graph, unpack(graph, net, parameters, null), x);
  const weighted = graph.op('Mul', [reconstruction, graph.constant('float32', weights, [1, 6])]);
  const sum = graph.op('ReduceSum', [weighted], { keepdims: 0 });
  const [gradient] = gradientsOf(graph, sum, [x]);
  graph.output('output', reconstruction);
  graph.output('gradient', gradient);
  const session = await openSession(writeModel(graph));
  const outputs = await session.run({
    parameters: tensor('float32', [flat.length], flat),
    x: tensor('float32', [1, 6], Float32Array.from(row)),
  });
  await session.dispose();
  return { output: outputs.output.data as Float32Array, gradient: outputs.gradient.data as Float32Array };
}

describe('a dense network in TypeScript', () => {
  it('gives what the engine gives, and the engine`s gradient', async () => {
    const layers = denseForward(widths, flat, row);
    const gradient = denseBackward(widths, flat, layers, weights);
    const engine = await byEngine();
    layers[4].forEach((value, i) => expect(Math.abs(value - engine.output[i])).toBeLessThan(1e-5));
    gradient.forEach((value, i) => expect(Math.abs(value - engine.gradient[i])).toBeLessThan(1e-5));
  });

  it('has the gradient that differences show', () => {
    const value = (at: Float64Array) =>
      denseForward(widths, flat, at)[4].reduce((sum, one, i) => sum + one * weights[i], 0);
    const gradient = denseBackward(widths, flat, denseForward(widths, flat, row), weights);
    row.forEach((_, i) => {
      const [above, below] = [1e-5, -1e-5].map((step) => value(row.with(i, row[i] + step)));
      expect(gradient[i]).toBeCloseTo((above - below) / 2e-5, 6);
    });
  });
});
