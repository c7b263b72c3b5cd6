import { NightjarError } from '../../errors.ts';
import { Graph } from '../graph.ts';
import type { Value } from '../graph.ts';
import { openSession } from '../session.ts';
import type { Results } from '../session.ts';
import { sessions } from '../session-cache.ts';
import type { LazyModel } from '../session-cache.ts';
import { elementCount, tensor } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import { writeModel } from '../write-model.ts';
import { parameterCount, stackedShape, unpack } from './net.ts';
import type { Net, Stack, Values } from './net.ts';

/** A net whose parameters are an input, so that one session serves every model of the architecture. */
function servingModel(net: Net, stack: Stack): LazyModel {
  const build = () => {
    const graph = new Graph('prediction');
    const flat = graph.input('parameters', 'float32', stackedShape(stack, [parameterCount(net)]));
    const x = graph.input('x', 'float32', [...stackedShape(stack, []), 'n', ...net.batch.x.shape]);
    const outputs = net.predict(graph, unpack(graph, net, flat, stack), x);
    Object.entries(outputs).forEach(([name, value]) => graph.output(name, value));
    return writeModel(graph);
  };
  return { key: `prediction ${net.key} ${stack}`, build };
}

/** A feed of whole samples, and how many rows of its results are padding. */
interface Asked {
  readonly feeds: Readonly<Record<string, Tensor>>;
  readonly surplus: number;
}

/**
 * A single sample is given twice: ONNX Runtime multiplies a single row by another kernel that rounds otherwise, and a sample's outputs must not depend
 * on how many are asked for at once.
 */
function asked(net: Net, stack: Stack, parameters: Float32Array, x: Float32Array): Asked {
  const models = stack ?? 1;
  const width = elementCount(net.batch.x.shape);
  const rows = x.length / models / width;
  if (!Number.isInteger(rows) || parameters.length !== models * parameterCount(net)) {
    throw new NightjarError('engine-failure', `Parameters or samples are not those of the network '${net.key}'.`);
  }
  const samples = rows === 1 ? twice(x, models, width) : x;
  return {
    feeds: {
      parameters: tensor('float32', stackedShape(stack, [parameterCount(net)]), parameters),
      x: tensor('float32', stackedShape(stack, [rows === 1 ? 2 : rows, ...net.batch.x.shape]), samples),
    },
    surplus: rows === 1 ? 1 : 0,
  };
}

/** The only sample of each model, twice. */
function twice(x: Float32Array, models: number, width: number): Float32Array {
  const samples = new Float32Array(2 * x.length);
  for (let model = 0; model < models; model++) {
    const own = x.subarray(model * width, (model + 1) * width);
    samples.set(own, 2 * model * width);
    samples.set(own, (2 * model + 1) * width);
  }
  return samples;
}

/** Every second row of outputs [2, ...] or [S, 2, ...]. */
function halved(results: Results, stack: Stack): Results {
  const half: Results = {};
  for (const name in results) {
    const { dims } = results[name];
    const all = results[name].data as Float32Array;
    if (stack === null) {
      half[name] = { type: 'float32', dims: [1, ...dims.slice(1)], data: all.subarray(0, all.length / 2) };
      continue;
    }
    const width = all.length / 2 / stack;
    const own = all.slice(0, all.length / 2);
    for (let model = 1; model < stack; model++) {
      own.set(all.subarray(2 * model * width, (2 * model + 1) * width), model * width);
    }
    half[name] = { type: 'float32', dims: dims.with(1, 1), data: own };
  }
  return half;
}

function unpadded(results: Results, { surplus }: Asked, stack: Stack): Results {
  return surplus === 0 ? results : halved(results, stack);
}

/**
 * The net's outputs for samples `x` [n, ...] of one model, or [S, n, ...] of a stack, whose flat parameters are [S, N]. The session is
 * shared by all models of the architecture.
 */
export async function predict(
  net: Net,
  parameters: Float32Array,
  x: Float32Array,
  stack: Stack = null
): Promise<Results> {
  const question = asked(net, stack, parameters, x);
  const { feeds } = question;
  const found = await sessions.with(
    servingModel(net, stack),
    async (session) => session.runNow?.(feeds) ?? (await session.run(feeds))
  );
  return unpadded(found, question, stack);
}

