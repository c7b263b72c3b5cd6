import { gradientsOf } from '../gradients/gradients-of.ts';
import { Graph } from '../graph.ts';
import type { Value } from '../graph.ts';
import { sessions } from '../session-cache.ts';
import type { LazyModel } from '../session-cache.ts';
import { elementCount, tensor } from '../tensor.ts';
import { writeModel } from '../write-model.ts';
import { parameterCount, unpack } from './net.ts';
import type { Net, Values } from './net.ts';

/** A number a sample, from what a net makes of it: what is to be explained. */
export interface Target {
  /** Equal keys mean equal graphs. */
  readonly key: string;
  /** From the net's outputs and `x` [n, ...], the target [n] or [n, 1]. It must not mix samples. */
  of(graph: Graph, outputs: Values, x: Value): Value;
}

/** The target for each sample, and its gradient by every number of the sample. */
export interface InputGradients {
  /** [n]. */
  readonly target: Float32Array;
  /** [n, ...] as the samples. */
  readonly gradient: Float32Array;
}

function gradientModel(net: Net, target: Target, rows: number): LazyModel {
  const build = () => {
    const graph = new Graph('input-gradients');
    const flat = graph.input('parameters', 'float32', [parameterCount(net)]);
    const x = graph.input('x', 'float32', [rows, ...net.batch.x.shape]);
    const score = target.of(graph, net.predict(graph, unpack(graph, net, flat, null), x), x);
    const [gradient] = gradientsOf(graph, score, [x]);
    graph.output('target', score);
    graph.output('gradient', gradient);
    return writeModel(graph);
  };
  return { key: `input-gradients ${net.key} ${target.key} ${rows}`, build };
}

/** Gradients of a model's target by its inputs, at samples `x` [n, ...]. */
export async function inputGradients(
  net: Net,
  parameters: Float32Array,
  target: Target,
  x: Float32Array
): Promise<InputGradients> {
  const { shape } = net.batch.x;
  const rows = x.length / elementCount(shape);
  const feeds = {
    parameters: tensor('float32', [parameters.length], parameters),
    x: tensor('float32', [rows, ...shape], x),
  };
  return await sessions.with(gradientModel(net, target, rows), async (session) => {
    const found = session.runNow?.(feeds) ?? (await session.run(feeds));
    return { target: found.target.data as Float32Array, gradient: found.gradient.data as Float32Array };
  });
}

/** How much each number of a sample adds to the target, from the target at the baseline. */
export interface Attribution {
  readonly target: number;
  readonly baseline: number;
  /** As the sample; adds up to target - baseline, up to `residual`. */
  readonly contributions: Float64Array;
  /** target - baseline - the sum of the contributions: what the straight line between the two points could not see in so many steps. */
  readonly residual: number;
}

/**
 * Integrated gradients (Sundararajan et al. 2017): the gradients along the straight line from `baseline` to `sample`, at the midpoints of `steps` equal
 * parts, all in one run.
 */
export async function integratedGradients(
  net: Net,
  parameters: Float32Array,
  target: Target,
  sample: Float32Array,
  baseline: Float32Array,
  steps = 64
): Promise<Attribution> {
  const size = sample.length;
  const points = new Float32Array((steps + 2) * size);
  points.set(baseline, 0);
  for (let k = 0; k < steps; k++) {
    const share = (k + 0.5) / steps;
    for (let i = 0; i < size; i++) {
      points[(k + 1) * size + i] = baseline[i] + share * (sample[i] - baseline[i]);
    }
  }
  points.set(sample, (steps + 1) * size);
  const { target: found, gradient } = await inputGradients(net, parameters, target, points);
  const contributions = new Float64Array(size);
  for (let k = 1; k <= steps; k++) {
    for (let i = 0; i < size; i++) {
      contributions[i] += (gradient[k * size + i] * (sample[i] - baseline[i])) / steps;
    }
  }
  const [first, last] = [found[0], found[steps + 1]];
  const sum = contributions.reduce((total, one) => total + one, 0);
  return { target: last, baseline: first, contributions, residual: last - first - sum };
}
