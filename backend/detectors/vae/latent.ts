import { median } from '../../features/order-statistics.ts';
import type { Graph, Value } from '../../onnx/graph.ts';
import { double } from '../scoring-graph.ts';

/** Usual codes: centre and robust standard deviation of each of their numbers. */
export type UsualCodes = { readonly center: Float64Array; readonly scale: Float64Array };

/** A number of the code that the network does not use hardly moves; less than this is no distance. */
const LEAST_SCALE = 0.05;
const NORMAL = 1.4826;

/** Fits on the codes [picked, latent] that begin each row of `outputs`. */
export function fitUsualCodes(outputs: Float32Array, width: number, latent: number, picked: Int32Array): UsualCodes {
  const center = new Float64Array(latent);
  const scale = new Float64Array(latent);
  const column = new Float64Array(picked.length);
  for (let l = 0; l < latent; l++) {
    picked.forEach((row, i) => (column[i] = outputs[row * width + l]));
    center[l] = median(column);
    scale[l] = Math.max(LEAST_SCALE, NORMAL * median(column.map((value) => Math.abs(value - center[l]))));
  }
  return { center, scale };
}

/** Root mean square distance of a code from usual ones, in robust standard deviations (Mahalanobis' distance with independent numbers). */
export function codeDistance({ center, scale }: UsualCodes, output: ArrayLike<number>): number {
  let sum = 0;
  for (let l = 0; l < center.length; l++) {
    sum += ((output[l] - center[l]) / scale[l]) ** 2;
  }
  return Math.sqrt(sum / center.length);
}

/** Adds `by` times the gradient of `codeDistance`. */
export function addCodeGradient(
  { center, scale }: UsualCodes,
  output: ArrayLike<number>,
  by: number,
  into: Float64Array
): void {
  const distance = codeDistance({ center, scale }, output);
  for (let l = 0; l < center.length && distance > 0; l++) {
    into[l] += (by * (output[l] - center[l])) / (scale[l] * scale[l] * center.length * distance);
  }
}

/** `codeDistance` as a graph: codes float64 [n, latent] to [n, 1]. */
export function codeDistanceGraph(graph: Graph, { center, scale }: UsualCodes, codes: Value): Value {
  const shape = [1, center.length];
  const away = graph.op('Sub', [codes, double(graph, center, shape)]);
  const scaled = graph.op('Div', [away, double(graph, scale, shape)]);
  const squares = graph.op('Mul', [scaled, scaled]);
  return graph.op('Sqrt', [graph.op('ReduceMean', [squares, graph.constant('int64', [1])], { keepdims: 1 })]);
}
