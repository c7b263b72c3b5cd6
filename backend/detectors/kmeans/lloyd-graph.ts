import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { FLOAT } from '../scoring-graph.ts';

/** To the end of an axis, for Slice. */
const END = 2 ** 31;

/**
 * Lloyd's algorithm (Lloyd 1982) as one graph, in which nothing is fixed, so that one session serves all. Inputs: `trips` (int64), the most rounds; `rows` float32
 * [n, width + 1], each row followed by a 1; `centres` [k, width + 1] alike; `doubling` [1, width + 1], -2 everywhere but 0 in the last place; `last` [1, width + 1], 0
 * everywhere but 1 in the last place; `tolerance`, float32: the rounds end once the squares of the centres' moves add up to no more. Outputs: `centres_after`,
 * `rounds` (int64), `shift` (that sum in the last round) and `labels`, int64 [n], the nearest of the centres after.
 *
 * The column of ones carries |c|^2 in the product that gives distances (less |x|^2, which orders nothing) and the counts in the one that gives sums. Everything
 * lies [k, n], so that comparisons run along the rows of memory. A row equally near to two centres counts in both; a centre that no row is
 * nearest to stays.
 */
export function lloydModel(): Uint8Array {
  const graph = new Graph('lloyd');
  const trips = graph.input('trips', 'int64', []);
  const rows = graph.input('rows', 'float32', ['n', 'wide']);
  const centres = graph.input('centres', 'float32', ['k', 'wide']);
  const doubling = graph.input('doubling', 'float32', [1, 'wide']);
  const last = graph.input('last', 'float32', [1, 'wide']);
  const tolerance = graph.input('tolerance', 'float32', []);
  const columns = graph.op('Transpose', [rows], { perm: [1, 0] });
  const axis = (at: number) => graph.constant('int64', [at]);

  /** Squared distances less the rows' own squared norms: [k, n]. */
  const ranked = (of: Graph, from: Value): Value => {
    const doubled = of.op('Mul', [from, doubling]);
    const squares = of.op('ReduceSum', [of.op('Mul', [doubled, doubled]), axis(1)], { keepdims: 1 });
    const norms = of.op('Mul', [of.op('Mul', [squares, last]), of.constant('float32', 0.25)]);
    return of.op('MatMul', [of.op('Add', [doubled, norms]), columns]);
  };

  const body = graph.subgraph('round');
  const number = body.input('number', 'int64', []);
  body.input('going', 'bool', []);
  const before = body.input('centres', 'float32', centres.shape);
  body.input('rounds', 'int64', []);
  body.input('shift', 'float32', []);
  const distances = ranked(body, before);
  const least = body.op('ReduceMin', [distances, axis(0)], { keepdims: 1 });
  const members = body.op('Cast', [body.op('LessOrEqual', [distances, least])], { to: FLOAT });
  const sums = body.op('MatMul', [members, rows]);
  const counts = body.op('Slice', [sums, axis(-1), axis(END), axis(1)]);
  const one = body.constant('float32', 1);
  const means = body.op('Div', [sums, body.op('Max', [counts, one])]);
  const after = body.op('Where', [body.op('GreaterOrEqual', [counts, one]), means, before]);
  const move = body.op('Sub', [after, before]);
  const shift = body.op('ReduceSum', [body.op('Mul', [move, move])], { keepdims: 0 });
  body.output('going', body.op('Greater', [shift, tolerance]));
  body.output('centres', after);
  body.output('rounds', body.op('Add', [number, body.constant('int64', 1)]));
  body.output('shift', shift);

  const start = [centres, graph.constant('int64', 0), graph.constant('float32', 0)];
  const types = start.map(({ dtype, shape }) => ({ dtype, shape }));
  const found = graph.ops('Loop', [trips, graph.constant('bool', 1), ...start], { body }, 3, types);
  ['centres_after', 'rounds', 'shift'].forEach((name, i) => graph.output(name, found[i]));
  graph.output('labels', graph.op('ArgMin', [ranked(graph, found[0])], { axis: 0, keepdims: 0 }));
  return writeModel(graph);
}
