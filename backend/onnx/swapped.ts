import type { Graph, Value } from './graph.ts';

function lastTwoExchanged(rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
}

/** What `value` is the transpose of (its last two axes exchanged); null where no such node of this graph made it. */
export function transposeOf(graph: Graph, value: Value): Value | null {
  const node = graph.nodes.findLast(({ outputs }) => outputs[0] === value.name);
  if (node?.operator !== 'Transpose') {
    return null;
  }
  const order = lastTwoExchanged(value.shape.length);
  const perm = (node.attributes.perm ?? order.map((_, i) => order.length - 1 - i)) as ArrayLike<number>;
  return order.every((axis, i) => axis === perm[i]) ? graph.valueNamed(node.inputs[0]) : null;
}

/** The value with its last two axes exchanged: of one that was exchanged before what it was made from, so that no node is needed. */
export function swapped(graph: Graph, value: Value): Value {
  const perm = lastTwoExchanged(value.shape.length);
  return transposeOf(graph, value) ?? graph.op('Transpose', [value], { perm });
}
