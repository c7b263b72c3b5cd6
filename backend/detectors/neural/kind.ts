import type { Plain } from '../detector.ts';
import { denseBackward, denseForward } from '../networks/dense.ts';
import type { Judge, Network, NetworkKind, NetworkShape } from '../networks/kind.ts';
import { double } from '../scoring-graph.ts';
import { baselineOf } from './baseline.ts';
import { CORRECTION } from './calibrated.ts';
import { neuralFacts } from './facts.ts';
import { LOG_SPREAD, neuralNet } from './net.ts';
import { retuned } from './retuned.ts';
import type { NeuralSettings } from './settings.ts';

type NeuralShape = NetworkShape & { readonly hidden: number; readonly second: number };

/** Normal errors of mean size 1 have a standard deviation of this. */
const DEVIATION = 1.2533;

/** Outputs: the foretold value and the logarithm of its spread. */
function network(shape: NetworkShape): Network {
  const { points, hidden, second } = shape as NeuralShape;
  const window = points - 1;
  const net = neuralNet(window, hidden, second);
  const widths = [window, hidden, second, 2];
  return {
    net,
    outputs: 2,
    join: (graph, { value, logSpread }) => graph.op('Concat', [value, logSpread], { axis: -1 }),
    pass(flat, row) {
      const layers = denseForward(widths, flat, row.subarray(0, window));
      const [value, free] = layers[3];
      const squeezed = Math.tanh(free);
      return {
        output: Float64Array.of(value, LOG_SPREAD.middle + LOG_SPREAD.reach * squeezed),
        back(by) {
          const byFree = by[1] * LOG_SPREAD.reach * (1 - squeezed * squeezed);
          const gradient = new Float64Array(points);
          gradient.set(denseBackward(widths, flat, layers, Float64Array.of(by[0], byFree)));
          return gradient;
        },
      };
    },
  };
}

/** Distance of the newest value from the foretold one, in spreads as foretold (robust standard deviations). */
function judgeWith({ points }: NetworkShape, held: number | null): Judge {
  const newest = points - 1;
  const spreadOf = (output: ArrayLike<number>) => held ?? DEVIATION * Math.exp(output[1]);
  return {
    of(row, output) {
      const spread = spreadOf(output);
      const raw = Math.abs(row[newest] - output[0]) / spread;
      return {
        raw,
        bySeries: Float64Array.of(raw),
        expected: Float64Array.of(output[0]),
        spread: Float64Array.of(spread),
      };
    },
    gradients(row, output) {
      const byRow = new Float64Array(row.length);
      const away = row[newest] - output[0];
      const slope = Math.sign(away) / spreadOf(output);
      byRow[newest] = slope;
      return { byRow, byOutput: Float64Array.of(-slope, held === null ? -away * slope : 0) };
    },
    // Explained is how far the value lies from the foretold one, in the spread foretold there: not why that is so wide.
    heldAt: (output) => judgeWith({ points, series: 1 }, spreadOf(output)),
    graph(graph, rows, outputs) {
      const ints = (value: number) => graph.constant('int64', [value]);
      const value = graph.op('Slice', [rows, ints(newest), ints(points), ints(1)]);
      const [foretold, logSpread] = graph.ops('Split', [outputs, graph.constant('int64', [1, 1])], { axis: 1 }, 2);
      const spread = graph.op('Mul', [graph.op('Exp', [logSpread]), double(graph, DEVIATION)]);
      return graph.op('Div', [graph.op('Abs', [graph.op('Sub', [value, foretold])]), spread]);
    },
  };
}

export const neuralKind: NetworkKind<NeuralSettings> = {
  id: 'neural',
  correction: CORRECTION,
  evidence: {},
  shapeOf: ({ window, hidden, second }, series) => ({ series, points: window + 1, hidden, second }),
  network,
  fitJudge: () => null,
  judge: (shape) => judgeWith(shape, null),
  adjust: retuned,
  describe: ({ series }, { threshold, sensitivityMultiplier }): Plain => ({
    baseline: baselineOf(series[0].values),
    threshold,
    sensitivityMultiplier,
  }),
  facts: neuralFacts,
};
