import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { tensor } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { DOUBLE, FLOAT } from '../scoring-graph.ts';
import type { Clusters } from './clusters.ts';

/** Numbers of one run's differences at most, float64. */
const MOST_DIFFERENCES = 1e6;

/**
 * Distances of rows [n, width] from the nearest of centres [k, width], each in spreads of its own: the root of the mean squared difference over the columns. `weights`
 * [1, k]: 1 / (width spread^2). All float64; gives [n, 1]. Difference by difference: what matrix products save by |x|^2 - 2xc + |c|^2 they lose in digits,
 * and they round by how many rows there are.
 */
export function nearestDistance(graph: Graph, rows: Value, centres: Value, weights: Value): Value {
  const axis = (at: number) => graph.constant('int64', [at]);
  const difference = graph.op('Sub', [
    graph.op('Unsqueeze', [rows, axis(1)]),
    graph.op('Unsqueeze', [centres, axis(0)]),
  ]);
  const squares = graph.op('ReduceSum', [graph.op('Mul', [difference, difference]), axis(2)], { keepdims: 0 });
  const nearest = graph.op('ReduceMin', [graph.op('Mul', [squares, weights]), axis(1)], { keepdims: 1 });
  return graph.op('Sqrt', [nearest]);
}

/** Centres and weights as `nearestDistance` takes them. */
export function distanceInputs({ width, centres, spreads }: Clusters): {
  centres: Float64Array;
  weights: Float64Array;
} {
  return { centres: Float64Array.from(centres), weights: spreads.map((spread) => 1 / (width * spread * spread)) };
}

function model(): Uint8Array {
  const graph = new Graph('nearest_centre');
  const rows = graph.input('rows', 'float32', ['n', 'width']);
  const centres = graph.input('centres', 'float64', ['k', 'width']);
  const weights = graph.input('weights', 'float64', [1, 'k']);
  const distance = nearestDistance(graph, graph.op('Cast', [rows], { to: DOUBLE }), centres, weights);
  graph.output('distance', graph.op('Cast', [distance], { to: FLOAT }));
  return writeModel(graph);
}

const MODEL = { key: 'kmeans-distance', build: model };

/** Distances of rows on ONNX Runtime, float32 numbers: one session serves every model, centres and weights are inputs. Throws `engine-failure`. */
export async function runDistances(clusters: Clusters, rows: Float32Array): Promise<Float64Array> {
  const { width, spreads } = clusters;
  const k = spreads.length;
  const count = rows.length / width;
  const distances = new Float64Array(count);
  if (count === 0) {
    return distances;
  }
  const { centres, weights } = distanceInputs(clusters);
  const given = { centres: tensor('float64', [k, width], centres), weights: tensor('float64', [1, k], weights) };
  const block = Math.max(1, Math.floor(MOST_DIFFERENCES / (k * width)));
  await sessions.with(MODEL, async (session) => {
    for (let from = 0; from < count; from += block) {
      const size = Math.min(block, count - from);
      const part = tensor('float32', [size, width], rows.subarray(from * width, (from + size) * width));
      const { distance } = await session.run({ ...given, rows: part });
      distances.set(distance.data as Float32Array, from);
    }
  });
  return distances;
}
