import type { Graph, Value } from '../../graph.ts';
import { sizesOf } from '../../gradients/broadcast.ts';
import type { Parameter, Values } from '../net.ts';

export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'none';

/** Parameters `<name>.weight` [from, to] and `<name>.bias` [to] of a dense layer, begun as its activation wants it. */
export function denseParameters(name: string, from: number, to: number, activation: Activation): Parameter[] {
  return [
    { name: `${name}.weight`, shape: [from, to], initial: activation === 'relu' ? 'he' : 'xavier' },
    { name: `${name}.bias`, shape: [to], initial: 0 },
  ];
}

/** x W + b, for [B, f] or stacked [S, B, f]. */
export function linear(graph: Graph, x: Value, weight: Value, bias: Value): Value {
  return x.shape.length === 2
    ? graph.op('Gemm', [x, weight, bias])
    : graph.op('Add', [graph.op('MatMul', [x, weight]), graph.op('Unsqueeze', [bias, graph.constant('int64', [1])])]);
}

export function activated(graph: Graph, x: Value, activation: Activation): Value {
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
  return activated(graph, linear(graph, x, parameters[`${name}.weight`], parameters[`${name}.bias`]), activation);
}

/** The mean over everything but the stack, of [B, f] or [S, B, f]: one number, or [S]. */
export function meanOfModel(graph: Graph, value: Value): Value {
  return value.shape.length === 2
    ? graph.op('ReduceMean', [value], { keepdims: 0 })
    : graph.op('ReduceMean', [value, graph.constant('int64', [1, 2])], { keepdims: 0 });
}

/** The mean of squared differences, of [B, f] or [S, B, f] with known sizes: one number, or [S]. */
export function meanSquaredError(graph: Graph, found: Value, wanted: Value): Value {
  const difference = graph.op('Sub', [found, wanted]);
  const [samples, width] = sizesOf(difference.shape.slice(-2));
  const axes = difference.shape.length === 2 ? [] : [graph.constant('int64', [1, 2])];
  const sum = graph.op('ReduceSumSquare', [difference, ...axes], { keepdims: 0 });
  return graph.op('Mul', [sum, graph.constant('float32', 1 / (samples * width))]);
}
