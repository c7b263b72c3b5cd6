import { NightjarError } from '../errors.ts';
import type { DType, Dim, Tensor, TensorType } from './tensor.ts';

/** What an inference rule sees of an input: its type, and its content where it is a constant. Null: an optional input left out. */
export type RuleInput = (TensorType & { readonly constant?: Tensor }) | null;
export type RuleAttributes = Readonly<Record<string, unknown>>;
/** Output types from input types; throws `engine-failure` where the inputs do not fit together. */
export type InferenceRule = (
  inputs: readonly RuleInput[],
  attributes: RuleAttributes,
  outputs: number
) => readonly TensorType[];

export function shapeError(what: string): NightjarError {
  return new NightjarError('engine-failure', `A model graph is built wrongly: ${what}. Please report it.`);
}

function need(inputs: readonly RuleInput[], index: number): NonNullable<RuleInput> {
  const input = inputs[index];
  if (!input) {
    throw shapeError(`input ${index} is missing`);
  }
  return input;
}

/** The whole numbers of a constant input. */
function constantInts(inputs: readonly RuleInput[], index: number): number[] {
  const { constant } = need(inputs, index);
  if (!constant) {
    throw shapeError(`input ${index} must be a constant, or the output's type be given`);
  }
  return Array.from(constant.data as ArrayLike<number | bigint>, Number);
}

function int(attributes: RuleAttributes, name: string, fallback: number): number {
  const value = attributes[name];
  return typeof value === 'number' ? value : fallback;
}

function axisOf(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (at < 0 || at >= rank) {
    throw shapeError(`axis ${axis} is outside rank ${rank}`);
  }
  return at;
}

function broadcastDim(a: Dim, b: Dim): Dim {
  if (a === b || b === 1) {
    return a;
  }
  if (a === 1) {
    return b;
  }
  if (typeof a === 'string' || typeof b === 'string') {
    return typeof a === 'string' ? b : a;
  }
  throw shapeError(`${a} and ${b} cannot be broadcast`);
}

/** Numpy's broadcasting of shapes; a named dimension gives way to a number. */
export function broadcast(a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => broadcastDim(a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1));
}

function broadcastAll(inputs: readonly RuleInput[]): Dim[] {
  return inputs.reduce<Dim[]>((shape, input) => (input ? broadcast(shape, input.shape) : shape), []);
}

export const elementwise: InferenceRule = (inputs) => [{ dtype: need(inputs, 0).dtype, shape: broadcastAll(inputs) }];
export const comparison: InferenceRule = (inputs) => [{ dtype: 'bool', shape: broadcastAll(inputs) }];
export const sameAsFirst: InferenceRule = (inputs) => [{ dtype: need(inputs, 0).dtype, shape: need(inputs, 0).shape }];
export const where: InferenceRule = (inputs) => [{ dtype: need(inputs, 1).dtype, shape: broadcastAll(inputs) }];

/** ONNX's TensorProto.DataType numbers, for Cast's `to`. */
const BY_NUMBER: Readonly<Record<number, DType>> = {
  1: 'float32',
  2: 'uint8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  11: 'float64',
};

export const cast: InferenceRule = (inputs, attributes) => {
  const dtype = BY_NUMBER[int(attributes, 'to', 0)];
  if (!dtype) {
    throw shapeError(`cast to element type ${String(attributes.to)}`);
  }
  return [{ dtype, shape: need(inputs, 0).shape }];
};

export const matmul: InferenceRule = (inputs) => {
  const [a, b] = [need(inputs, 0), need(inputs, 1)];
  if (a.shape.length < 2 || b.shape.length < 2) {
    throw shapeError('MatMul wants two dimensions or more');
  }
  const inner = a.shape[a.shape.length - 1];
  const outer = b.shape[b.shape.length - 2];
  if (typeof inner === 'number' && typeof outer === 'number' && inner !== outer) {
    throw shapeError(`MatMul of [${a.shape}] and [${b.shape}]`);
  }
  const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return [{ dtype: a.dtype, shape: [...batch, a.shape[a.shape.length - 2], b.shape[b.shape.length - 1]] }];
};

export const gemm: InferenceRule = (inputs, attributes) => {
  const [a, b] = [need(inputs, 0), need(inputs, 1)];
  const rows = a.shape[int(attributes, 'transA', 0)];
  const columns = b.shape[1 - int(attributes, 'transB', 0)];
  return [{ dtype: a.dtype, shape: [rows, columns] }];
};

function reduced(shape: readonly Dim[], axes: readonly number[], keep: boolean): Dim[] {
  const gone = new Set(axes.length === 0 ? shape.map((_, i) => i) : axes.map((axis) => axisOf(axis, shape.length)));
  return shape.flatMap((dim, i) => (gone.has(i) ? (keep ? [1] : []) : [dim]));
}

export const reduction: InferenceRule = (inputs, attributes) => {
  const data = need(inputs, 0);
  const axes = inputs[1] ? constantInts(inputs, 1) : [];
  return [{ dtype: data.dtype, shape: reduced(data.shape, axes, int(attributes, 'keepdims', 1) === 1) }];
};

export const argReduction: InferenceRule = (inputs, attributes) => {
  const { shape } = need(inputs, 0);
  return [
    { dtype: 'int64', shape: reduced(shape, [int(attributes, 'axis', 0)], int(attributes, 'keepdims', 1) === 1) },
  ];
};

