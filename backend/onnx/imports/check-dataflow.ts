import { DECISIVE_INPUTS } from './allowed-operators.ts';
import type { ForeignGraph, ForeignNode } from './foreign-model.ts';
import { quoted, refused } from './limits.ts';

/**
 * Holds a graph to sizes and repetitions that depend on the shapes of its inputs alone (./allowed-operators.ts, DECISIVE_INPUTS), and every name to
 * one definition before its use. Throws `bad-request`.
 */
export function checkDataflow(graph: ForeignGraph): void {
  visitGraph(graph, new Map(), new Set());
}

/** Of a name: whether it follows from constants and shapes alone. */
type Known = ReadonlyMap<string, boolean>;

/** `fixedInputs`: whether the graph's own inputs count as such. Gives what is known of every name at its end. */
function visitGraph(graph: ForeignGraph, outer: Known, defined: Set<string>): Known {
  const known = new Map(outer);
  const define = (name: string, isFixed: boolean): void => {
    if (name === '') {
      return;
    }
    if (defined.has(name)) {
      throw refused(`The model defines ${quoted(name)} twice: export it anew and upload that.`);
    }
    defined.add(name);
    known.set(name, isFixed);
  };
  const constants = new Set(graph.initializers.map(({ name }) => name));
  for (const { name } of graph.inputs) {
    // Up to IR 3 constants were listed among the inputs too.
    if (!constants.has(name)) {
      define(name, false);
    }
  }
  constants.forEach((name) => define(name, true));
  for (const node of graph.nodes) {
    const isFixed = visitNode(node, known, defined);
    node.outputs.forEach((name) => define(name, isFixed));
  }
  for (const { name } of graph.outputs) {
    if (!known.has(name)) {
      throw refused(`Nothing in the model makes its output ${quoted(name)}: export it anew and upload that.`);
    }
  }
  return known;
}

/** Whether the node's outputs follow from constants and shapes alone. */
function visitNode(node: ForeignNode, known: Known, defined: Set<string>): boolean {
  const fixed = node.inputs.map((name) => {
    const isFixed = name === '' ? true : known.get(name);
    if (isFixed === undefined) {
      throw refused(
        `The operation ${quoted(node.operator)} uses ${quoted(name)} before anything makes it: sort the model's operations and upload that.`
      );
    }
    return isFixed;
  });
  const decisive = (DECISIVE_INPUTS[node.operator] ?? []).find((i) => fixed[i] === false);
  if (decisive !== undefined) {
    throw refused(
      `The operation ${quoted(node.operator)} takes its size or course from the data (its input ${quoted(node.inputs[decisive])}): make it a constant.`
    );
  }
  const bodies = node.attributes.flatMap(({ graphs }) => graphs);
  for (const body of bodies) {
    const inside = visitGraph(body, known, defined);
    // A Loop goes on while its body's first output says so.
    if (node.operator === 'Loop' && inside.get(body.outputs[0]?.name ?? '') !== true) {
      throw refused('A Loop of the model ends when the data say so: make its condition a constant.');
    }
  }
  if (node.operator === 'Shape' || node.operator === 'Size') {
    return true;
  }
  return bodies.length === 0 && fixed.every(Boolean);
}
