import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { Graph } from '../graph.ts';
import type { Value } from '../graph.ts';
import type { OperatorName } from '../operators.ts';
import { openSession } from '../session.ts';
import { elementCount, tensor } from '../tensor.ts';
import { writeModel } from '../write-model.ts';
import { gradientsOf } from './gradients-of.ts';
import { CASES } from './rule-cases.ts';
import type { RuleCase } from './rule-cases.ts';
import { RULES } from './rules.ts';

type Arrays = readonly Float64Array[];

function weightsOf(count: number): number[] {
  const random = seededRandom(99);
  return Array.from({ length: count }, () => 0.5 + random());
}

/** The loss, a weighted sum of all that `build` gives, and its gradient by every input, in one graph. */
async function opened(shapes: readonly number[][], build: RuleCase['build'], dtype: 'float32' | 'float64') {
  const graph = new Graph('case');
  const inputs = shapes.map((shape, i) => graph.input(`x${i}`, dtype, shape));
  const built = build(graph, inputs);
  const losses = (Array.isArray(built) ? built : [built]).map((value: Value) => {
    const sizes = value.shape.map(Number);
    const weights = graph.constant(dtype, weightsOf(elementCount(sizes)), sizes);
    return graph.op('ReduceSum', [graph.op('Mul', [value, weights])], { keepdims: 0 });
  });
  const loss = losses.reduce((sum, one) => graph.op('Add', [sum, one]));
  const gradients = gradientsOf(graph, loss, inputs);
  graph.output('loss', loss);
  gradients.forEach((gradient, i) => graph.output(`g${i}`, gradient));
  const session = await openSession(writeModel(graph));
  const run = async (arrays: Arrays) => {
    const feeds = Object.fromEntries(
      shapes.map((shape, i) => [
        `x${i}`,
        dtype === 'float64'
          ? tensor('float64', shape, arrays[i])
          : tensor('float32', shape, Float32Array.from(arrays[i])),
      ])
    );
    const found = session.runNow?.(feeds) ?? (await session.run(feeds));
    return {
      loss: Number(found.loss.data[0]),
      gradients: shapes.map((_, i) => Float64Array.from(found[`g${i}`].data as Float64Array)),
    };
  };
  return { run, gradients, dispose: () => session.dispose() };
}

const STEP = 1e-5;

/** The largest difference between the gradient and central differences, relative to the larger of 1 and the gradient. */
async function worstDifference(shapes: readonly number[][], build: RuleCase['build'], values: Arrays) {
  const { run, dispose } = await opened(shapes, build, 'float64');
  const { gradients } = await run(values);
  let worst = 0;
  for (const [i, array] of values.entries()) {
    for (let k = 0; k < array.length; k++) {
      const moved = (by: number) =>
        values.map((other, j) => (j === i ? other.map((v, m) => (m === k ? v + by : v)) : other));
      const slope = ((await run(moved(STEP))).loss - (await run(moved(-STEP))).loss) / (2 * STEP);
      worst = Math.max(worst, Math.abs(slope - gradients[i][k]) / Math.max(1, Math.abs(slope)));
    }
  }
  await dispose();
  return worst;
}

/** Distinct numbers, well apart from each other and from where rules have their corners. */
function apart(shapes: readonly number[][], [from, to]: readonly [number, number], seed: number): Float64Array[] {
  const random = seededRandom(seed);
  const count = shapes.reduce((sum, shape) => sum + elementCount(shape), 0);
  const levels = Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.3 + 0.4 * random())) / count);
  for (let i = levels.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [levels[i], levels[j]] = [levels[j], levels[i]];
  }
  let at = 0;
  return shapes.map((shape) => Float64Array.from(levels.slice(at, (at += elementCount(shape)))));
}

/** Where ONNX Runtime has no kernel for float64, or the rule another way for float32: the derivative is known instead. */
const KNOWN: Partial<Record<OperatorName, (x: number) => number>> = {
  Softplus: (x) => 1 / (1 + Math.exp(-x)),
  Relu: (x) => Number(x > 0),
  Erf: (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x),
};

describe('gradient rules', () => {
  it('has a case for every rule', () => {
    const tried = new Set([...Object.keys(CASES), ...Object.keys(KNOWN)]);
    expect(Object.keys(RULES).filter((operator) => !tried.has(operator))).toEqual([]);
  });

  const cases = Object.entries(CASES).flatMap(([operator, list]) => list.map((one, i) => ({ operator, i, one })));
  it.each(cases)('$operator ($i) is the slope of central differences', async ({ operator, one }) => {
    const graph = new Graph('uses');
    one.build(
      graph,
      one.shapes.map((shape, i) => graph.input(`x${i}`, 'float64', shape))
    );
    expect(graph.nodes.map((node) => node.operator)).toContain(operator);
    for (const seed of [1, 2]) {
      const values = apart(one.shapes, one.range ?? [-2.13, 2.29], seed);
      expect(await worstDifference(one.shapes, one.build, values)).toBeLessThan(2e-8);
    }
  });

  it.each(Object.keys(KNOWN) as OperatorName[])('%s has its known derivative', async (operator) => {
    const shape = [41];
    const { run, dispose } = await opened([shape], (graph, [x]) => graph.op(operator, [x]), 'float32');
    const x = Float64Array.from({ length: 41 }, (_, i) => Math.fround(-4 + i / 5) * (i === 21 ? 1e-30 : 1));
    const { gradients } = await run([x]);
    const weights = weightsOf(41);
    x.forEach((at, i) => expect(gradients[0][i]).toBeCloseTo(weights[i] * (KNOWN[operator]?.(at) ?? Number.NaN), 5));
    await dispose();
  });
});