export const reshape: InferenceRule = (inputs) => {
  const data = need(inputs, 0);
  const target = constantInts(inputs, 1);
  const known = data.shape.every((dim) => typeof dim === 'number');
  const total = known ? data.shape.reduce<number>((product, dim) => product * Number(dim), 1) : Number.NaN;
  const rest = target.filter((dim) => dim > 0).reduce((product, dim) => product * dim, 1);
  const shape = target.map((dim, i): Dim => {
    if (dim === 0) {
      return data.shape[i];
    }
    if (dim !== -1) {
      return dim;
    }
    const zeros = target.flatMap((d, j) => (d === 0 ? [Number(data.shape[j])] : []));
    return known ? total / zeros.reduce((product, d) => product * d, rest) : `reshaped${i}`;
  });
  return [{ dtype: data.dtype, shape }];
};

export const transpose: InferenceRule = (inputs, attributes) => {
  const data = need(inputs, 0);
  const perm = Array.from((attributes.perm as ArrayLike<number> | undefined) ?? data.shape.map((_, i) => i).reverse());
  return [{ dtype: data.dtype, shape: perm.map((axis) => data.shape[axis]) }];
};

export const concat: InferenceRule = (inputs, attributes) => {
  const first = need(inputs, 0);
  const axis = axisOf(int(attributes, 'axis', 0), first.shape.length);
  let sum: Dim = 0;
  for (let i = 0; i < inputs.length; i++) {
    const dim = need(inputs, i).shape[axis];
    sum = typeof dim === 'number' && typeof sum === 'number' ? sum + dim : 'concatenated';
  }
  return [{ dtype: first.dtype, shape: first.shape.map((dim, i) => (i === axis ? sum : dim)) }];
};

export const split: InferenceRule = (inputs, attributes, outputs) => {
  const data = need(inputs, 0);
  const axis = axisOf(int(attributes, 'axis', 0), data.shape.length);
  const sizes = inputs[1] ? constantInts(inputs, 1) : Array<number>(outputs).fill(Number(data.shape[axis]) / outputs);
  return sizes.map((size) => ({ dtype: data.dtype, shape: data.shape.map((dim, i) => (i === axis ? size : dim)) }));
};

export const slice: InferenceRule = (inputs) => {
  const data = need(inputs, 0);
  const [starts, ends] = [constantInts(inputs, 1), constantInts(inputs, 2)];
  const axes = inputs[3] ? constantInts(inputs, 3) : starts.map((_, i) => i);
  const steps = inputs[4] ? constantInts(inputs, 4) : starts.map(() => 1);
  const shape = [...data.shape];
  axes.forEach((axis, i) => {
    const at = axisOf(axis, shape.length);
    const dim = shape[at];
    if (typeof dim !== 'number') {
      shape[at] = `sliced${at}`;
      return;
    }
    // Backwards, the last element is where a slice can begin at most, and one before the first where it can end.
    const shift = steps[i] < 0 ? 1 : 0;
    const clamp = (index: number) => Math.min(dim - shift, Math.max(-shift, index < 0 ? index + dim : index));
    shape[at] = Math.max(0, Math.ceil((clamp(ends[i]) - clamp(starts[i])) / steps[i]));
  });
  return [{ dtype: data.dtype, shape }];
};

export const gather: InferenceRule = (inputs, attributes) => {
  const [data, indices] = [need(inputs, 0), need(inputs, 1)];
  const axis = axisOf(int(attributes, 'axis', 0), data.shape.length);
  return [
    { dtype: data.dtype, shape: [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)] },
  ];
};

export const gatherElements: InferenceRule = (inputs) => [
  { dtype: need(inputs, 0).dtype, shape: need(inputs, 1).shape },
];

export const expand: InferenceRule = (inputs) => [
  { dtype: need(inputs, 0).dtype, shape: broadcast(need(inputs, 0).shape, constantInts(inputs, 1)) },
];

export const tile: InferenceRule = (inputs) => {
  const data = need(inputs, 0);
  const repeats = constantInts(inputs, 1);
  return [
    {
      dtype: data.dtype,
      shape: data.shape.map((dim, i) => (typeof dim === 'number' ? dim * repeats[i] : `tiled${i}`)),
    },
  ];
};

export const squeeze: InferenceRule = (inputs) => {
  const data = need(inputs, 0);
  const axes = new Set(constantInts(inputs, 1).map((axis) => axisOf(axis, data.shape.length)));
  return [{ dtype: data.dtype, shape: data.shape.filter((_, i) => !axes.has(i)) }];
};

export const unsqueeze: InferenceRule = (inputs) => {
  const data = need(inputs, 0);
  const axes = constantInts(inputs, 1);
  const rank = data.shape.length + axes.length;
  const added = new Set(axes.map((axis) => axisOf(axis, rank)));
  const rest = [...data.shape];
  return [
    { dtype: data.dtype, shape: Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.shift() as Dim))) },
  ];
};

export const topK: InferenceRule = (inputs, attributes) => {
  const data = need(inputs, 0);
  const axis = axisOf(int(attributes, 'axis', -1), data.shape.length);
  const [k] = constantInts(inputs, 1);
  const shape = data.shape.map((dim, i) => (i === axis ? k : dim));
  return [
    { dtype: data.dtype, shape },
    { dtype: 'int64', shape },
  ];
};

export const shapeOf: InferenceRule = (inputs) => [{ dtype: 'int64', shape: [need(inputs, 0).shape.length] }];
export const nonZero: InferenceRule = (inputs) => [{ dtype: 'int64', shape: [need(inputs, 0).shape.length, 'found'] }];

/** Rows stay, columns become `n_targets`: the regressors of ai.onnx.ml. */
export const regressor: InferenceRule = (inputs, attributes) => [
  { dtype: 'float32', shape: [need(inputs, 0).shape[0], int(attributes, 'n_targets', 1)] },
];

/** The output's type cannot be told from the inputs: the caller gives it. */
export const mustBeGiven: InferenceRule = () => {
  throw shapeError("the output's type must be given");
};
