import { Graph } from './graph.ts';
import { liveNodes, namesRead } from './needed-nodes.ts';
import { openSession } from './session.ts';
import { tensor } from './tensor.ts';
import { writeModel } from './write-model.ts';

function halves(hasMore: boolean): Graph {
  const graph = new Graph('test');
  const x = graph.input('x', 'float32', [2]);
  const half = graph.op('Mul', [x, graph.constant('float32', 0.5)]);
  if (hasMore) {
    graph.op('Add', [graph.op('Exp', [half]), graph.constant('float32', new Float32Array(1000).fill(3), [500, 2])]);
  }
  graph.output('half', half);
  return graph;
}

describe('what no output depends on', () => {
  it('is not in the file, nor are its constants', () => {
    const [less, more] = [halves(false), halves(true)];
    expect(liveNodes(more).map(({ operator }) => operator)).toEqual(['Mul', 'Identity']);
    expect(writeModel(more).length).toBeLessThan(writeModel(less).length + 10);
    expect([...namesRead(more)]).not.toContain(more.nodes[1].outputs[0]);
  });

  it('does not count what a body takes from outside', async () => {
    const graph = new Graph('test');
    const x = graph.input('x', 'float32', [3]);
    const outside = graph.op('Mul', [x, graph.constant('float32', 2)]);
    const body = graph.subgraph('body');
    const sum = body.input('sum', 'float32', []);
    const one = body.input('one', 'float32', []);
    body.op('Exp', [one]);
    const total = graph.op('ReduceSum', [outside], { keepdims: 0 });
    body.output('sum', body.op('Add', [sum, body.op('Mul', [one, total])]));
    const type = { dtype: 'float32', shape: [] } as const;
    const [result] = graph.ops('Scan', [graph.constant('float32', 1), x], { body, num_scan_inputs: 1 }, 1, [type]);
    graph.output('y', result);
    expect(liveNodes(body).map(({ operator }) => operator)).toEqual(['Mul', 'Add']);
    const session = await openSession(writeModel(graph));
    const { y } = await session.run({ x: tensor('float32', [3], Float32Array.of(1, 2, 3)) });
    expect(y.data[0]).toBe(1 + 6 * 12);
    await session.dispose();
  });
});
