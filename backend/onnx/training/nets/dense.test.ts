import { seededRandom } from '../../../features/random.ts';
import { gradientsOf } from '../../gradients/gradients-of.ts';
import { Graph } from '../../graph.ts';
import { openSession } from '../../session.ts';
import { elementCount, tensor } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';
import { liveNodes } from '../../needed-nodes.ts';
import { writeModel } from '../../write-model.ts';
import { parameterCount, stackedShape, unpack } from '../net.ts';
import type { Net, Stack } from '../net.ts';
import { between, dense, denseParameters, meanSquaredError } from './dense.ts';

const [MODELS, SAMPLES, WIDTH] = [3, 5, 6];

/** Sees four of six numbers and gives the last three back, by layers of every activation. */
const net: Net = {
  key: 'test',
  parameters: [
    ...denseParameters('first', 4, 5, 'relu'),
    ...denseParameters('second', 5, 4, 'tanh'),
    ...denseParameters('third', 4, 4, 'sigmoid'),
    ...denseParameters('last', 4, 3, 'none'),
  ],
  batch: { x: { shape: [WIDTH], dtype: 'float32' } },
  loss: (graph, parameters, { x }) =>
    meanSquaredError(graph, net.predict(graph, parameters, x).y, between(graph, x, 3, WIDTH)),
  predict(graph, parameters, x) {
    const first = dense(graph, between(graph, x, 0, 4), parameters, 'first', 'relu');
    const second = dense(graph, first, parameters, 'second', 'tanh');
    const third = dense(graph, second, parameters, 'third', 'sigmoid');
    return { y: dense(graph, third, parameters, 'last', 'none') };
  },
};

function graphOf(stack: Stack, samples: number | 'n'): Graph {
  const graph = new Graph('test');
  const flat = graph.input('parameters', 'float32', stackedShape(stack, [parameterCount(net)]));
  const x = graph.input('x', 'float32', [...stackedShape(stack, []), samples, WIDTH]);
  const parameters = unpack(graph, net, flat, stack);
  if (typeof samples === 'number') {
    const loss = net.loss(graph, parameters, { x });
    const [gradient] = gradientsOf(graph, loss, [flat]);
    graph.output('loss', loss);
    graph.output('gradient', gradient);
  }
  graph.output('y', net.predict(graph, parameters, x).y);
  return graph;
}

async function found(graph: Graph, parameters: Float32Array, x: Float32Array, stack: Stack) {
  const session = await openSession(writeModel(graph));
  const dims = stackedShape(stack, [SAMPLES, WIDTH]);
  const feeds: Record<string, Tensor> = {
    parameters: tensor('float32', stackedShape(stack, [parameterCount(net)]), parameters),
    x: tensor('float32', dims, x),
  };
  const results = await session.run(feeds);
  await session.dispose();
  return results;
}

function numbers(count: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => 2 * random() - 1);
}

describe('dense layers of a stack', () => {
  const size = parameterCount(net);
  const parameters = numbers(MODELS * size, 1);
  const x = numbers(MODELS * SAMPLES * WIDTH, 2);

  it.each([SAMPLES, 'n'] as const)('are each model by itself, of %s samples', async (samples) => {
    const together = await found(graphOf(MODELS, samples), parameters, x, MODELS);
    expect(together.y.dims).toEqual([MODELS, SAMPLES, 3]);
    for (let model = 0; model < MODELS; model++) {
      const part = (all: Float32Array, count: number) => all.slice(model * count, (model + 1) * count);
      const alone = await found(graphOf(null, samples), part(parameters, size), part(x, SAMPLES * WIDTH), null);
      for (const name of Object.keys(alone)) {
        const count = elementCount(alone[name].dims);
        const own = part(together[name].data as Float32Array, count);
        expect(own).toHaveLength(count);
        own.forEach((value, i) => expect(value).toBeCloseTo(Number(alone[name].data[i]), 6));
      }
    }
  });

  it('train without a transpose that ONNX Runtime would have to make, but for the samples', () => {
    const graph = graphOf(MODELS, SAMPLES);
    graph.outputs.pop();
    const nodes = liveNodes(graph);
    const matrices = new Set(nodes.filter(({ operator }) => operator === 'MatMul').flatMap(({ inputs }) => inputs));
    const made = nodes.filter(({ operator, outputs }) => operator === 'Transpose' && !matrices.has(outputs[0]));
    expect(new Set(made.map(({ inputs }) => inputs[0])).size).toBe(2);
  });
});
