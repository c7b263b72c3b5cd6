import type { Graph, Value } from '../../graph.ts';
import { swapped, transposeOf } from '../../swapped.ts';
import { sizesOf } from '../../gradients/broadcast.ts';
import type { Parameter, Values } from '../net.ts';

export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'none';

/** Parameters `<name>.weight` [from, to] and `<name>.bias` [to] of a dense layer, begun as its activation wants it. */
export function denseParameters(name: string, from: number, to: number, activation: Activation): Parameter[] {
  return [
    { name: `${name}.weight`, shape: [from, to], initial: activation === 'relu' ? 'he' : 'xavier' },
    { name: `${name}.bias`, shape: [to], initial: 0, lastRowOf: name },
  ];
}

/**
 * x W + b of the layer `name`, for [B, f] or stacked [S, B, f]. Where a stack's number of samples is known (training), it is computed as the transpose of
 * [W; b]' [x 1]': products of small matrices are fastest with samples as columns, and the bias and its gradient come with the product. The transposes
 * of one layer and the next cancel out.
 */
export function linear(graph: Graph, x: Value, parameters: Values, name: string): Value {
  const [weight, bias] = [parameters[`${name}.weight`], parameters[`${name}.bias`]];
  if (x.shape.length === 2) {
    return graph.op('Gemm', [x, weight, bias]);
  }
  const [stack, samples] = x.shape;
  if (typeof stack === 'number' && typeof samples === 'number') {
    const ones = graph.constant('float32', new Float32Array(stack * samples).fill(1), [stack, 1, samples]);
    const columns = graph.op('Concat', [swapped(graph, x), ones], { axis: 1 });
    return swapped(graph, graph.op('MatMul', [swapped(graph, parameters[name]), columns]));
  }
  const row = graph.op('Unsqueeze', [bias, graph.constant('int64', [1])]);
  return graph.op('Add', [graph.op('MatMul', [x, weight]), row]);
}

/** The numbers from `from` to before `to` of every sample, of [B, f] or [S, B, f]. */
export function between(graph: Graph, x: Value, from: number, to: number): Value {
  const ints = (value: number) => graph.constant('int64', [value]);
  const columns = transposeOf(graph, x);
  const rank = x.shape.length;
  return columns
    ? swapped(graph, graph.op('Slice', [columns, ints(from), ints(to), ints(rank - 2)]))
    : graph.op('Slice', [x, ints(from), ints(to), ints(rank - 1)]);
}

export function activated(graph: Graph, x: Value, activation: Activation): Value {
  const columns = transposeOf(graph, x);
  if (columns && activation !== 'none') {
    return swapped(graph, activated(graph, columns, activation));
  }
  switch (activation) {
    case 'relu':
      return graph.op('Relu', [x]);
    case 'tanh':
      return graph.op('Tanh', [x]);
    case 'sigmoid':
      return graph.op('Sigmoid', [x]);
    case 'none':
      return x;
  }
}

/** The dense layer of `denseParameters(name, ...)`. */
export function dense(graph: Graph, x: Value, parameters: Values, name: string, activation: Activation): Value {
  return activated(graph, linear(graph, x, parameters, name), activation);
}

/** The mean over everything but the stack, of [B, f] or [S, B, f]: one number, or [S]. */
export function meanOfModel(graph: Graph, value: Value): Value {
  return value.shape.length === 2
    ? graph.op('ReduceMean', [value], { keepdims: 0 })
    : graph.op('ReduceMean', [value, graph.constant('int64', [1, 2])], { keepdims: 0 });
}

/** The mean of squared differences, of [B, f] or [S, B, f] with known sizes: one number, or [S]. */
export function meanSquaredError(graph: Graph, found: Value, wanted: Value): Value {
  const columns = transposeOf(graph, found);
  const difference = graph.op('Sub', columns ? [columns, swapped(graph, wanted)] : [found, wanted]);
  const [samples, width] = sizesOf(difference.shape.slice(-2));
  // ReduceSumSquare over some of the axes takes ONNX Runtime three times as long as a product and its sum.
  const sum =
    difference.shape.length === 2
      ? graph.op('ReduceSumSquare', [difference], { keepdims: 0 })
      : graph.op('ReduceSum', [graph.op('Mul', [difference, difference]), graph.constant('int64', [1, 2])], {
          keepdims: 0,
        });
  return graph.op('Mul', [sum, graph.constant('float32', 1 / (samples * width))]);
}
