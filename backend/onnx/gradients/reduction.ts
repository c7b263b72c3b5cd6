import type { Graph, Value } from '../graph.ts';
import type { Dim } from '../tensor.ts';
import { expanded, padded, product, reshaped, scaled, sizesOf } from './broadcast.ts';
import type { BackwardStep, GradientRule } from './rule.ts';

/** The axes a reduction went over, without negative ones. */
function axesOf({ inputs: [x, axes] }: BackwardStep): Set<number> {
  const rank = x?.shape.length ?? 0;
  const given = axes?.constant ? Array.from(axes.constant.data as ArrayLike<number | bigint>, Number) : [];
  const all = given.length === 0 ? Array.from({ length: rank }, (_, i) => i) : given;
  return new Set(all.map((axis) => (axis < 0 ? axis + rank : axis)));
}

/** A value of the output's shape (or one that broadcasts to it) with the reduced axes put back as ones. */
function restored(step: BackwardStep, value: Value): Value {
  const [x] = step.inputs;
  if (!x || step.attributes.keepdims !== 0 || value.shape.every((dim) => dim === 1)) {
    return value;
  }
  const axes = axesOf(step);
  const kept = padded(value.shape, x.shape.length - axes.size);
  const shape = x.shape.map((_, axis): Dim => (axes.has(axis) ? 1 : (kept.shift() as Dim)));
  return reshaped(step.graph, value, sizesOf(shape));
}

/** Elements that went into one element of the output. */
function countOf(step: BackwardStep): number {
  const axes = axesOf(step);
  const reduced = (step.inputs[0]?.shape ?? []).filter((_, axis) => axes.has(axis));
  return sizesOf(reduced).reduce((count, dim) => count * dim, 1);
}

function reduction(derive: (step: BackwardStep, cotangent: Value, x: Value, y: () => Value) => Value): GradientRule {
  return (step) => {
    const [x] = step.inputs;
    const [cotangent] = step.cotangents;
    return [x && cotangent && derive(step, restored(step, cotangent), x, () => restored(step, step.outputs[0]))];
  };
}

/** Elements that tie share the gradient. */
const extreme = reduction((step, cotangent, x, y) => {
  const { graph } = step;
  const isExtreme = graph.op('Cast', [graph.op('Equal', [x, y()])], { to: x.dtype === 'float64' ? 11 : 1 });
  const ties = graph.op('ReduceSum', [isExtreme, graph.constant('int64', [...axesOf(step)])]);
  return product(graph, graph.op('Div', [cotangent, ties]), isExtreme);
});

function sumAlong(graph: Graph, value: Value, axis: unknown): Value {
  return graph.op('ReduceSum', [value, graph.constant('int64', [typeof axis === 'number' ? axis : -1])]);
}

/** Rules of reductions, and of the operators that reduce on the way. */
export const REDUCTIONS = {
  CumSum: ({ graph, inputs: [x, axis], outputs: [y], attributes, cotangents: [cotangent] }) => {
    const full = x && cotangent && expanded(graph, cotangent, y.shape);
    const reverse = attributes.reverse === 1 ? 0 : 1;
    return [full && graph.op('CumSum', [full, axis], { exclusive: attributes.exclusive === 1 ? 1 : 0, reverse })];
  },
  LogSoftmax: ({ graph, outputs: [y], attributes, cotangents: [cotangent] }) => {
    const full = cotangent && expanded(graph, cotangent, y.shape);
    return [
      full && graph.op('Sub', [full, graph.op('Mul', [graph.op('Exp', [y]), sumAlong(graph, full, attributes.axis)])]),
    ];
  },
  ReduceL2: reduction(({ graph }, cotangent, x, y) => product(graph, graph.op('Div', [cotangent, y()]), x)),
  ReduceMax: extreme,
  ReduceMean: reduction((step, cotangent) => scaled(step.graph, cotangent, 1 / countOf(step))),
  ReduceMin: extreme,
  ReduceSum: reduction((_, cotangent) => cotangent),
  ReduceSumSquare: reduction(({ graph }, cotangent, x) => product(graph, x, scaled(graph, cotangent, 2))),
  Softmax: ({ graph, outputs: [y], attributes, cotangents: [cotangent] }) => {
    if (!cotangent) {
      return [null];
    }
    const weighted = product(graph, cotangent, y);
    return [graph.op('Sub', [weighted, graph.op('Mul', [y, sumAlong(graph, weighted, attributes.axis)])])];
  },
} satisfies Record<string, GradientRule>;
