import type { Graph, Value } from '../onnx/graph.ts';
import { double } from './scoring-graph.ts';

/**
 * asinh of scaled features: all but the feature itself near the usual, its logarithm far out. One glitch in the training data then does not widen what a
 * model takes for usual until nothing stands out, and farther values still lie farther.
 */
export function softened(rows: Float32Array): Float32Array {
  return rows.map(Math.asinh);
}

/** The same as a graph, float64: sign(x) ln(|x| + sqrt(x^2 + 1)). */
export function softenedGraph(graph: Graph, rows: Value): Value {
  const size = graph.op('Abs', [rows]);
  const root = graph.op('Sqrt', [graph.op('Add', [graph.op('Mul', [size, size]), double(graph, 1)])]);
  return graph.op('Mul', [graph.op('Sign', [rows]), graph.op('Log', [graph.op('Add', [size, root])])]);
}