describe('gradientsOf', () => {
  const BINARY = ['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Where', 'Pow', 'Mod'] as const;
  it('sums over what was broadcast, whatever the shapes', async () => {
    const shape = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 0, maxLength: 3 });
    const thinned = (sizes: number[], mask: number, drop: number) =>
      sizes.map((dim, i) => ((mask >> i) & 1 ? 1 : dim)).slice(Math.min(drop, sizes.length));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...BINARY),
        shape,
        fc.nat(7),
        fc.nat(7),
        fc.nat(3),
        fc.boolean(),
        fc.integer({ min: 1, max: 1000 }),
        async (operator, sizes, left, right, drop, isMean, seed) => {
          const shapes = [thinned(sizes, left, 0), thinned(sizes, right, drop)];
          const build: RuleCase['build'] = (graph, [a, b]) => {
            const condition = graph.op('Greater', [a, graph.constant('float64', 1.7)]);
            const y =
              operator === 'Where'
                ? graph.op('Where', [condition, a, b])
                : graph.op(operator, [a, b], operator === 'Mod' ? { fmod: 1 } : {});
            // A mean leaves the cotangent one number, to be broadcast where it is needed.
            return isMean ? graph.op('ReduceMean', [y], { keepdims: 0 }) : y;
          };
          expect(await worstDifference(shapes, build, apart(shapes, [0.6, 2.9], seed))).toBeLessThan(5e-8);
        }
      ),
      { numRuns: 40 }
    );
  });

  it('adds up over all the ways from a value to the loss', async () => {
    const build: RuleCase['build'] = (graph, [x, w]) => {
      const h = graph.op('Tanh', [graph.op('MatMul', [x, w])]);
      const centred = graph.op('Sub', [h, graph.op('ReduceMean', [h, graph.constant('int64', [0])])]);
      return graph.op('Add', [graph.op('Mul', [centred, centred]), graph.op('Mul', [h, graph.op('Exp', [centred])])]);
    };
    const shapes = [
      [3, 2],
      [2, 4],
    ];
    expect(await worstDifference(shapes, build, apart(shapes, [-1, 1], 5))).toBeLessThan(2e-8);
  });

  it('leaves a factor to the products of matrices, and no node for it behind', async () => {
    const shapes = [[3, 2], [2, 4], [4]];
    const build: RuleCase['build'] = (graph, inputs) => {
      const y = graph.op('Gemm', inputs);
      return graph.op('ReduceMean', [graph.op('Mul', [y, y])], { keepdims: 0 });
    };
    const graph = new Graph('factor');
    const inputs = shapes.map((shape, i) => graph.input(`x${i}`, 'float32', shape));
    const loss = build(graph, inputs) as Value;
    gradientsOf(graph, loss, inputs);
    expect(graph.nodes.filter(({ operator }) => operator === 'Mul')).toHaveLength(1);
    const values = apart(shapes, [-1, 1], 6);
    const [single, double] = [await opened(shapes, build, 'float32'), await opened(shapes, build, 'float64')];
    const [found, wanted] = [await single.run(values), await double.run(values)];
    found.gradients.forEach((gradient, i) =>
      gradient.forEach((value, k) => expect(Math.abs(value - wanted.gradients[i][k])).toBeLessThan(1e-6))
    );
    await Promise.all([single.dispose(), double.dispose()]);
  });

  it('gives 0 for what the loss does not depend on, and 1 for the loss itself', async () => {
    const graph = new Graph('flat');
    const x = graph.input('x', 'float32', [2]);
    const loss = graph.op('ReduceSum', [graph.op('Floor', [x])], { keepdims: 0 });
    const other = graph.input('other', 'float32', [3]);
    gradientsOf(graph, loss, [x, other, loss]).forEach((value, i) => graph.output(`g${i}`, value));
    const session = await openSession(writeModel(graph));
    const zeros = (size: number) => tensor('float32', [size], new Float32Array(size));
    const found = await session.run({ x: zeros(2), other: zeros(3) });
    expect([0, 1, 2].map((i) => Array.from(found[`g${i}`].data as Float32Array))).toEqual([[0, 0], [0, 0, 0], [1]]);
    await session.dispose();
  });

  it('names the operator that has no rule, and only one that is on the way', () => {
    const graph = new Graph('missing');
    const x = graph.input('x', 'float32', [4, 1]);
    const scored = graph.op('SVMRegressor', [x]);
    const loss = graph.op('ReduceSum', [graph.op('Add', [scored, x])], { keepdims: 0 });
    expect(() => gradientsOf(graph, loss, [x])).toThrow(/no gradient rule for the operator SVMRegressor/);
    const weight = graph.input('w', 'float32', [1]);
    const beside = graph.op('ReduceSum', [graph.op('Mul', [scored, weight])], { keepdims: 0 });
    expect(() => gradientsOf(graph, beside, [weight])).not.toThrow();
  });

  it('refuses dimensions without a number', () => {
    const graph = new Graph('named');
    const x = graph.input('x', 'float32', ['n', 2]);
    const loss = graph.op('ReduceMean', [x], { keepdims: 0 });
    expect(() => gradientsOf(graph, loss, [x])).toThrow(/named dimension 'n'/);
  });
});
