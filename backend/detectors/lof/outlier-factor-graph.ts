import type { Graph, Value } from '../../onnx/graph.ts';
import type { Densities } from '../distances/local-outlier-factor.ts';
import { LEAST_DISTANCE } from '../distances/local-outlier-factor.ts';
import { double } from '../scoring-graph.ts';

/** `outlierFactors` as a graph: from distances float64 and numbers int64 of the k nearest references, both [n, k], to factors [n, 1]. */
export function outlierFactorGraph(graph: Graph, distances: Value, indices: Value, known: Densities): Value {
  const axis = graph.constant('int64', [1]);
  const of = (values: Float64Array) => graph.op('Gather', [double(graph, values), indices], { axis: 0 });
  const mean = (values: Value) => graph.op('ReduceMean', [values, axis], { keepdims: 1 });
  const reach = mean(graph.op('Max', [distances, of(known.reach)]));
  return graph.op('Mul', [mean(of(known.density)), graph.op('Add', [reach, double(graph, LEAST_DISTANCE)])]);
}
