import fc from 'fast-check';
import { NightjarError } from '../../errors.ts';
import { Graph } from '../graph.ts';
import { ProtobufWriter } from '../protobuf.ts';
import { writeModel } from '../write-model.ts';
import { checkModel } from './check-model.ts';
import { exampleFile, int64s, simpleGraph } from './example-files.ts';
import { readForeignModel } from './read-model.ts';
import { ReadingBudget } from './wire-reader.ts';
import { runTrial } from './run-trial.ts';

/** A network with a Loop and a file of trees: every kind of field there is. */
function bases(): Uint8Array[] {
  const graph = new Graph('net');
  const x = graph.input('x', 'float32', ['n', 4]);
  const weights = graph.constant(
    'float32',
    Float32Array.from({ length: 16 }, (_, i) => i / 16),
    [4, 4]
  );
  const hidden = graph.op('Softmax', [graph.op('Gemm', [x, weights], { alpha: 0.5 })], { axis: 1 });
  graph.output('y', graph.op('ReduceSum', [hidden, graph.constant('int64', [1])], { keepdims: 0 }));
  const trees = simpleGraph({
    operator: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    ints: {
      nodes_treeids: [0, 0, 0],
      nodes_nodeids: [0, 1, 2],
      nodes_truenodeids: [1, 0, 0],
      nodes_falsenodeids: [2, 0, 0],
    },
    texts: { nodes_modes: ['BRANCH_LEQ', 'LEAF', 'LEAF'] },
  });
  const body = {
    nodes: [{ operator: 'Identity', inputs: ['yes'], outputs: ['on'] }],
    inputs: [
      { name: 'i', dataType: 7 },
      { name: 'before', dataType: 9 },
    ],
    outputs: [{ name: 'on', dataType: 9 }],
    constants: [{ name: 'yes', dims: [], dataType: 9, raw: Uint8Array.of(1) }],
  };
  const looping = simpleGraph(
    {},
    {
      nodes: [
        { operator: 'Loop', inputs: ['times'], outputs: [], graphs: { body } },
        { operator: 'Relu', inputs: ['x'], outputs: ['y'] },
      ],
      constants: [{ name: 'times', dims: [], dataType: 7, raw: int64s(2) }],
    }
  );
  return [
    writeModel(graph, { detector: 'autoencoder', settings: '{"stepMs":60000}' }),
    exampleFile(trees, {
      opsets: [
        ['', 21],
        ['ai.onnx.ml', 3],
      ],
    }),
    exampleFile(looping),
  ];
}

const BASES = bases();

type Change =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'double'; readonly at: number; readonly length: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), byte: fc.constantFrom(0, 0x7f, 0x80, 0xff) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 200 }) })
);

function changed(file: Uint8Array, changes: readonly Change[]): Uint8Array {
  return changes.reduce((bytes, one) => {
    const at = one.at % Math.max(1, bytes.length);
    const copy = Uint8Array.from(bytes);
    switch (one.kind) {
      case 'flip':
        copy[at] ^= 1 << one.bit;
        return copy;
      case 'set':
        copy[at] = one.byte;
        return copy;
      case 'cut':
        return copy.subarray(0, at);
      case 'insert':
        return Uint8Array.from([...bytes.subarray(0, at), ...one.bytes, ...bytes.subarray(at)]);
      case 'double':
        return Uint8Array.from([...bytes.subarray(0, at + one.length), ...bytes.subarray(at)]);
    }
  }, file);
}

/** Whether the file passes; anything but a refusal fails the test. Work is counted: no byte is read twice. */
function passes(file: Uint8Array): boolean {
  try {
    readForeignModel(file, new ReadingBudget(file.length + 1));
    checkModel(file);
    return true;
  } catch (error) {
    if (!(error instanceof NightjarError) || error.code !== 'bad-request') {
      throw error;
    }
    expect(error.message).not.toMatch(/more fields/);
    expect(error.message.length).toBeLessThan(600);
    return false;
  }
}

const passed: Uint8Array[] = [];

describe('the reader of foreign files', () => {
  it('takes the files that are changed here', () => {
    expect(BASES.map(passes)).toEqual([true, true, true]);
  });

  it('refuses random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        passes(bytes);
      }),
      { numRuns: 2_000 }
    );
  });

  it('refuses or takes changed files, whatever is changed, within bounded memory', () => {
    const before = process.memoryUsage().rss;
    fc.assert(
      fc.property(fc.constantFrom(...BASES), fc.array(change, { minLength: 1, maxLength: 4 }), (base, changes) => {
        const file = changed(base, changes);
        if (passes(file) && passed.length < 200) {
          passed.push(file);
        }
      }),
      { numRuns: 5_000 }
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
    expect(passed.length).toBeGreaterThan(10);
  });

  it('allocates nothing by lengths and dimensions that are claimed', () => {
    const claims = [2 ** 31 - 1, 2 ** 32, 2 ** 40, 2 ** 53, -1];
    const before = process.memoryUsage();
    for (const claim of claims) {
      const lying = new ProtobufWriter();
      lying.int(7, claim);
      const length = lying.finish().subarray(1);
      for (const field of [7, 8, 14, 20, 25]) {
        expect(passes(Uint8Array.from([(field << 3) | 2, ...length]))).toBe(false);
      }
      expect(
        passes(exampleFile(simpleGraph({}, { constants: [{ name: 'w', dims: [claim, claim], raw: int64s(1) }] })))
      ).toBe(false);
    }
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(16 * 2 ** 20);
  });

  it.each([50, 1_000, 100_000])('refuses messages nested %d deep', (depth) => {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let i = 0; i < depth; i++) {
      // Graph, attribute and node in turn, from the inside; each holds all that was written before.
      const head = Uint8Array.of(([6, 5, 1][i % 3] << 3) | 2, ...lengthOf(length));
      parts.push(head);
      length += head.length;
    }
    const whole = Buffer.concat(parts.reverse());
    const file = Buffer.concat([Uint8Array.of((7 << 3) | 2), lengthOf(whole.length), whole]);
    expect(passes(new Uint8Array(file))).toBe(false);
  });

  it.each([
    ['a number of eleven bytes', Uint8Array.of(8, ...Array<number>(10).fill(0x80), 1)],
    ['a number beyond 64 bits', Uint8Array.of(8, ...Array<number>(9).fill(0x80), 2)],
    ['a number without its end', Uint8Array.of(8, 0x80)],
    ['field number 0', Uint8Array.of(0, 0)],
    ['a group', Uint8Array.of((1 << 3) | 3)],
    ['a field of the wrong kind', Uint8Array.of((7 << 3) | 0, 1)],
    ['a text that is not UTF-8', Uint8Array.of((2 << 3) | 2, 1, 0xff)],
  ])('refuses %s', (_, bytes) => {
    expect(passes(bytes)).toBe(false);
  });

  it('hands ONNX Runtime changed files that passed in a process of their own, which may do as it likes', async () => {
    for (const file of passed.slice(0, 5)) {
      const plan = { inputs: [{ name: 'x', type: 'float32' as const, row: [4] }], output: 'y', batch: 8 };
      const ended = await runTrial(file, plan).then(
        ({ dims }) => dims.length,
        (error: unknown) => (error instanceof NightjarError ? error.code : 'crash')
      );
      expect(ended === 'bad-request' || typeof ended === 'number').toBe(true);
    }
  });
});

function lengthOf(length: number): Uint8Array {
  const writer = new ProtobufWriter();
  writer.int(1, length);
  return writer.finish().subarray(1);
}
