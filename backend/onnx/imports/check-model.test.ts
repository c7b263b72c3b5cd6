import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../errors.ts';
import { Graph } from '../graph.ts';
import { writeModel } from '../write-model.ts';
import { ALLOWED_OPERATORS, DECISIVE_INPUTS } from './allowed-operators.ts';
import { checkModel } from './check-model.ts';
import { exampleFile, int64s, simpleGraph } from './example-files.ts';
import type { ExampleFrame, ExampleGraph } from './example-files.ts';

const trees = (nodes: { ids: number[]; yes: number[]; no: number[]; leaves: boolean[] }): ExampleGraph =>
  simpleGraph({
    operator: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    ints: {
      nodes_treeids: nodes.ids.map(() => 0),
      nodes_nodeids: nodes.ids,
      nodes_truenodeids: nodes.yes,
      nodes_falsenodeids: nodes.no,
    },
    texts: { nodes_modes: nodes.leaves.map((isLeaf) => (isLeaf ? 'LEAF' : 'BRANCH_LEQ')) },
  });
const ML: ExampleFrame = {
  opsets: [
    ['', 21],
    ['ai.onnx.ml', 3],
  ],
};

/** A Loop whose body hands its condition on, `rest` being put in its place. */
const loop = (body: Partial<ExampleGraph> = {}): ExampleGraph =>
  simpleGraph(
    {
      operator: 'Loop',
      inputs: ['times', '', 'x'],
      graphs: {
        body: {
          nodes: [
            { operator: 'Identity', inputs: ['on'], outputs: ['goes_on'] },
            { operator: 'Relu', inputs: ['held'], outputs: ['next'] },
          ],
          inputs: [{ name: 'i', dataType: 7 }, { name: 'on', dataType: 9 }, { name: 'held' }],
          outputs: [{ name: 'goes_on', dataType: 9 }, { name: 'next' }],
          ...body,
        },
      },
    },
    { constants: [{ name: 'times', dims: [], dataType: 7, raw: int64s(3) }] }
  );

/** `depth` graphs within one another. */
const nested = (depth: number): ExampleGraph =>
  depth === 0
    ? simpleGraph()
    : simpleGraph({ operator: 'If', inputs: ['x'], graphs: { then_branch: nested(depth - 1) } });

function messageOf(file: Uint8Array): string {
  try {
    checkModel(file);
  } catch (error) {
    expect(error).toBeInstanceOf(NightjarError);
    expect((error as NightjarError).code).toBe('bad-request');
    return (error as NightjarError).message;
  }
  return 'accepted';
}

describe('the list of operators', () => {
  it('is the documented one', () => {
    const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'detectors', 'onnx-model.md'), 'utf8');
    const after = (heading: string) => page.slice(page.indexOf(heading)).split('\n\n')[1];
    const named = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(named(after('Operators of ONNX:'))).toEqual([...(ALLOWED_OPERATORS.get('') ?? [])]);
    expect(named(after('Operators of ai.onnx.ml:'))).toEqual([...(ALLOWED_OPERATORS.get('ai.onnx.ml') ?? [])]);
  });

  it('holds every operator that is looked at more closely', () => {
    expect(Object.keys(DECISIVE_INPUTS).filter((name) => !ALLOWED_OPERATORS.get('')?.has(name))).toEqual([]);
  });
});

