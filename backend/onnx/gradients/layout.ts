import type { Graph, Value } from '../graph.ts';
import { swapped, transposeOf } from '../swapped.ts';
import { elementCount } from '../tensor.ts';
import { expanded, ints, reshaped, sizesOf, unbroadcast } from './broadcast.ts';
import type { BackwardStep, GradientRule } from './rule.ts';

function axisOf({ attributes }: BackwardStep, rank: number, fallback = 0): number {
  const axis = typeof attributes.axis === 'number' ? attributes.axis : fallback;
  return axis < 0 ? axis + rank : axis;
}

function zeros(graph: Graph, like: Value, shape: readonly number[]): Value {
  return graph.op('Expand', [graph.constant(like.dtype, 0), ints(graph, shape)]);
}

function constantInts(value: Value | null | undefined): number[] | null {
  return value?.constant ? Array.from(value.constant.data as ArrayLike<number | bigint>, Number) : null;
}

/** Zeros of x's shape to which `updates` are added where `indices` (of the shape of `updates`) say along the axis. */
function scattered(graph: Graph, x: Value, indices: Value, updates: Value, axis: number): Value {
  const empty = zeros(graph, x, sizesOf(x.shape));
  return graph.op('ScatterElements', [empty, indices, updates], { axis, reduction: 'add' });
}

/** The cotangent in full, in x's shape: of whatever keeps the order of the elements. */
const sameOrder: GradientRule = ({ graph, inputs: [x], outputs: [y], cotangents: [cotangent] }) => {
  if (!x || !cotangent) {
    return [null];
  }
  const isOne = cotangent.shape.every((dim) => dim === 1) && cotangent.shape.length <= x.shape.length;
  return [isOne ? cotangent : reshaped(graph, expanded(graph, cotangent, y.shape), sizesOf(x.shape))];
};

const gather: GradientRule = (step) => {
  const {
    graph,
    inputs: [x, indices],
    outputs: [y],
    cotangents: [cotangent],
  } = step;
  if (!x || !indices || !cotangent) {
    return [null, null];
  }
  const sizes = sizesOf(x.shape);
  const axis = axisOf(step, sizes.length);
  const count = elementCount(sizesOf(indices.shape));
  const shape = sizes.map((dim, i) => (i === axis ? count : dim));
  const updates = reshaped(graph, expanded(graph, cotangent, y.shape), shape);
  const column = reshaped(
    graph,
    indices,
    sizes.map((_, i) => (i === axis ? count : 1))
  );
  return [scattered(graph, x, expanded(graph, column, shape), updates, axis), null];
};

/** Joined with zeros before and behind where the step is 1, else scattered. One axis after the other. */
const slice: GradientRule = ({ graph, inputs: [x, starts, ends, axes, steps], outputs: [y], cotangents }) => {
  const [cotangent] = cotangents;
  const from = constantInts(starts);
  const to = constantInts(ends);
  if (!x || !cotangent || !from || !to) {
    return [null];
  }
  const sizes = sizesOf(x.shape);
  const along = constantInts(axes) ?? from.map((_, i) => i);
  const by = constantInts(steps) ?? from.map(() => 1);
  let result = expanded(graph, cotangent, y.shape);
  along.forEach((given, i) => {
    const axis = given < 0 ? given + sizes.length : given;
    const current = sizesOf(result.shape);
    const whole = current.map((dim, k) => (k === axis ? sizes[axis] : dim));
    const first = Math.min(Math.max(from[i] < 0 ? from[i] + sizes[axis] : from[i], 0), sizes[axis] - 1);
    if (by[i] !== 1) {
      const column = Array.from({ length: current[axis] }, (_, k) => first + k * by[i]);
      const shape = current.map((dim, k) => (k === axis ? dim : 1));
      const indices = expanded(graph, graph.constant('int64', column, shape), current);
      const empty = zeros(graph, x, whole);
      result = graph.op('ScatterElements', [empty, indices, result], { axis, reduction: 'add' });
      return;
    }
    const gap = (length: number) =>
      length === 0
        ? []
        : [
            zeros(
              graph,
              x,
              whole.map((dim, k) => (k === axis ? length : dim))
            ),
          ];
    const parts = [...gap(first), result, ...gap(sizes[axis] - first - current[axis])];
    result = parts.length === 1 ? result : graph.op('Concat', parts, { axis });
  });
  return [result];
};

