import * as infer from './inference.ts';
import type { InferenceRule } from './inference.ts';
import type { Subgraph } from './graph.ts';
import type { Tensor } from './tensor.ts';

/** TypeScript's type of an attribute by ONNX's kind. */
export interface AttributeKinds {
  int: number;
  ints: ArrayLike<number>;
  float: number;
  floats: ArrayLike<number>;
  string: string;
  strings: readonly string[];
  tensor: Tensor;
  graph: Subgraph;
}
export type AttributeKind = keyof AttributeKinds;

export interface OperatorSpec {
  readonly domain: '' | 'ai.onnx.ml';
  /** The version of the operator in force at Nightjar's opset; `check:reference` compares it with onnx.defs. */
  readonly since: number;
  /** Least and most inputs, then least and most outputs. */
  readonly inputs: readonly [number, number];
  readonly outputs: readonly [number, number];
  readonly attributes: Readonly<Record<string, AttributeKind>>;
  readonly infer: InferenceRule;
}

/** Opset versions every emitted model imports, and its IR version. */
export const OPSET: Readonly<Record<OperatorSpec['domain'], number>> = { '': 21, 'ai.onnx.ml': 4 };
export const IR_VERSION = 10;

const MANY = Number.MAX_SAFE_INTEGER;

function operator<const A extends Readonly<Record<string, AttributeKind>>>(
  since: number,
  inputs: readonly [number, number],
  rule: InferenceRule,
  attributes: A = {} as A,
  outputs: readonly [number, number] = [1, 1]
) {
  return { domain: '' as const, since, inputs, outputs, attributes, infer: rule };
}

function ml<const A extends Readonly<Record<string, AttributeKind>>>(since: number, attributes: A) {
  return { ...operator(since, [1, 1], infer.regressor, attributes), domain: 'ai.onnx.ml' as const };
}