describe('a file from outside', () => {
  it('is read as it was written', () => {
    const graph = new Graph('g');
    const x = graph.input('x', 'float64', ['n', 3]);
    const sum = graph.op('ReduceSum', [x, graph.constant('int64', [1])], { keepdims: 0 });
    graph.output('y', graph.op('Mul', [sum, graph.constant('float64', 2)]));
    const checked = checkModel(writeModel(graph, { detector: 'none', settings: '{"a":1}' }));
    expect(checked).toMatchObject({
      producer: 'nightjar',
      irVersion: 10,
      opsets: { '': 21 },
      inputs: [{ name: 'x', type: 'float64', shape: [null, 3] }],
      outputs: [{ name: 'y', type: 'float64', shape: [null] }],
      elements: 2,
      metadata: { detector: 'none', settings: '{"a":1}' },
    });
    expect(checked.operators).toMatchObject({ Mul: 1, ReduceSum: 1 });
  });

  it.each<[string, ExampleGraph, ExampleFrame]>([
    ['a plain graph', simpleGraph(), {}],
    ['ONNX named by its long name', simpleGraph({ domain: 'ai.onnx' }), { opsets: [['ai.onnx', 13]] }],
    ['trees', trees({ ids: [0, 1, 2], yes: [1, 0, 0], no: [2, 0, 0], leaves: [false, true, true] }), ML],
    [
      'a size taken from a shape',
      simpleGraph(
        {},
        {
          nodes: [
            { operator: 'Shape', inputs: ['x'], outputs: ['size'] },
            { operator: 'Expand', inputs: ['x', 'size'], outputs: ['y'] },
          ],
        }
      ),
      {},
    ],
  ])('is accepted: %s', (_, graph, frame) => {
    expect(messageOf(exampleFile(graph, frame))).toBe('accepted');
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['no bytes', new Uint8Array(), /holds no model/],
    ['another format', new TextEncoder().encode('<html>not found</html>'), /damaged or no ONNX file/],
    ['an operator of a custom domain', exampleFile(simpleGraph({ domain: 'com.microsoft' })), /'com.microsoft'/],
    [
      'an operator that is not allowed',
      exampleFile(simpleGraph({ operator: 'StringNormalizer' })),
      /'StringNormalizer'/,
    ],
    ['ZipMap', exampleFile(simpleGraph({ operator: 'ZipMap', domain: 'ai.onnx.ml' }), ML), /zipmap/],
    ['a result whose size depends on the data', exampleFile(simpleGraph({ operator: 'NonZero' })), /'NonZero'/],
    ['functions of its own', exampleFile(simpleGraph(), { functions: 1 }), /functions/],
    ['a newer IR', exampleFile(simpleGraph(), { ir: 99 }), /IR version 99/],
    ['a newer operator set', exampleFile(simpleGraph(), { opsets: [['', 99]] }), /version 99.*target opset/],
    ['no operator set', exampleFile(simpleGraph(), { opsets: [] }), /which version/],
    [
      'two of the same',
      exampleFile(simpleGraph(), {
        opsets: [
          ['', 21],
          ['ai.onnx', 20],
        ],
      }),
      /twice/,
    ],
    ['sparse constants', exampleFile(simpleGraph({}, { isSparse: true })), /sparse/],
    ['an attribute from a function', exampleFile(simpleGraph({ reference: 'alpha' })), /'referred'/],
    [
      'constants in another file',
      exampleFile(simpleGraph({}, { constants: [{ name: 'w', dims: [2], external: true }] })),
      /beside the model/,
    ],
    [
      'a constant that claims more than it holds',
      exampleFile(simpleGraph({}, { constants: [{ name: 'w', dims: [1_000_000, 1_000_000], raw: int64s(1) }] })),
      /claims shape \[1000000, 1000000\]/,
    ],
    [
      'a constant of a negative dimension',
      exampleFile(simpleGraph({}, { constants: [{ name: 'w', dims: [-1, -2], raw: int64s(1) }] })),
      /claims shape/,
    ],
    [
      'texts as constants',
      exampleFile(simpleGraph({}, { constants: [{ name: 'w', dims: [0], dataType: 8 }] })),
      /type \(8\)/,
    ],
    [
      'an output that is a map',
      exampleFile(simpleGraph({}, { outputs: [{ name: 'y', dataType: null }] })),
      /no tensor/,
    ],
    [
      'a huge declared dimension',
      exampleFile(simpleGraph({}, { inputs: [{ name: 'x', shape: ['n', 2 ** 40] }] })),
      /dimension of 1099511627776/,
    ],
    ['no inputs', exampleFile(simpleGraph({ inputs: [], operator: 'Constant' }, { inputs: [] })), /0 inputs/],
    ['an output nothing makes', exampleFile(simpleGraph({}, { outputs: [{ name: 'z' }] })), /Nothing in the model/],
    ['a name nothing makes', exampleFile(simpleGraph({ inputs: ['ghost'] })), /'ghost' before/],
    [
      'a name that is made twice',
      exampleFile(
        simpleGraph(
          {},
          {
            nodes: [
              { operator: 'Relu', inputs: ['x'], outputs: ['y'] },
              { operator: 'Abs', inputs: ['x'], outputs: ['y'] },
            ],
          }
        )
      ),
      /'y' twice/,
    ],
    ['a size taken from the data', exampleFile(simpleGraph({ operator: 'ConstantOfShape' })), /from the data/],
    [
      'a Loop as often as the data say',
      exampleFile(simpleGraph({ operator: 'Loop', inputs: ['x', '', 'x'] })),
      /from the data/,
    ],
    ['a Loop until the data say', exampleFile(loop()), /ends when the data say so/],
    ['a branch the data choose', exampleFile(nested(1)), /from the data/],
    ['graphs three deep within the graph', exampleFile(nested(3)), /nests graphs/],
    [
      'trees in a circle',
      exampleFile(trees({ ids: [0, 1], yes: [1, 0], no: [1, 0], leaves: [false, false] }), ML),
      /broken trees/,
    ],
    [
      'a tree whose node leads to the root',
      exampleFile(
        trees({ ids: [0, 1, 2, 3], yes: [1, 0, 3, 0], no: [2, 0, 0, 0], leaves: [false, true, false, true] }),
        ML
      ),
      /broken trees/,
    ],
    [
      'a tree without its leaves',
      exampleFile(trees({ ids: [0], yes: [1], no: [2], leaves: [false] }), ML),
      /node 1 of tree 0 is missing/,
    ],
  ])('is refused with a sentence: %s', (_, file, sentence) => {
    expect(messageOf(file)).toMatch(sentence);
  });
});
