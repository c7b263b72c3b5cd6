import type { Graph, Value } from '../graph.ts';

/**
 * How parameters follow their gradient. `weightDecay` (0 by default) adds that multiple of a parameter to its gradient; `adamw` takes it off the
 * parameter itself instead, scaled by the learning rate (Loshchilov and Hutter 2019).
 */
export type Optimiser =
  /** Stochastic gradient descent; `momentum` (0 by default) as PyTorch and Sutskever et al. 2013 have it, without damping. */
  | { readonly kind: 'sgd'; readonly momentum?: number; readonly weightDecay?: number }
  /** Duchi et al. 2011; `epsilon` 1e-10. */
  | { readonly kind: 'adagrad'; readonly epsilon?: number; readonly weightDecay?: number }
  /** Kingma and Ba 2015; `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-8. */
  | {
      readonly kind: 'adam' | 'adamw';
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
      readonly weightDecay?: number;
    };

/** An optimiser on flat vectors, as nodes. */
export interface UpdateRule {
  /** Vectors of the parameters' length it keeps between steps, all 0 at first. */
  readonly slots: number;
  /** Numbers it wants for a step, by the step's number (from 1) and learning rate. */
  row(step: number, rate: number): readonly number[];
  /** The new parameters and slots; `row` are the numbers of the step, each [1] or [S, 1]. */
  update(graph: Graph, parameters: Value, gradient: Value, slots: readonly Value[], row: readonly Value[]): Value[];
}

/** The gradient with the decay of weights in it. */
function decayed(graph: Graph, gradient: Value, parameters: Value, weightDecay: number): Value {
  return weightDecay === 0
    ? gradient
    : graph.op('Add', [gradient, graph.op('Mul', [parameters, graph.constant('float32', weightDecay)])]);
}

function sgd({ momentum = 0, weightDecay = 0 }: Optimiser & { kind: 'sgd' }): UpdateRule {
  return {
    slots: momentum === 0 ? 0 : 1,
    row: (_, rate) => [rate],
    update(graph, parameters, gradient, [velocity], [rate]) {
      const pull = decayed(graph, gradient, parameters, weightDecay);
      if (momentum === 0) {
        return [graph.op('Sub', [parameters, graph.op('Mul', [pull, rate])])];
      }
      const kept = graph.op('Mul', [velocity, graph.constant('float32', momentum)]);
      const next = graph.op('Add', [kept, pull]);
      return [graph.op('Sub', [parameters, graph.op('Mul', [next, rate])]), next];
    },
  };
}

function adagrad({ epsilon = 1e-10, weightDecay = 0 }: Optimiser & { kind: 'adagrad' }): UpdateRule {
  return {
    slots: 1,
    row: (_, rate) => [rate],
    update(graph, parameters, gradient, [sum], [rate]) {
      const pull = decayed(graph, gradient, parameters, weightDecay);
      const next = graph.op('Add', [sum, graph.op('Mul', [pull, pull])]);
      const root = graph.op('Add', [graph.op('Sqrt', [next]), graph.constant('float32', epsilon)]);
      const move = graph.op('Mul', [graph.op('Div', [pull, root]), rate]);
      return [graph.op('Sub', [parameters, move]), next];
    },
  };
}

/**
 * Adam with sums in place of means: m = beta1 m + g and v = beta2 v + g g, so that (1 - beta) and the bias correction become two numbers of the step.
 * That is fewer nodes, and the same thing up to rounding.
 */
function adam(optimiser: Optimiser & { kind: 'adam' | 'adamw' }): UpdateRule {
  const { kind, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = optimiser;
  const isDecoupled = kind === 'adamw' && weightDecay !== 0;
  return {
    slots: 2,
    row(step, rate) {
      const spread = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
      const scale = ((1 - beta1) / (1 - beta1 ** step)) * (rate / spread);
      return [scale, epsilon / spread, ...(isDecoupled ? [1 - rate * weightDecay] : [])];
    },
    update(graph, parameters, gradient, [first, second], [scale, floor, keep]) {
      const pull = isDecoupled ? gradient : decayed(graph, gradient, parameters, weightDecay);
      const m = graph.op('Add', [graph.op('Mul', [first, graph.constant('float32', beta1)]), pull]);
      const square = graph.op('Mul', [pull, pull]);
      const v = graph.op('Add', [graph.op('Mul', [second, graph.constant('float32', beta2)]), square]);
      const root = graph.op('Add', [graph.op('Sqrt', [v]), floor]);
      const move = graph.op('Mul', [graph.op('Div', [m, root]), scale]);
      const from = isDecoupled ? graph.op('Mul', [parameters, keep]) : parameters;
      return [graph.op('Sub', [from, move]), m, v];
    },
  };
}

export function updateRule(optimiser: Optimiser): UpdateRule {
  switch (optimiser.kind) {
    case 'sgd':
      return sgd({ ...optimiser, kind: 'sgd' });
    case 'adagrad':
      return adagrad({ ...optimiser, kind: 'adagrad' });
    case 'adam':
    case 'adamw':
      return adam({ ...optimiser, kind: optimiser.kind });
  }
}

/** The gradient, made shorter where its length (a model's own, over its last axis) exceeds `norm` (Pascanu et al. 2013). */
export function clipped(graph: Graph, gradient: Value, norm: number): Value {
  const length = graph.op('ReduceL2', [gradient, graph.constant('int64', [-1])]);
  const share = graph.op('Div', [graph.constant('float32', norm), length]);
  return graph.op('Mul', [gradient, graph.op('Min', [share, graph.constant('float32', 1)])]);
}
