import { Graph } from '../graph.ts';
import { sessions } from '../session-cache.ts';
import type { LazyModel } from '../session-cache.ts';
import { tensor } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import { writeModel } from '../write-model.ts';
import { parameterCount, stackedShape, unpack } from './net.ts';
import type { Net, Stack } from './net.ts';
import type { TrainingData } from './settings.ts';

/** A net's loss on data given as a whole; noise is 0. Inputs `parameters` and `data_<name>`, output `loss`, one number or [S]. */
function lossModel(net: Net, stack: Stack, rows: number): LazyModel {
  const build = () => {
    const graph = new Graph('loss');
    const flat = graph.input('parameters', 'float32', stackedShape(stack, [parameterCount(net)]));
    const batch = Object.fromEntries(
      Object.entries(net.batch).map(([name, { shape, dtype, noise }]) => {
        if (noise) {
          const dims = stackedShape(stack && 1, [1, ...shape]);
          return [name, graph.constant(dtype, new Float32Array(dims.reduce((a, b) => a * b, 1)), dims)];
        }
        return [name, graph.input(`data_${name}`, dtype, stackedShape(stack, [rows, ...shape]))];
      })
    );
    graph.output('loss', net.loss(graph, unpack(graph, net, flat, stack), batch));
    return writeModel(graph);
  };
  return { key: `loss ${net.key} ${stack} ${rows}`, build };
}

/** Data as feeds of a graph. */
export function dataFeeds(net: Net, { rows, inputs }: TrainingData, stack: Stack): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(net.batch).flatMap(([name, { shape, noise }]) => {
      const data = inputs[name];
      const dims = stackedShape(stack, [rows, ...shape]);
      return noise
        ? []
        : [[`data_${name}`, data instanceof Int32Array ? tensor('int32', dims, data) : tensor('float32', dims, data)]];
    })
  );
}

/** The mean loss of each model, flat parameters [S, N], on its data. */
export async function lossesOn(
  net: Net,
  parameters: Float32Array,
  data: TrainingData,
  stack: Stack
): Promise<Float32Array> {
  const dims = stackedShape(stack, [parameterCount(net)]);
  const feeds = { ...dataFeeds(net, data, stack), parameters: tensor('float32', dims, parameters) };
  return await sessions.with(lossModel(net, stack, data.rows), async (session) => {
    const { loss } = session.runNow?.(feeds) ?? (await session.run(feeds));
    return Float32Array.from(loss.data as Float32Array);
  });
}

/** Data as feeds of a training graph, which wants the models of a stack side by side in a row: [rows, S f]. */
export function trainingFeeds(net: Net, data: TrainingData, stack: Stack): Record<string, Tensor> {
  const feeds = Object.entries(dataFeeds(net, data, stack));
  return Object.fromEntries(stack === null ? feeds : feeds.map(([name, feed]) => [name, sideBySide(feed)]));
}

/** [S, rows, ...] as [rows, S f]. */
function sideBySide({ dims, data }: Tensor): Tensor {
  const [models, rows] = dims;
  const width = data.length / models / rows;
  const shape = [rows, models * width];
  if (data instanceof Int32Array) {
    return tensor('int32', shape, interleaved(data, new Int32Array(data.length), models, width));
  }
  const numbers = data as Float32Array;
  return tensor('float32', shape, interleaved(numbers, new Float32Array(numbers.length), models, width));
}

function interleaved<A extends Float32Array | Int32Array>(from: A, to: A, models: number, width: number): A {
  const perModel = from.length / models;
  for (let row = 0, at = 0; row < perModel; row += width) {
    for (let model = 0; model < models; model++) {
      const start = model * perModel + row;
      for (let i = start; i < start + width; i++) {
        to[at++] = from[i];
      }
    }
  }
  return to;
}