/** A serving session held open, for many small calls. */
export interface Predictor {
  predict(parameters: Float32Array, x: Float32Array): Promise<Results>;
  /** The same at once; absent where the runtime cannot. */
  readonly predictNow?: (parameters: Float32Array, x: Float32Array) => Results;
  dispose(): Promise<void>;
}

export async function openPredictor(net: Net, stack: Stack = null): Promise<Predictor> {
  const session = await openSession(servingModel(net, stack).build());
  const { runNow } = session;
  return {
    async predict(parameters, x) {
      const question = asked(net, stack, parameters, x);
      return unpadded(await session.run(question.feeds), question, stack);
    },
    ...(runNow
      ? {
          predictNow: (parameters, x) => {
            const question = asked(net, stack, parameters, x);
            return unpadded(runNow(question.feeds), question, stack);
          },
        }
      : {}),
    dispose: () => session.dispose(),
  };
}

/** Adds a trained model to a graph, its parameters as constants: outputs by name from `x` [n, ...]. For files that stand alone. */
export function frozen(graph: Graph, net: Net, parameters: Float32Array, x: Value): Values {
  let at = 0;
  const values = net.parameters.map(({ name, shape }): [string, Value] => {
    const part = parameters.slice(at, (at += elementCount(shape)));
    return [name, graph.constantTensor(tensor('float32', shape, part))];
  });
  return net.predict(graph, Object.fromEntries(values), x);
}

/** A trained model as an ONNX file of its own: `x` ['n', ...] to the net's outputs, or those of them that are named. */
export function frozenModel(net: Net, parameters: Float32Array, outputs?: readonly string[]): Uint8Array {
  const graph = new Graph('model');
  const values = frozen(graph, net, parameters, graph.input('x', 'float32', ['n', ...net.batch.x.shape]));
  for (const [name, value] of Object.entries(values)) {
    if (!outputs || outputs.includes(name)) {
      graph.output(name, value);
    }
  }
  return writeModel(graph);
}

/** One trained model held open: the fastest way to score a sample at a time. */
export interface OpenModel {
  /** The outputs for samples `x` [n, ...]. */
  predict(x: Float32Array): Promise<Results>;
  /** The same at once; absent where the runtime cannot. */
  readonly predictNow?: (x: Float32Array) => Results;
  dispose(): Promise<void>;
}

/** Opens a session on a trained model with its parameters in it, for the outputs that are named (all by default). */
export async function openModel(net: Net, parameters: Float32Array, outputs?: readonly string[]): Promise<OpenModel> {
  const session = await openSession(frozenModel(net, parameters, outputs));
  const { runNow } = session;
  const width = elementCount(net.batch.x.shape);
  const feedsOf = (x: Float32Array) => {
    const rows = x.length / width;
    const samples = rows === 1 ? twice(x, 1, width) : x;
    return { x: tensor('float32', [rows === 1 ? 2 : rows, ...net.batch.x.shape], samples) };
  };
  const cut = (results: Results, x: Float32Array) => (x.length === width ? first(results) : results);
  /** The first of two equal rows. */
  const first = (results: Results) => {
    for (const name in results) {
      const { dims, data } = results[name];
      const own = (data as Float32Array).subarray(0, data.length / 2);
      results[name] = { type: 'float32', dims: dims.with(0, 1), data: own };
    }
    return results;
  };
  const pair = new Float32Array(2 * width);
  const pairFeeds = { x: tensor('float32', [2, ...net.batch.x.shape], pair) };
  /** A single sample without a new array for it: a run is over before the next one writes there. */
  const feedsNow = (x: Float32Array) => {
    if (x.length !== width) {
      return feedsOf(x);
    }
    pair.set(x);
    pair.set(x, width);
    return pairFeeds;
  };
  return {
    predict: async (x) => cut(await session.run(feedsOf(x)), x),
    ...(runNow ? { predictNow: (x: Float32Array) => cut(runNow(feedsNow(x)), x) } : {}),
    dispose: () => session.dispose(),
  };
}
