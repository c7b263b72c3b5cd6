import type { Graph, Value } from '../../onnx/graph.ts';
import { double } from '../scoring-graph.ts';
import type { NetworkShape } from './kind.ts';

/** Levels a network sees as they are, in robust standard deviations; what is beyond is taken off the window. */
const LARGEST_LEVEL = 2;

/**
 * What is taken off the values of one series' window: its level, the median of all but the newest, beyond `LARGEST_LEVEL`. So a network does not meet
 * levels it hardly learnt: a series that has come to lie elsewhere is judged by its course.
 */
function offsetOf(level: number): number {
  return level - Math.max(-LARGEST_LEVEL, Math.min(LARGEST_LEVEL, level));
}

/** The median of all but the newest of a window's values. */
function levelOf(window: Float32Array | Float64Array): number {
  const sorted = window.slice(0, -1).sort();
  const n = sorted.length;
  return (sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2;
}

/** Rows without offsets, float32, and the offsets [rows, series] in scaled units. */
export function levelled(
  rows: Float32Array,
  { points }: NetworkShape
): { readonly rows: Float32Array; readonly offsets: Float64Array } {
  const result = new Float32Array(rows.length);
  const offsets = new Float64Array(rows.length / points);
  for (let k = 0; k < offsets.length; k++) {
    const window = rows.subarray(k * points, (k + 1) * points);
    const offset = offsetOf(levelOf(window));
    offsets[k] = offset;
    for (let i = 0; i < points; i++) {
      result[k * points + i] = window[i] - offset;
    }
  }
  return { rows: result, offsets };
}

/** One row in float64, with what turns a gradient by the row without offsets into one by the row itself. */
export function levelledPass(
  row: Float64Array,
  { points }: NetworkShape
): { readonly row: Float64Array; readonly levels: Float64Array; back(by: Float64Array): Float64Array } {
  const levels = Float64Array.from({ length: row.length / points }, (_, s) =>
    levelOf(row.subarray(s * points, (s + 1) * points))
  );
  return {
    row: row.map((value, i) => value - offsetOf(levels[Math.floor(i / points)])),
    levels,
    back(by) {
      const gradient = by.slice();
      levels.forEach((level, s) => {
        if (Math.abs(level) > LARGEST_LEVEL) {
          const all = by.subarray(s * points, (s + 1) * points).reduce((sum, one) => sum + one, 0);
          for (const i of middlesOf(row.subarray(s * points, (s + 1) * points))) {
            gradient[s * points + i] -= all / 2;
          }
        }
      });
      return gradient;
    },
  };
}

/** Where the two values lie whose mean is the level; twice the same for an odd number of values. */
function middlesOf(window: Float64Array): [number, number] {
  const order = Array.from({ length: window.length - 1 }, (_, i) => i).sort((a, b) => window[a] - window[b]);
  return [order[(order.length - 1) >> 1], order[order.length >> 1]];
}

/** Places on the straight path from 0 to a row (0..1) where its levelling, or what comes of cutting off at `limit` after it, has a kink. */
export function kinks(row: Float64Array, shape: NetworkShape, limit: number): number[] {
  const { levels } = levelledPass(row, shape);
  return Array.from(row, (value, i) => {
    const level = levels[Math.floor(i / shape.points)];
    const above = Math.abs(value - level);
    return [limit / Math.abs(value), (limit - LARGEST_LEVEL) / above, (limit + LARGEST_LEVEL) / above];
  })
    .flat()
    .concat(Array.from(levels, (level) => LARGEST_LEVEL / Math.abs(level)));
}

/** `levelled` as a graph: rows float64 [n, series x points], with and without offsets. */
export function levelledGraph(graph: Graph, rows: Value, { series, points }: NetworkShape): Value {
  const ints = (...values: number[]) => graph.constant('int64', values);
  const apart = graph.op('Reshape', [rows, ints(-1, series, points)]);
  const before = graph.op('Slice', [apart, ints(0), ints(points - 1), ints(2)]);
  const [sorted] = graph.ops('TopK', [before, ints(points - 1)], { axis: 2 }, 2);
  const at = (i: number) => graph.op('Slice', [sorted, ints(i), ints(i + 1), ints(2)]);
  const middles = graph.op('Add', [at((points - 2) >> 1), at((points - 1) >> 1)]);
  const level = graph.op('Div', [middles, double(graph, 2)]);
  const within = graph.op('Clip', [level, double(graph, -LARGEST_LEVEL), double(graph, LARGEST_LEVEL)]);
  const result = graph.op('Sub', [apart, graph.op('Sub', [level, within])]);
  return graph.op('Reshape', [result, ints(-1, series * points)]);
}
