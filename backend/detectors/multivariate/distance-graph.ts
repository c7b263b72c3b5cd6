import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { DOUBLE, FLOAT } from '../scoring-graph.ts';
import type { Subspace } from './subspace.ts';

/** Rows [n, width] to squared lengths after the map, [n, 1]; `mean` [1, width], `map` [width, width], all float64. */
export function squaredDistance(graph: Graph, rows: Value, mean: Value, map: Value): Value {
  const mapped = graph.op('MatMul', [graph.op('Sub', [rows, mean]), map]);
  return graph.op('ReduceSum', [graph.op('Mul', [mapped, mapped]), graph.constant('int64', [1])], { keepdims: 1 });
}

/**
 * Squared distances of rows on ONNX Runtime, float32 numbers: one session serves every model of the width, the map is an input. Computed in float64 and
 * rounded once: float32 products round by how many rows are asked for at once, and a point's score must not depend on that.
 */
export async function runDistances({ width, mean, map }: Subspace, rows: Float32Array): Promise<Float64Array> {
  const count = rows.length / width;
  if (count === 0) {
    return new Float64Array(0);
  }
  const build = () => {
    const graph = new Graph('squared_distance');
    const inputs = [
      graph.input('rows', 'float32', ['n', width]),
      graph.input('mean', 'float64', [1, width]),
      graph.input('map', 'float64', [width, width]),
    ];
    const rows64 = graph.op('Cast', [inputs[0]], { to: DOUBLE });
    const distance = squaredDistance(graph, rows64, inputs[1], inputs[2]);
    graph.output('distance', graph.op('Cast', [distance], { to: FLOAT }));
    return writeModel(graph);
  };
  const { distance } = await sessions.with({ key: `squared distance ${width}`, build }, (session) =>
    session.run({
      rows: tensor('float32', [count, width], rows),
      mean: tensor('float64', [1, width], mean),
      map: tensor('float64', [width, width], map),
    })
  );
  return Float64Array.from(distance.data as Float32Array);
}
