import { NightjarError } from '../../errors.ts';
import type { Graph, Node, Value } from '../graph.ts';
import { neededNodes } from '../needed-nodes.ts';
import { expanded, scalar, sizesOf } from './broadcast.ts';
import { RULES } from './rules.ts';

const FLOATS: readonly string[] = ['float32', 'float64'];

/** Names of the values that depend on `wrt` through numbers that can be differentiated. */
function dependents(graph: Graph, wrt: readonly Value[]): Set<string> {
  const names = new Set(wrt.map(({ name }) => name));
  for (const node of graph.nodes) {
    if (node.inputs.some((input) => names.has(input))) {
      node.outputs.filter((name) => FLOATS.includes(graph.valueNamed(name).dtype)).forEach((name) => names.add(name));
    }
  }
  return names;
}

function ruleOf({ operator }: Node) {
  const rule = RULES[operator];
  if (!rule) {
    throw new NightjarError(
      'engine-failure',
      `There is no gradient rule for the operator ${operator}: add one to backend/onnx/gradients, or build the loss without it.`
    );
  }
  return rule;
}

/**
 * Reverse-mode differentiation, graph to graph: adds to `graph` the nodes that give the gradient of `loss` by each of `wrt`, each with the shape of
 * what it is the gradient by. A loss that is not one number is summed. What the loss does not depend on has gradient 0.
 * Values from outside a body are constants to it. Shapes on the way must be numbers.
 *
 * @throws NightjarError `engine-failure` naming the operator where one on the way has no rule.
 */
export function gradientsOf(graph: Graph, loss: Value, wrt: readonly Value[]): Value[] {
  const onTheWay = dependents(graph, wrt);
  const cotangents = new Map<string, Value>();
  if (onTheWay.has(loss.name)) {
    cotangents.set(loss.name, scalar(graph, loss, 1));
  }
  const forward = [...graph.nodes];
  for (const node of forward.reverse()) {
    const given = node.outputs.map((name) => cotangents.get(name) ?? null);
    if (given.every((cotangent) => cotangent === null) || !node.inputs.some((name) => onTheWay.has(name))) {
      continue;
    }
    const inputs = node.inputs.map((name) => (name === '' ? null : graph.valueNamed(name)));
    const found = ruleOf(node)({
      graph,
      inputs,
      outputs: node.outputs.map((name) => graph.valueNamed(name)),
      attributes: node.attributes,
      cotangents: given,
      wants: (i) => onTheWay.has(node.inputs[i]),
    });
    found.forEach((cotangent, i) => {
      const name = node.inputs[i];
      if (cotangent && onTheWay.has(name)) {
        const before = cotangents.get(name);
        cotangents.set(name, before ? graph.op('Add', [before, cotangent]) : cotangent);
      }
    });
  }
  const gradients = wrt.map((value) => {
    const cotangent = cotangents.get(value.name) ?? scalar(graph, value, 0);
    sizesOf(value.shape);
    return expanded(graph, cotangent, value.shape);
  });
  dropUnused(graph, forward.length, gradients);
  return gradients;
}

/** Takes out the nodes from `first` on that nothing needs: products with numbers that a Gemm took over. */
function dropUnused(graph: Graph, first: number, needed: readonly Value[]): void {
  const added = graph.nodes.splice(first);
  graph.nodes.push(
    ...neededNodes(
      added,
      needed.map(({ name }) => name)
    )
  );
}
