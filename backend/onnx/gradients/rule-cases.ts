import type { Graph, Value } from '../graph.ts';
import type { OperatorName } from '../operators.ts';
import { swapped } from '../swapped.ts';

/** A use of an operator that central differences can judge: shapes of its inputs, and what is built from them. */
export interface RuleCase {
  readonly shapes: readonly number[][];
  /** Least and largest input; values are apart from each other. */
  readonly range?: readonly [number, number];
  readonly build: (graph: Graph, inputs: readonly Value[]) => Value | Value[];
}

const ints = (graph: Graph, ...values: number[]): Value => graph.constant('int64', values);
const numbers = (graph: Graph, ...values: number[]): Value => graph.constant('float64', values);

function one(operator: OperatorName, range?: RuleCase['range']): RuleCase[] {
  return [{ shapes: [[2, 3]], range, build: (graph, inputs) => graph.op(operator, inputs) }];
}

/** Alone, broadcast on either side, and with itself. */
function two(operator: OperatorName, range?: RuleCase['range']): RuleCase[] {
  const build: RuleCase['build'] = (graph, inputs) => graph.op(operator, inputs);
  return [
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
      range,
      build,
    },
    {
      shapes: [
        [2, 1, 3],
        [4, 1],
      ],
      range,
      build,
    },
    { shapes: [[], [2, 2]], range, build },
    { shapes: [[2, 2]], range, build: (graph, [x]) => graph.op(operator, [x, graph.op('Exp', [x])]) },
  ];
}

/** Over one axis with and without it kept, over all, and with a cotangent that is one number. */
function reduced(
  operator: 'ReduceL2' | 'ReduceMax' | 'ReduceMean' | 'ReduceMin' | 'ReduceSum' | 'ReduceSumSquare'
): RuleCase[] {
  const over = (attributes: { keepdims?: number }, ...axes: number[]): RuleCase => ({
    shapes: [[2, 3, 2]],
    build: (graph, [x]) => graph.op(operator, axes.length === 0 ? [x] : [x, ints(graph, ...axes)], attributes),
  });
  const nested: RuleCase = {
    shapes: [[2, 3, 2]],
    build: (graph, [x]) =>
      graph.op('ReduceMean', [graph.op(operator, [x, ints(graph, 1)], { keepdims: 0 })], { keepdims: 0 }),
  };
  return [over({}, 1), over({ keepdims: 0 }, 0, -1), over({ keepdims: 0 }, 1), over({ keepdims: 0 }), over({}), nested];
}

const square: RuleCase = { shapes: [[2, 3]], build: (graph, [x]) => graph.op('Mul', [x, x]) };
const power = (exponent: number): RuleCase => ({
  shapes: [[2, 3]],
  range: [0.2, 2],
  build: (graph, [x]) => graph.op('Pow', [x, graph.constant('float64', exponent)]),
});
const softmax = (operator: 'Softmax' | 'LogSoftmax'): RuleCase[] => [
  { shapes: [[2, 4]], build: (graph, [x]) => graph.op(operator, [x], { axis: -1 }) },
  { shapes: [[2, 3, 2]], build: (graph, [x]) => graph.op(operator, [x], { axis: 1 }) },
  { shapes: [[2, 4]], build: (graph, [x]) => graph.op('ReduceMean', [graph.op(operator, [x])], { keepdims: 0 }) },
];
const product = (transA: number, transB: number): RuleCase => ({
  shapes: [transA ? [3, 2] : [2, 3], transB ? [4, 3] : [3, 4], [4]],
  build: (graph, inputs) => graph.op('Gemm', inputs, { transA, transB, alpha: 0.7, beta: 1.3 }),
});
const sliced = (...values: [start: number, end: number, axis: number, step: number][]): RuleCase => ({
  shapes: [[4, 5]],
  build: (graph, [x]) =>
    graph.op('Slice', [x, ...[0, 1, 2, 3].map((k) => ints(graph, ...values.map((value) => value[k])))], {}),
});

