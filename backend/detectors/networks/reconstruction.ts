import { median } from '../../features/order-statistics.ts';
import type { Graph, Value } from '../../onnx/graph.ts';
import { double } from '../scoring-graph.ts';

/** From about here on, in usual errors, the error of one series among several counts by its logarithm, so that one wild series does not hide all others. */
const BEND = 2;
/** Normal errors have a median size of 0.6745 standard deviations. */
const NORMAL = 1.4826;
/** The least error scale, in scaled units: better reconstruction than this is luck. */
const LEAST_SCALE = 0.1;

/** Each error counts half as much as the next newer one, so that a spike scores most where it is. */
function weightsOf(judged: number): Float64Array {
  const weights = Float64Array.from({ length: judged }, (_, k) => 2 ** (k - judged + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** How rows are laid out: `points` values of each series, oldest first. The newest `judged` of them count. */
export type RowLayout = { readonly series: number; readonly points: number; readonly judged: number };

/** Usual sizes of reconstruction errors (robust standard deviations), `judged` of each series, oldest first. */
export function fitErrorScale(
  { series, points, judged }: RowLayout,
  rows: Float32Array,
  outputs: Float32Array,
  first: number,
  picked: Int32Array
): Float64Array {
  const width = series * points;
  const outWidth = outputs.length / (rows.length / width);
  const sizes = new Float64Array(picked.length);
  return Float64Array.from({ length: series * judged }, (_, k) => {
    const at = Math.floor(k / judged) * points + points - judged + (k % judged);
    picked.forEach((row, i) => (sizes[i] = Math.abs(rows[row * width + at] - outputs[row * outWidth + first + at])));
    return Math.max(LEAST_SCALE, NORMAL * median(sizes));
  });
}

/** Root of the weighted mean square of the judged scaled errors of each series. `output` holds the reconstruction from `first` on. */
export function errorsBySeries(
  { series, points, judged }: RowLayout,
  scale: Float64Array,
  row: ArrayLike<number>,
  output: ArrayLike<number>,
  first: number
): Float64Array {
  const errors = new Float64Array(series);
  const weights = weightsOf(judged);
  for (let s = 0; s < series; s++) {
    let sum = 0;
    for (let k = 0; k < judged; k++) {
      const at = (s + 1) * points - judged + k;
      const error = (row[at] - output[first + at]) / scale[s * judged + k];
      sum += weights[k] * error * error;
    }
    errors[s] = Math.sqrt(sum);
  }
  return errors;
}

/** What each of several series' errors counts. */
export function bent(errors: Float64Array): Float64Array {
  return errors.length === 1 ? errors : errors.map((error) => BEND * Math.log1p(error / BEND));
}

/** One number for all series: their error, or the root mean square of several bent ones. */
export function joined(counted: Float64Array): number {
  return counted.length === 1
    ? counted[0]
    : Math.sqrt(counted.reduce((sum, one) => sum + one * one, 0) / counted.length);
}

/** Adds `by` times the gradient of `joined(bent(errorsBySeries(...)))` to those by row and by output. */
export function addErrorGradient(
  { series, points, judged }: RowLayout,
  scale: Float64Array,
  row: ArrayLike<number>,
  output: ArrayLike<number>,
  first: number,
  by: number,
  into: { byRow: Float64Array; byOutput: Float64Array }
): void {
  const errors = errorsBySeries({ series, points, judged }, scale, row, output, first);
  const counted = bent(errors);
  const whole = joined(counted);
  const weights = weightsOf(judged);
  for (let s = 0; s < series; s++) {
    if (errors[s] === 0) {
      continue;
    }
    const share = by * (series === 1 ? 1 : counted[s] / (whole * series * (1 + errors[s] / BEND)));
    for (let k = 0; k < judged; k++) {
      const at = (s + 1) * points - judged + k;
      const unit = scale[s * judged + k];
      const slope = (share * weights[k] * (row[at] - output[first + at])) / (unit * unit * errors[s]);
      into.byRow[at] += slope;
      into.byOutput[first + at] -= slope;
    }
  }
}

/** `joined(bent(errorsBySeries(...)))` as a graph: rows and reconstructions float64 [n, series x points] to [n, 1]. */
export function errorGraph(
  graph: Graph,
  { series, points, judged }: RowLayout,
  scale: Float64Array,
  rows: Value,
  reconstruction: Value
): Value {
  const ints = (...values: number[]) => graph.constant('int64', values);
  const errors = graph.op('Reshape', [graph.op('Sub', [rows, reconstruction]), ints(-1, series, points)]);
  const newest = graph.op('Slice', [errors, ints(points - judged), ints(points), ints(2)]);
  const scaled = graph.op('Div', [newest, double(graph, scale, [1, series, judged])]);
  const weights = double(graph, weightsOf(judged), [1, 1, judged]);
  const weighted = graph.op('Mul', [graph.op('Mul', [scaled, scaled]), weights]);
  const squares = graph.op('ReduceSum', [weighted, ints(2)], { keepdims: 0 });
  const roots = graph.op('Sqrt', [squares]);
  if (series === 1) {
    return roots;
  }
  const grown = graph.op('Log', [graph.op('Add', [graph.op('Div', [roots, double(graph, BEND)]), double(graph, 1)])]);
  const counted = graph.op('Mul', [grown, double(graph, BEND)]);
  const mean = graph.op('ReduceMean', [graph.op('Mul', [counted, counted]), ints(1)], { keepdims: 1 });
  return graph.op('Sqrt', [mean]);
}