const split: GradientRule = (step) => {
  const { graph, inputs, outputs, cotangents } = step;
  const [x] = inputs;
  if (!x) {
    return [null];
  }
  const parts = outputs.map((output, i) => {
    const cotangent = cotangents[i];
    return cotangent ? expanded(graph, cotangent, output.shape) : zeros(graph, output, sizesOf(output.shape));
  });
  return [graph.op('Concat', parts, { axis: axisOf(step, x.shape.length) })];
};

const concat: GradientRule = (step) => {
  const { graph, inputs, outputs, cotangents } = step;
  const [y] = outputs;
  const [cotangent] = cotangents;
  if (!cotangent) {
    return inputs.map(() => null);
  }
  const axis = axisOf(step, y.shape.length);
  const sizes = inputs.map((input) => sizesOf(input?.shape ?? [])[axis]);
  const full = expanded(graph, cotangent, y.shape);
  return graph.ops('Split', [full, ints(graph, sizes)], { axis }, sizes.length);
};

const tile: GradientRule = ({ graph, inputs: [x, repeats], outputs: [y], cotangents: [cotangent] }) => {
  const counts = constantInts(repeats);
  if (!x || !cotangent || !counts) {
    return [null];
  }
  const sizes = sizesOf(x.shape);
  const apart = reshaped(
    graph,
    expanded(graph, cotangent, y.shape),
    sizes.flatMap((dim, i) => [counts[i], dim])
  );
  const axes = sizes.map((_, i) => 2 * i);
  return [graph.op('ReduceSum', [apart, ints(graph, axes)], { keepdims: 0 })];
};

const transpose: GradientRule = ({ graph, inputs: [x], outputs: [y], attributes, cotangents: [cotangent] }) => {
  if (!x || !cotangent) {
    return [null];
  }
  const rank = x.shape.length;
  const given = attributes.perm as ArrayLike<number> | undefined;
  const perm = given ? Array.from(given) : Array.from({ length: rank }, (_, i) => rank - 1 - i);
  const full = expanded(graph, cotangent, y.shape);
  if (rank >= 2 && transposeOf(graph, y)) {
    return [swapped(graph, full)];
  }
  const inverse = perm.map((_, axis) => perm.indexOf(axis));
  return [graph.op('Transpose', [full], { perm: inverse })];
};

const gatherElements: GradientRule = (step) => {
  const [x, indices] = step.inputs;
  const [cotangent] = step.cotangents;
  if (!x || !indices || !cotangent) {
    return [null, null];
  }
  const full = expanded(step.graph, cotangent, indices.shape);
  return [scattered(step.graph, x, indices, full, axisOf(step, x.shape.length)), null];
};

const topK: GradientRule = (step) => {
  const [x] = step.inputs;
  const [values, at] = step.outputs;
  const [cotangent] = step.cotangents;
  if (!x || !cotangent) {
    return [null, null];
  }
  const full = expanded(step.graph, cotangent, values.shape);
  return [scattered(step.graph, x, at, full, axisOf(step, x.shape.length, -1)), null];
};

/** Rules of the operators that move elements about. */
export const LAYOUTS = {
  Concat: concat,
  Expand: ({ graph, inputs: [x], outputs: [y], cotangents: [cotangent] }) => [
    x && cotangent && unbroadcast(graph, cotangent, y.shape, x.shape),
  ],
  Gather: gather,
  GatherElements: gatherElements,
  Reshape: sameOrder,
  Slice: slice,
  Split: split,
  Squeeze: sameOrder,
  Tile: tile,
  TopK: topK,
  Transpose: transpose,
  Unsqueeze: sameOrder,
} satisfies Record<string, GradientRule>;
