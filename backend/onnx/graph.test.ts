import fc from 'fast-check';
import { Graph } from './graph.ts';
import type { Value } from './graph.ts';
import type { OperatorName } from './operators.ts';
import { sessions } from './session-cache.ts';
import { tensor } from './tensor.ts';
import { writeModel } from './write-model.ts';

async function evaluate(graph: Graph, feeds: Record<string, { dims: number[]; data: Float32Array }>) {
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { dims, data }]) => [name, tensor('float32', dims, data)])
  );
  return await sessions.with(writeModel(graph), (session) => session.run(inputs));
}

/** What each operator means, in plain TypeScript and float32. */
const BINARY: Partial<Record<OperatorName, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Max: Math.max,
  Min: Math.min,
};
const UNARY: Partial<Record<OperatorName, (a: number) => number>> = {
  Abs: Math.abs,
  Neg: (a) => -a,
  Relu: (a) => Math.max(0, a),
  Floor: Math.floor,
};

afterAll(() => sessions.clear());

describe('graph builder', () => {
  it('writes graphs that ONNX Runtime evaluates as TypeScript does, whatever their shape', async () => {
    const step = fc.record({
      operator: fc.constantFrom(...(Object.keys(BINARY) as OperatorName[]), ...(Object.keys(UNARY) as OperatorName[])),
      left: fc.nat(20),
      right: fc.nat(20),
      constant: fc.option(fc.integer({ min: -8, max: 8 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: -16, max: 16 }), { minLength: 1, maxLength: 6 }),
        async (steps, numbers) => {
          const graph = new Graph('random');
          const values: Value[] = [graph.input('x', 'float32', ['n'])];
          const expected: number[][] = [numbers];
          for (const { operator, left, right, constant } of steps) {
            const a = left % values.length;
            const unary = UNARY[operator];
            const binary = BINARY[operator];
            if (unary) {
              values.push(graph.op(operator, [values[a]]));
              expected.push(expected[a].map((v) => Math.fround(unary(v))));
            } else if (binary) {
              const b = right % values.length;
              const other = constant === null ? expected[b] : numbers.map(() => constant);
              values.push(
                graph.op(operator, [values[a], constant === null ? values[b] : graph.constant('float32', constant)])
              );
              expected.push(expected[a].map((v, i) => Math.fround(binary(v, other[i]))));
            }
          }
          values.forEach((value, i) => graph.output(`y${i}`, value));
          const results = await evaluate(graph, { x: { dims: [numbers.length], data: Float32Array.from(numbers) } });
          expected.forEach((row, i) => {
            const actual = Array.from(results[`y${i}`].data as Float32Array);
            // -0 and 0 are one number here; an overflow of products is infinite in both.
            expect(actual.map((v) => v + 0)).toEqual(row.map((v) => v + 0));
          });
        }
      ),
      { numRuns: 40 }
    );
  });

  it('gives equal bytes for equal calls and keeps equal constants once', () => {
    const build = () => {
      const graph = new Graph('g');
      const x = graph.input('x', 'float32', ['n', 2]);
      const sum = graph.op('Add', [x, graph.constant('float32', [1, 2])]);
      graph.output('y', graph.op('Mul', [sum, graph.constant('float32', [1, 2])]));
      return graph;
    };
    expect(build().initializers).toHaveLength(1);
    expect(writeModel(build(), { b: '2', a: '1' })).toEqual(writeModel(build(), { a: '1', b: '2' }));
    expect(writeModel(build())).not.toEqual(writeModel(build(), { a: '1' }));
  });

  it('names the operator it does not know, and the attribute and arity that do not fit', () => {
    const graph = new Graph('g');
    const x = graph.input('x', 'float32', [1]);
    expect(() => graph.op('Frobnicate' as OperatorName, [x])).toThrow(
      /'Frobnicate' is not in Nightjar's operator table/
    );
    expect(() => graph.op('Add', [x])).toThrow(/Add with 1 inputs/);
    expect(() => graph.op('Add', [x, x], { axis: 1 } as never)).toThrow(/Add has no attribute 'axis'/);
    expect(() => graph.op('Add', [x, graph.constant('float32', [1, 2]), null] as never)).toThrow(/Add with 3 inputs/);
    const two = graph.constant('float32', [1, 2]);
    expect(() => graph.op('Add', [two, graph.constant('float32', [1, 2, 3])])).toThrow(/2 and 3 cannot be broadcast/);
  });

  it('runs a Loop whose body sees the values and constants outside it', async () => {
    const graph = new Graph('loop');
    const x = graph.input('x', 'float32', [2]);
    const body = graph.subgraph('body');
    body.input('iteration', 'int64', []);
    const condition = body.input('condition', 'bool', []);
    const total = body.input('total', 'float32', [2]);
    body.output('condition', condition);
    body.output('total', body.op('Add', [total, body.op('Mul', [x, body.constant('float32', 0.5)])]));
    const zero = graph.constant('float32', [0, 0]);
    const [y] = graph.ops('Loop', [graph.constant('int64', 4), graph.constant('bool', 1), zero], { body }, 1, [x]);
    graph.output('y', y);
    const { y: result } = await evaluate(graph, { x: { dims: [2], data: Float32Array.of(3, -5) } });
    expect(Array.from(result.data as Float32Array)).toEqual([6, -10]);
  });

  it('infers the shapes ONNX Runtime gives', async () => {
    const graph = new Graph('shapes');
    const x = graph.input('x', 'float32', [4, 6]);
    const ints = (values: number[]) => graph.constant('int64', values);
    const [top, at] = graph.ops('TopK', [x, ints([3])], { axis: 1 }, 2);
    const [left, right] = graph.ops('Split', [x, ints([2, 4])], { axis: 1 }, 2);
    const cases: Value[] = [
      top,
      at,
      left,
      right,
      graph.op('Transpose', [x], { perm: [1, 0] }),
      graph.op('Reshape', [x, ints([2, -1, 3])]),
      graph.op('Slice', [x, ints([1]), ints([-1]), ints([1]), ints([2])]),
      graph.op('Gather', [x, ints([5, 0, 1])], { axis: 1 }),
      graph.op('ReduceMax', [x, ints([0])], { keepdims: 0 }),
      graph.op('ReduceSum', [x, ints([1])]),
      graph.op('MatMul', [x, graph.constant('float32', new Float32Array(12), [6, 2])]),
      graph.op('Gemm', [x, graph.constant('float32', new Float32Array(12), [2, 6])], { transB: 1 }),
      graph.op('Concat', [x, x], { axis: 0 }),
      graph.op('Unsqueeze', [x, ints([0, 3])]),
      graph.op('Expand', [x, ints([2, 1, 1])]),
      graph.op('Tile', [x, ints([2, 3])]),
      graph.op('ArgMax', [x], { axis: 1 }),
      graph.op('Greater', [x, graph.constant('float32', 0)]),
      graph.op('Shape', [x]),
    ];
    cases.forEach((value, i) => graph.output(`y${i}`, value));
    const results = await evaluate(graph, {
      x: { dims: [4, 6], data: Float32Array.from({ length: 24 }, (_, i) => i) },
    });
    cases.forEach((value, i) => {
      expect({ i, dtype: value.dtype, shape: value.shape }).toEqual({
        i,
        dtype: results[`y${i}`].type,
        shape: results[`y${i}`].dims,
      });
    });
  });
});