/** Every operator Nightjar's graphs may use (https://onnx.ai/onnx/operators/). One that is not here is an error when a graph is built. */
export const OPERATORS = {
  Abs: operator(13, [1, 1], infer.sameAsFirst),
  Add: operator(14, [2, 2], infer.elementwise),
  And: operator(7, [2, 2], infer.comparison),
  ArgMax: operator(13, [1, 1], infer.argReduction, { axis: 'int', keepdims: 'int' }),
  ArgMin: operator(13, [1, 1], infer.argReduction, { axis: 'int', keepdims: 'int' }),
  Cast: operator(21, [1, 1], infer.cast, { to: 'int' }),
  Ceil: operator(13, [1, 1], infer.sameAsFirst),
  Clip: operator(13, [1, 3], infer.sameAsFirst),
  Concat: operator(13, [1, MANY], infer.concat, { axis: 'int' }),
  Cos: operator(7, [1, 1], infer.sameAsFirst),
  CumSum: operator(14, [2, 2], infer.sameAsFirst, { exclusive: 'int', reverse: 'int' }),
  Div: operator(14, [2, 2], infer.elementwise),
  Equal: operator(19, [2, 2], infer.comparison),
  Erf: operator(13, [1, 1], infer.sameAsFirst),
  Exp: operator(13, [1, 1], infer.sameAsFirst),
  Expand: operator(13, [2, 2], infer.expand),
  Floor: operator(13, [1, 1], infer.sameAsFirst),
  Gather: operator(13, [2, 2], infer.gather, { axis: 'int' }),
  GatherElements: operator(13, [2, 2], infer.gatherElements, { axis: 'int' }),
  Gemm: operator(13, [2, 3], infer.gemm, { alpha: 'float', beta: 'float', transA: 'int', transB: 'int' }),
  Greater: operator(13, [2, 2], infer.comparison),
  GreaterOrEqual: operator(16, [2, 2], infer.comparison),
  HardSigmoid: operator(6, [1, 1], infer.sameAsFirst, { alpha: 'float', beta: 'float' }),
  Identity: operator(21, [1, 1], infer.sameAsFirst),
  IsNaN: operator(20, [1, 1], infer.comparison),
  Less: operator(13, [2, 2], infer.comparison),
  LessOrEqual: operator(16, [2, 2], infer.comparison),
  Log: operator(13, [1, 1], infer.sameAsFirst),
  LogSoftmax: operator(13, [1, 1], infer.sameAsFirst, { axis: 'int' }),
  Loop: operator(21, [2, MANY], infer.mustBeGiven, { body: 'graph' }, [1, MANY]),
  MatMul: operator(13, [2, 2], infer.matmul),
  Max: operator(13, [1, MANY], infer.elementwise),
  Min: operator(13, [1, MANY], infer.elementwise),
  Mod: operator(13, [2, 2], infer.elementwise, { fmod: 'int' }),
  Mul: operator(14, [2, 2], infer.elementwise),
  Neg: operator(13, [1, 1], infer.sameAsFirst),
  NonZero: operator(13, [1, 1], infer.nonZero),
  Not: operator(1, [1, 1], infer.sameAsFirst),
  Or: operator(7, [2, 2], infer.comparison),
  Pow: operator(15, [2, 2], infer.elementwise),
  RandomNormal: operator(
    1,
    [0, 0],
    infer.mustBeGiven,
    { dtype: 'int', mean: 'float', scale: 'float', seed: 'float', shape: 'ints' },
    [1, 1]
  ),
  ReduceL2: operator(18, [1, 2], infer.reduction, { keepdims: 'int' }),
  ReduceMax: operator(20, [1, 2], infer.reduction, { keepdims: 'int' }),
  ReduceMean: operator(18, [1, 2], infer.reduction, { keepdims: 'int' }),
  ReduceMin: operator(20, [1, 2], infer.reduction, { keepdims: 'int' }),
  ReduceSum: operator(13, [1, 2], infer.reduction, { keepdims: 'int' }),
  ReduceSumSquare: operator(18, [1, 2], infer.reduction, { keepdims: 'int' }),
  Relu: operator(14, [1, 1], infer.sameAsFirst),
  Reshape: operator(21, [2, 2], infer.reshape),
  Round: operator(11, [1, 1], infer.sameAsFirst),
  Scan: operator(21, [1, MANY], infer.mustBeGiven, { body: 'graph', num_scan_inputs: 'int' }, [1, MANY]),
  ScatterElements: operator(18, [3, 3], infer.sameAsFirst, { axis: 'int', reduction: 'string' }),
  Shape: operator(21, [1, 1], infer.shapeOf),
  Sigmoid: operator(13, [1, 1], infer.sameAsFirst),
  Sign: operator(13, [1, 1], infer.sameAsFirst),
  Sin: operator(7, [1, 1], infer.sameAsFirst),
  Slice: operator(13, [3, 5], infer.slice),
  Softmax: operator(13, [1, 1], infer.sameAsFirst, { axis: 'int' }),
  Softplus: operator(1, [1, 1], infer.sameAsFirst),
  Split: operator(18, [1, 2], infer.split, { axis: 'int', num_outputs: 'int' }, [1, MANY]),
  Sqrt: operator(13, [1, 1], infer.sameAsFirst),
  Squeeze: operator(21, [2, 2], infer.squeeze),
  Sub: operator(14, [2, 2], infer.elementwise),
  Tanh: operator(13, [1, 1], infer.sameAsFirst),
  Tile: operator(13, [2, 2], infer.tile),
  TopK: operator(11, [2, 2], infer.topK, { axis: 'int', largest: 'int', sorted: 'int' }, [2, 2]),
  Transpose: operator(21, [1, 1], infer.transpose, { perm: 'ints' }),
  Unsqueeze: operator(21, [2, 2], infer.unsqueeze),
  Where: operator(16, [3, 3], infer.where),
  SVMRegressor: ml(1, {
    coefficients: 'floats',
    kernel_params: 'floats',
    kernel_type: 'string',
    n_supports: 'int',
    one_class: 'int',
    rho: 'floats',
    support_vectors: 'floats',
  }),
  TreeEnsembleRegressor: ml(3, {
    aggregate_function: 'string',
    n_targets: 'int',
    nodes_falsenodeids: 'ints',
    nodes_featureids: 'ints',
    nodes_modes: 'strings',
    nodes_nodeids: 'ints',
    nodes_treeids: 'ints',
    nodes_truenodeids: 'ints',
    nodes_values: 'floats',
    post_transform: 'string',
    target_ids: 'ints',
    target_nodeids: 'ints',
    target_treeids: 'ints',
    target_weights: 'floats',
  }),
} as const satisfies Record<string, OperatorSpec>;

export type OperatorName = keyof typeof OPERATORS;

/** The attributes of one operator, all optional, typed by their kinds. */
export type AttributesOf<K extends OperatorName> = {
  readonly [
    A in keyof (typeof OPERATORS)[K]['attributes']
  ]?: (typeof OPERATORS)[K]['attributes'][A] extends AttributeKind
    ? AttributeKinds[(typeof OPERATORS)[K]['attributes'][A]]
    : never;
};
