import { Graph } from './graph.ts';
import { swapped, transposeOf } from './swapped.ts';

describe('a value with its last two axes exchanged', () => {
  it('exchanged again is what it was, without a node', () => {
    const graph = new Graph('test');
    for (const shape of [
      [2, 3],
      [4, 2, 3],
      [5, 4, 2, 3],
    ]) {
      const x = graph.input(`x${shape.length}`, 'float32', shape);
      const other = swapped(graph, x);
      expect(other.shape).toEqual([...shape.slice(0, -2), 3, 2]);
      const { length } = graph.nodes;
      expect(swapped(graph, other)).toBe(x);
      expect(graph.nodes).toHaveLength(length);
    }
  });

  it('is known from other orders of the axes', () => {
    const graph = new Graph('test');
    const x = graph.input('x', 'float32', [2, 2, 2]);
    const plane = graph.input('plane', 'float32', [2, 2]);
    expect(transposeOf(graph, graph.op('Transpose', [x], { perm: [0, 2, 1] }))).toBe(x);
    expect(transposeOf(graph, graph.op('Transpose', [plane]))).toBe(plane);
    for (const other of [
      graph.op('Transpose', [x]),
      graph.op('Transpose', [x], { perm: [1, 0, 2] }),
      graph.op('Relu', [x]),
      x,
    ]) {
      expect(transposeOf(graph, other)).toBeNull();
    }
  });
});