/** By operator; every rule but those of operators without float64 kernels has one. */
export const CASES: Partial<Record<OperatorName, RuleCase[]>> = {
  Abs: one('Abs'),
  Add: two('Add'),
  Cast: [
    {
      shapes: [[3]],
      build: (graph, [x]) => graph.op('Mul', [x, graph.op('Cast', [x], { to: 11 })]),
    },
  ],
  Ceil: one('Ceil'),
  Clip: [
    {
      shapes: [[2, 4]],
      build: (graph, [x]) => graph.op('Clip', [x, ...[-1, 0.8].map((v) => graph.constant('float64', v))]),
    },
    { shapes: [[2, 4]], build: (graph, [x]) => graph.op('Clip', [x, null, graph.constant('float64', 0.4)]) },
    { shapes: [[2, 4]], build: (graph, [x]) => graph.op('Clip', [x]) },
  ],
  Concat: [
    {
      shapes: [
        [2, 1],
        [2, 3],
      ],
      build: (graph, inputs) => graph.op('Concat', inputs, { axis: -1 }),
    },
    { shapes: [[2, 2]], build: (graph, [x]) => graph.op('Concat', [x, graph.op('Exp', [x]), x], { axis: 0 }) },
  ],
  Cos: one('Cos'),
  CumSum: [
    { shapes: [[2, 4]], build: (graph, [x]) => graph.op('CumSum', [x, graph.constant('int64', 1)]) },
    {
      shapes: [[3, 2]],
      build: (graph, [x]) => graph.op('CumSum', [x, graph.constant('int64', 0)], { exclusive: 1, reverse: 1 }),
    },
  ],
  Div: two('Div', [0.5, 2.5]),
  Exp: one('Exp'),
  Expand: [
    { shapes: [[2, 1]], build: (graph, [x]) => graph.op('Expand', [x, ints(graph, 3, 2, 4)]) },
    {
      shapes: [[2, 1]],
      build: (graph, [x]) => graph.op('ReduceMean', [graph.op('Expand', [x, ints(graph, 2, 4)])], { keepdims: 0 }),
    },
  ],
  Floor: one('Floor'),
  Gather: [
    { shapes: [[4, 2]], build: (graph, [x]) => graph.op('Gather', [x, ints(graph, 3, 0, 3)], { axis: 0 }) },
    {
      shapes: [[2, 4, 2]],
      build: (graph, [x]) => graph.op('Gather', [x, graph.constant('int64', [1, 1, 2, 0], [2, 2])], { axis: 1 }),
    },
    { shapes: [[4, 2]], build: (graph, [x]) => graph.op('Gather', [x, graph.constant('int64', 2)], { axis: 0 }) },
  ],
  GatherElements: [
    {
      shapes: [[2, 3]],
      build: (graph, [x]) =>
        graph.op('GatherElements', [x, graph.constant('int64', [2, 2, 0, 1], [2, 2])], { axis: 1 }),
    },
  ],
  Gemm: [
    product(0, 0),
    product(1, 0),
    product(0, 1),
    product(1, 1),
    {
      shapes: [
        [2, 3],
        [3, 2],
      ],
      build: (graph, inputs) => graph.op('ReduceMean', [graph.op('Gemm', inputs)], { keepdims: 0 }),
    },
    {
      shapes: [
        [2, 3],
        [3, 2],
        [1, 2],
      ],
      build: (graph, inputs) => graph.op('Gemm', inputs),
    },
    {
      shapes: [
        [2, 3],
        [3, 2],
        [2, 1],
      ],
      build: (graph, inputs) => graph.op('ReduceMean', [graph.op('Gemm', inputs)], { keepdims: 0 }),
    },
  ],
  Identity: one('Identity'),
  Log: one('Log', [0.3, 3]),
  LogSoftmax: softmax('LogSoftmax'),
  MatMul: [
    {
      shapes: [
        [2, 3],
        [3, 4],
      ],
      build: (graph, inputs) => graph.op('MatMul', inputs),
    },
    {
      shapes: [
        [2, 2, 3],
        [2, 3, 2],
      ],
      build: (graph, inputs) => graph.op('MatMul', inputs),
    },
    {
      shapes: [
        [2, 1, 2, 3],
        [3, 3, 2],
      ],
      build: (graph, inputs) => graph.op('MatMul', inputs),
    },
    {
      shapes: [
        [2, 2, 3],
        [3, 2],
      ],
      build: (graph, inputs) => graph.op('MatMul', inputs),
    },
    {
      shapes: [
        [2, 3, 2],
        [2, 4, 3],
      ],
      build: (graph, inputs) =>
        swapped(
          graph,
          graph.op(
            'MatMul',
            inputs.map((input) => swapped(graph, input))
          )
        ),
    },
    {
      shapes: [
        [3, 2],
        [2, 3, 4],
      ],
      build: (graph, [a, b]) => graph.op('MatMul', [swapped(graph, a), b]),
    },
  ],
  Max: [...two('Max'), { shapes: [[3], [2, 3], [2, 1]], build: (graph, inputs) => graph.op('Max', inputs) }],
  Min: [...two('Min'), { shapes: [[3], [2, 3], [2, 1]], build: (graph, inputs) => graph.op('Min', inputs) }],
  Mod: [{ shapes: [[2, 3], [3]], range: [0.7, 5], build: (graph, inputs) => graph.op('Mod', inputs, { fmod: 1 }) }],
  Mul: [...two('Mul'), square],
  Neg: one('Neg'),
  Pow: [...two('Pow', [0.4, 2]), power(2), power(3), power(-0.5)],
  ReduceL2: reduced('ReduceL2'),
  ReduceMax: reduced('ReduceMax'),
  ReduceMean: reduced('ReduceMean'),
  ReduceMin: reduced('ReduceMin'),
  ReduceSum: reduced('ReduceSum'),
  ReduceSumSquare: reduced('ReduceSumSquare'),
  Relu: one('Relu'),
  Reshape: [
    { shapes: [[2, 6]], build: (graph, [x]) => graph.op('Reshape', [x, ints(graph, 3, -1)]) },
    {
      shapes: [[2, 6]],
      build: (graph, [x]) => graph.op('ReduceMean', [graph.op('Reshape', [x, ints(graph, 12)])], { keepdims: 0 }),
    },
  ],
  Round: one('Round'),
  Sigmoid: one('Sigmoid'),
  Sign: one('Sign'),
  Sin: one('Sin'),
  Slice: [
    sliced([1, 3, 0, 1]),
    sliced([1, 4, 0, 1], [-3, 100, 1, 1]),
    sliced([0, 5, 1, 2], [1, 4, 0, 1]),
    sliced([4, 0, 1, -2]),
    sliced([0, 4, 0, 1]),
  ],
  Softmax: softmax('Softmax'),
  Split: [
    { shapes: [[2, 5]], build: (graph, [x]) => graph.ops('Split', [x, ints(graph, 2, 3)], { axis: 1 }, 2) },
    { shapes: [[4, 2]], build: (graph, [x]) => graph.ops('Split', [x], { axis: 0, num_outputs: 2 }, 2)[1] },
  ],
  Sqrt: one('Sqrt', [0.3, 3]),
  Squeeze: [{ shapes: [[2, 1, 3]], build: (graph, [x]) => graph.op('Squeeze', [x, ints(graph, 1)]) }],
  Sub: two('Sub'),
  Tanh: one('Tanh'),
  Tile: [{ shapes: [[2, 3]], build: (graph, [x]) => graph.op('Tile', [x, ints(graph, 3, 2)]) }],
  TopK: [{ shapes: [[2, 5]], build: (graph, [x]) => graph.ops('TopK', [x, ints(graph, 2)], { axis: 1 }, 2)[0] }],
  Transpose: [
    { shapes: [[2, 3, 4]], build: (graph, [x]) => graph.op('Transpose', [x], { perm: [2, 0, 1] }) },
    { shapes: [[2, 3]], build: (graph, [x]) => graph.op('Transpose', [x]) },
    { shapes: [[2, 3, 4]], build: (graph, [x]) => graph.op('Exp', [swapped(graph, x)]) },
  ],
  Unsqueeze: [{ shapes: [[2, 3]], build: (graph, [x]) => graph.op('Unsqueeze', [x, ints(graph, 0, 2)]) }],
  Where: [
    {
      shapes: [[2, 3], [3]],
      build: (graph, [a, b]) => graph.op('Where', [graph.op('Greater', [a, numbers(graph, 0.1, -0.4, 1)]), a, b]),
    },
    {
      shapes: [
        [2, 1],
        [2, 3],
      ],
      build: (graph, [a, b]) => graph.op('Where', [graph.op('Less', [a, b]), graph.op('Mul', [a, b]), b]),
    },
  ],
};
