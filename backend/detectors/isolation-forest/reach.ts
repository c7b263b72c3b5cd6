import type { Graph, Value } from '../../onnx/graph.ts';
import { double } from '../scoring-graph.ts';

/** Where each feature's usual values end. Plain data. */
export type Reach = {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Breadth of the usual values, above 0: the unit in which distances beyond the ends count. */
  readonly range: Float64Array;
};

/** At most this share of training values is left out at either end, and how much of the range between is added there. */
const LEFT_OUT = 0.005;
const ADDED = 0.25;

/**
 * Trees cannot tell values beyond their training points apart: all fall into the outermost leaf. Where that begins is read off the training rows, a few
 * outliers left aside. `least` is the least range a feature can have.
 */
export function fitReach(rows: Float32Array, count: number, features: number, least: number): Reach {
  const reach = {
    low: new Float64Array(features),
    high: new Float64Array(features),
    range: new Float64Array(features),
  };
  for (let f = 0; f < features; f++) {
    const sorted = Float64Array.from({ length: count }, (_, i) => rows[i * features + f]).sort();
    const from = sorted[Math.floor(LEFT_OUT * (count - 1))];
    const to = sorted[Math.ceil((1 - LEFT_OUT) * (count - 1))];
    const range = Math.max(least, to - from);
    reach.low[f] = from - ADDED * range;
    reach.high[f] = to + ADDED * range;
    reach.range[f] = range;
  }
  return reach;
}

/** How far beyond its usual values each feature of a row lies: ln(1 + distance in ranges), 0 within. */
export function beyond({ low, high, range }: Reach, row: ArrayLike<number>): Float64Array {
  return range.map((one, f) => Math.log(1 + Math.max(0, low[f] - row[f], row[f] - high[f]) / one));
}

/**
 * What each row's mean path is divided by: 1 within the usual values of all features, and more by `margin` times the sum over the features of how far
 * beyond they lie. Within, the forest is the paper's; beyond, farther is sooner set apart, without end.
 */
export function shortening(reach: Reach, margin: number, rows: Float32Array, count: number): Float64Array {
  const { low, high, range } = reach;
  const features = range.length;
  const factors = new Float64Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let f = 0; f < features; f++) {
      const value = rows[at++];
      if (value < low[f] || value > high[f]) {
        sum += Math.log(1 + Math.max(low[f] - value, value - high[f]) / range[f]);
      }
    }
    factors[i] = 1 + margin * sum;
  }
  return factors;
}

/** The same as a graph: float64 [n, 1] from rows [n, features], float32. */
export function shorteningGraph(graph: Graph, { low, high, range }: Reach, margin: number, rows: Value): Value {
  const shape = [1, range.length];
  const outside = graph.op('Max', [
    graph.op('Sub', [double(graph, low, shape), rows]),
    graph.op('Sub', [rows, double(graph, high, shape)]),
    double(graph, 0),
  ]);
  const far = graph.op('Log', [
    graph.op('Add', [graph.op('Div', [outside, double(graph, range, shape)]), double(graph, 1)]),
  ]);
  const sum = graph.op('ReduceSum', [far, graph.constant('int64', [1])], { keepdims: 1 });
  return graph.op('Add', [graph.op('Mul', [sum, double(graph, margin)]), double(graph, 1)]);
}
