import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { FLOAT } from '../scoring-graph.ts';

/** ONNX's number of the element type, for Cast. */
const INT32 = 6;
/** To the end of an axis, for Slice. */
const END = 2 ** 31;
/** Weight of a centre's own place beside its rows: too small for float32 to see, unless there are no rows. A power of two, so that it goes away exactly. */
const OWN_WEIGHT = 2 ** -64;

/**
 * Lloyd's algorithm (Lloyd 1982) as one graph, in which nothing is fixed, so that one session serves all. Inputs: `trips` (int64), the most rounds; `rows` float32
 * [n, width + 1], each row followed by a 1; `centres` [k, width + 1] alike; `tolerance`, float32: the rounds end once the centres' moves together (root of the sum of
 * squares) are no longer. Outputs: `centres_after`, `moves` [rounds], how far they moved in each round, and `labels`, int32 [n], the nearest of the centres after.
 *
 * The column of ones gives the counts in the product that gives sums, and does no harm in the one that gives distances (less |x|^2, which orders nothing), as long as rows
 * are of the order of 1. Everything lies [k, n], so that comparisons run along the rows of memory; and as few nodes as can be, since with
 * hundreds of rows they are what takes the time. A row equally near to two centres counts in both; a centre that no row is nearest to stays.
 */
export function lloydModel(): Uint8Array {
  const graph = new Graph('lloyd');
  const trips = graph.input('trips', 'int64', []);
  const rows = graph.input('rows', 'float32', ['n', 'wide']);
  const centres = graph.input('centres', 'float32', ['k', 'wide']);
  const tolerance = graph.input('tolerance', 'float32', []);
  const columns = graph.op('Transpose', [rows], { perm: [1, 0] });
  const axis = (at: number) => graph.constant('int64', [at]);

  /** Squared distances less the rows' own squared norms, and a constant: [k, n]. */
  const ranked = (of: Graph, from: Value): Value => {
    const squares = of.op('ReduceSum', [of.op('Mul', [from, from]), axis(1)], { keepdims: 1 });
    return of.op('Gemm', [from, columns, squares], { alpha: -2 });
  };

  const body = graph.subgraph('round');
  body.input('number', 'int64', []);
  body.input('going', 'bool', []);
  const before = body.input('centres', 'float32', centres.shape);
  const distances = ranked(body, before);
  const least = body.op('ReduceMin', [distances, axis(0)], { keepdims: 1 });
  const members = body.op('Cast', [body.op('LessOrEqual', [distances, least])], { to: FLOAT });
  const sums = body.op('Gemm', [members, rows, before], { beta: OWN_WEIGHT });
  const after = body.op('Div', [sums, body.op('Slice', [sums, axis(-1), axis(END), axis(1)])]);
  const move = body.op('ReduceL2', [body.op('Sub', [after, before])], { keepdims: 0 });
  body.output('going', body.op('Greater', [move, tolerance]));
  body.output('centres', after);
  body.output('move', move);

  const types = [
    { dtype: 'float32' as const, shape: centres.shape },
    { dtype: 'float32' as const, shape: ['rounds'] },
  ];
  const found = graph.ops('Loop', [trips, graph.constant('bool', 1), centres], { body }, 2, types);
  ['centres_after', 'moves'].forEach((name, i) => graph.output(name, found[i]));
  const labels = graph.op('ArgMin', [ranked(graph, found[0])], { axis: 0, keepdims: 0 });
  graph.output('labels', graph.op('Cast', [labels], { to: INT32 }));
  return writeModel(graph);
}
