import type { Graph, Value } from '../graph.ts';
import { shapeError } from '../inference.ts';
import type { Dim } from '../tensor.ts';

/** The sizes of a shape without named dimensions. */
export function sizesOf(shape: readonly Dim[]): number[] {
  return shape.map((dim) => {
    if (typeof dim !== 'number') {
      throw shapeError(`a gradient through the named dimension '${dim}'; give it a size`);
    }
    return dim;
  });
}

/** A constant number of the element type of `like`. */
export function scalar(graph: Graph, like: Value, value: number): Value {
  return graph.constant(like.dtype, value);
}

export function ints(graph: Graph, values: readonly number[]): Value {
  return graph.constant('int64', values);
}

/** The number a one-element constant holds, null for anything else. */
function numberIn({ constant }: Value): number | null {
  return constant && constant.type !== 'int64' && constant.data.length === 1 ? Number(constant.data[0]) : null;
}

/** The product; of constant numbers a constant, and nothing at all for a factor of 1. */
export function product(graph: Graph, a: Value, b: Value): Value {
  const [left, right] = [numberIn(a), numberIn(b)];
  if (left !== null && right !== null) {
    return scalar(graph, a, left * right);
  }
  if (left === 1 && a.shape.length <= b.shape.length) {
    return b;
  }
  if (right === 1 && b.shape.length <= a.shape.length) {
    return a;
  }
  return graph.op('Mul', [a, b]);
}

export function scaled(graph: Graph, value: Value, factor: number): Value {
  return factor === -1 && numberIn(value) === null
    ? graph.op('Neg', [value])
    : product(graph, value, scalar(graph, value, factor));
}

/** A value as a multiple of another of its shape, where it is the product with a number; Gemm multiplies by a number for nothing, in float32. */
export function factored(graph: Graph, value: Value): { readonly value: Value; readonly factor: number } {
  const node = value.dtype === 'float32' && graph.nodes.findLast(({ outputs }) => outputs[0] === value.name);
  if (node && node.operator === 'Mul') {
    const [a, b] = node.inputs.map((name) => graph.valueNamed(name));
    for (const [whole, number] of [
      [a, numberIn(b)],
      [b, numberIn(a)],
    ] as const) {
      if (number !== null && whole.shape.length === value.shape.length && !whole.constant) {
        return { value: whole, factor: number };
      }
    }
  }
  return { value, factor: 1 };
}

export function reshaped(graph: Graph, value: Value, shape: readonly number[]): Value {
  const same = value.shape.length === shape.length && shape.every((dim, i) => dim === value.shape[i]);
  return same ? value : graph.op('Reshape', [value, ints(graph, shape)]);
}

/** `value` broadcast to `shape` in full. */
export function expanded(graph: Graph, value: Value, shape: readonly Dim[]): Value {
  const sizes = sizesOf(shape);
  const same = value.shape.length === sizes.length && sizes.every((dim, i) => dim === value.shape[i]);
  return same ? value : graph.op('Expand', [value, ints(graph, sizes)]);
}

/** Leading ones up to a rank. */
export function padded(shape: readonly Dim[], rank: number): Dim[] {
  return [...Array<number>(Math.max(0, rank - shape.length)).fill(1), ...shape];
}

/** Sums over the rows of a matrix: the gradient of every bias. A product with ones takes ONNX Runtime half the time of ReduceSum. */
function columnSums(graph: Graph, matrix: Value): Value {
  const [rows, columns] = sizesOf(matrix.shape);
  const { value, factor } = factored(graph, matrix);
  const row = graph.constant(matrix.dtype, Array<number>(rows).fill(factor));
  return graph.op('MatMul', [row, value], {}, { dtype: matrix.dtype, shape: [columns] });
}

/**
 * The transpose of broadcasting: a cotangent (whose own shape broadcasts to `from`) summed over the axes along which `to` was broadcast to `from`.
 * Where the cotangent itself is still one number along such an axis, the sum is a multiplication.
 */
export function unbroadcast(graph: Graph, cotangent: Value, from: readonly Dim[], to: readonly Dim[]): Value {
  const rank = from.length;
  const target = padded(to, rank);
  const own = padded(cotangent.shape, rank);
  const hidden = rank - cotangent.shape.length;
  const summed: number[] = [];
  let factor = 1;
  from.forEach((dim, axis) => {
    if (dim === 1 || target[axis] !== 1) {
      return;
    }
    if (own[axis] === 1) {
      factor *= sizesOf([dim])[0];
    } else {
      summed.push(axis - hidden);
    }
  });
  let result = factor === 1 ? cotangent : scaled(graph, cotangent, factor);
  const surplus = result.shape.length - to.length;
  if (summed.length === 1 && summed[0] === 0 && surplus === 1 && result.shape.length === 2) {
    return columnSums(graph, result);
  }
  if (summed.length > 0) {
    const leadingOnly = surplus > 0 && summed.length === surplus && summed.every((axis) => axis < surplus);
    const { value, factor: multiple } = factored(graph, result);
    const sum = graph.op('ReduceSum', [value, ints(graph, summed)], { keepdims: leadingOnly ? 0 : 1 });
    result = multiple === 1 ? sum : scaled(graph, sum, multiple);
  }
  return result.shape.length > to.length
    ? reshaped(graph, result, sizesOf(result.shape.slice(result.shape.length - to.length)))
    : result;
}
