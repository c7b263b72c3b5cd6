import { median } from '../../features/order-statistics.ts';
import type { Graph, Value } from '../../onnx/graph.ts';
import { double } from '../scoring-graph.ts';

/** Errors of several series are joined by the mean of this power of theirs: a fault of one of many still shows. */
const POWER = 4;
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

/** One number for several series. */
export function joined(errors: Float64Array): number {
  if (errors.length === 1) {
    return errors[0];
  }
  const largest = Math.max(...errors);
  if (largest === 0) {
    return 0;
  }
  const mean = errors.reduce((sum, error) => sum + (error / largest) ** POWER, 0) / errors.length;
  return largest * mean ** (1 / POWER);
}

/** Adds `by` times the gradient of `joined(errorsBySeries(...))` to those by row and by output. */
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
  const whole = joined(errors);
  const weights = weightsOf(judged);
  for (let s = 0; s < series; s++) {
    if (errors[s] === 0) {
      continue;
    }
    const share = by * (series === 1 ? 1 : (errors[s] / whole) ** (POWER - 1) / series);
    for (let k = 0; k < judged; k++) {
      const at = (s + 1) * points - judged + k;
      const unit = scale[s * judged + k];
      const slope = (share * weights[k] * (row[at] - output[first + at])) / (unit * unit * errors[s]);
      into.byRow[at] += slope;
      into.byOutput[first + at] -= slope;
    }
  }
}

/** `joined(errorsBySeries(...))` as a graph: rows and reconstructions float64 [n, series x points] to [n, 1]. */
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
  if (series === 1) {
    return graph.op('Sqrt', [squares]);
  }
  // Through the largest, as in TypeScript: fourth powers of the wildest errors would leave no digits.
  const roots = graph.op('Sqrt', [squares]);
  const largest = graph.op('Max', [graph.op('ReduceMax', [roots, ints(1)], { keepdims: 1 }), double(graph, 1e-300)]);
  const powers = graph.op('Pow', [graph.op('Div', [roots, largest]), double(graph, POWER)]);
  const mean = graph.op('ReduceMean', [powers, ints(1)], { keepdims: 1 });
  return graph.op('Mul', [largest, graph.op('Pow', [mean, double(graph, 1 / POWER)])]);
}
