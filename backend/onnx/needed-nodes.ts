import type { Node, Subgraph } from './graph.ts';

/** The names a node reads, those its body takes from outside too. */
function readBy({ inputs, attributes }: Node): string[] {
  const body = attributes.body as Subgraph | undefined;
  return body ? [...inputs, ...namesRead(body)] : [...inputs];
}

/** The nodes, given in order, on which the named values depend. */
export function neededNodes(nodes: readonly Node[], names: Iterable<string>): Node[] {
  const needed = new Set(names);
  const found = nodes.toReversed().filter((node) => {
    const isNeeded = node.outputs.some((name) => needed.has(name));
    if (isNeeded) {
      readBy(node).forEach((name) => needed.add(name));
    }
    return isNeeded;
  });
  return found.reverse();
}

/** The nodes on which a graph's outputs depend. */
export function liveNodes({ nodes, outputs }: Subgraph): Node[] {
  return neededNodes(
    nodes,
    outputs.map(({ name }) => name)
  );
}

/** Every name that is read on the way to a graph's outputs: inputs, constants and values. */
export function namesRead(graph: Subgraph): Set<string> {
  return new Set([...graph.outputs.map(({ name }) => name), ...liveNodes(graph).flatMap(readBy)]);
}
