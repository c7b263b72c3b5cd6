import type { Graph, Value } from '../../graph.ts';
import type { Net } from '../net.ts';
import { meanOfModel, meanSquaredError } from './dense.ts';
import { perceptron } from './perceptron.ts';

export interface PolicyShape {
  /** Width of an observation. */
  readonly observation: number;
  /** Widths of the hidden layers, of policy and value alike. */
  readonly hidden: readonly number[];
  readonly actions: number;
  /** How far the ratio to the old policy counts; 0.2 by default. */
  readonly clip?: number;
  /** Weights of the value's error and of the entropy; 0.5 and 0.01 by default. */
  readonly valueWeight?: number;
  readonly entropyWeight?: number;
}

/**
 * A policy and a value network under the clipped surrogate loss of PPO (Schulman et al. 2017). A sample: observation `x`, `action` (its number), `old`
 * (the log probability it had), `advantage` and `wanted` (the return). `predict` gives `probabilities` and `value`.
 */
export function policyNet(shape: PolicyShape): Net {
  const { observation, hidden, actions, clip = 0.2, valueWeight = 0.5, entropyWeight = 0.01 } = shape;
  const policy = perceptron({ widths: [observation, ...hidden, actions], activation: 'tanh' }, 'policy');
  const value = perceptron({ widths: [observation, ...hidden, 1], activation: 'tanh' }, 'value');
  const weighted = (graph: Graph, term: Value, weight: number) =>
    graph.op('Mul', [term, graph.constant('float32', weight)]);
  return {
    key: `policy ${[observation, ...hidden, actions].join('-')} ${clip} ${valueWeight} ${entropyWeight}`,
    parameters: [...policy.parameters, ...value.parameters],
    batch: {
      x: { shape: [observation], dtype: 'float32' },
      action: { shape: [1], dtype: 'int32' },
      old: { shape: [1], dtype: 'float32' },
      advantage: { shape: [1], dtype: 'float32' },
      wanted: { shape: [1], dtype: 'float32' },
    },
    loss(graph, parameters, { x, action, old, advantage, wanted }) {
      const logs = graph.op('LogSoftmax', [policy.forward(graph, parameters, x)], { axis: -1 });
      const taken = graph.op('GatherElements', [logs, action], { axis: -1 });
      const ratio = graph.op('Exp', [graph.op('Sub', [taken, old])]);
      const bounds = [1 - clip, 1 + clip].map((bound) => graph.constant('float32', bound));
      const near = graph.op('Mul', [graph.op('Clip', [ratio, ...bounds]), advantage]);
      const gain = meanOfModel(graph, graph.op('Min', [graph.op('Mul', [ratio, advantage]), near]));
      const error = meanSquaredError(graph, value.forward(graph, parameters, x), wanted);
      // The mean over a row's actions, times their number, is the sum.
      const surprise = weighted(graph, meanOfModel(graph, graph.op('Mul', [graph.op('Exp', [logs]), logs])), actions);
      const priced = graph.op('Sub', [weighted(graph, error, valueWeight), gain]);
      return graph.op('Add', [priced, weighted(graph, surprise, entropyWeight)]);
    },
    predict: (graph, parameters, x) => ({
      probabilities: graph.op('Softmax', [policy.forward(graph, parameters, x)], { axis: -1 }),
      value: value.forward(graph, parameters, x),
    }),
  };
}
