import { contentKey } from '../../content-key.ts';
import type { Graph, Value } from '../../graph.ts';
import { tensor } from '../../tensor.ts';
import type { Net, Values } from '../net.ts';
import { meanSquaredError } from './dense.ts';

export interface LowRankShape {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  /** The update counts alpha / rank. */
  readonly alpha: number;
  /** The layer that is adapted and stays as it is, [from, to]. */
  readonly base: Float32Array;
}

/**
 * A frozen dense layer with a trained update of low rank, y = x W + alpha / rank x A B (LoRA, Hu et al. 2022): B begins at 0, so that the layer begins
 * as it was. Mean squared error against `y`. `predict` gives `y`.
 */
export function lowRankNet({ from, to, rank, alpha, base }: LowRankShape): Net {
  const forward = (graph: Graph, { down, up }: Values, x: Value): Value => {
    const weight = graph.constantTensor(tensor('float32', [from, to], base));
    const update = graph.op('MatMul', [graph.op('MatMul', [x, down]), up]);
    const scaled = graph.op('Mul', [update, graph.constant('float32', alpha / rank)]);
    return graph.op('Add', [graph.op('MatMul', [x, weight]), scaled]);
  };
  return {
    key: `low-rank ${from}-${rank}-${to} ${alpha} ${contentKey(base)}`,
    parameters: [
      { name: 'down', shape: [from, rank], initial: 'he' },
      { name: 'up', shape: [rank, to], initial: 0 },
    ],
    batch: { x: { shape: [from], dtype: 'float32' }, y: { shape: [to], dtype: 'float32' } },
    loss: (graph, values, { x, y }) => meanSquaredError(graph, forward(graph, values, x), y),
    predict: (graph, values, x) => ({ y: forward(graph, values, x) }),
  };
}
