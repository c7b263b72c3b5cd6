import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';

/**
 * Squared distances, less the query's own squared norm, which orders nothing: |b|^2 - 2ab, one Gemm. `queries` [n, columns + 1] end in a column of 1;
 * `references` [columns + 1, m] hold -2b and, in the last row, |b|^2. With one more column, of |a|^2 and of 1, it is the whole. Gives [n, m] of the inputs' type. Float32 loses digits where distances are
 * small beside the norms: good for candidates, not for answers.
 */
export function rankedDistances(graph: Graph, queries: Value, references: Value): Value {
  return graph.op('Gemm', [queries, references]);
}

/**
 * The engine's graph from points to the closest member of groups of references, and of chunks of groups; no shape is fixed, so that one session serves
 * every search of a thread. Inputs: `queries` and `references` as in `rankedDistances`, float32; `grouping` and `chunking`, int64 [3], 0, how many
 * belong together, and -1: of G groups the references g, G + g, 2G + g, ... are group g, of C chunks the groups c, C + c, ... are chunk c. Outputs,
 * float32: `groups` [n, G] and `chunks` [n, C], the closest member's squared distance. Where every group is a single reference there is no `grouping`.
 *
 * The k closest references lie in the k groups, and in the k chunks, that are closest by their closest member. Such minima are found several times
 * faster than the k least of all by TopK, and few numbers are left to look at.
 */
export function candidateModel(isSingle: boolean): Uint8Array {
  const graph = new Graph('candidates');
  const queries = graph.input('queries', 'float32', ['n', 'columns']);
  const references = graph.input('references', 'float32', ['columns', 'm']);
  const chunking = graph.input('chunking', 'int64', [3]);
  const leastOf = (values: Value, shape: Value): Value => {
    const parted = graph.op('Reshape', [values, shape], {}, { dtype: 'float32', shape: ['n', 'together', 'parts'] });
    return graph.op('ReduceMin', [parted, graph.constant('int64', [1])], { keepdims: 0 });
  };
  const distances = rankedDistances(graph, queries, references);
  const groups = isSingle ? distances : leastOf(distances, graph.input('grouping', 'int64', [3]));
  graph.output('groups', groups);
  graph.output('chunks', leastOf(groups, chunking));
  return writeModel(graph);
}
