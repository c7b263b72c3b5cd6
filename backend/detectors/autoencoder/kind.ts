import type { Plain } from '../detector.ts';
import { denseBackward, denseForward } from '../networks/dense.ts';
import type { Judge, Network, NetworkKind, NetworkShape } from '../networks/kind.ts';
import {
  addErrorGradient,
  bent,
  errorGraph,
  errorsBySeries,
  fitErrorScale,
  joined,
} from '../networks/reconstruction.ts';
import type { RowLayout } from '../networks/reconstruction.ts';
import { CORRECTION } from './calibrated.ts';
import { denoisingAutoencoderNet } from './net.ts';
import type { AutoencoderSettings } from './settings.ts';

type AutoencoderShape = NetworkShape & RowLayout & { readonly hidden: number; readonly code: number };

function shapeOf(shape: NetworkShape): AutoencoderShape {
  return shape as AutoencoderShape;
}

/** Window, hidden, code, hidden, window: tanh between, trained to give back what it sees. */
function network(shape: NetworkShape): Network {
  const { series, points, hidden, code } = shapeOf(shape);
  const width = series * points;
  const widths = [width, hidden, code, hidden, width];
  const net = denoisingAutoencoderNet(widths);
  return {
    net,
    outputs: width,
    join: (_, { reconstruction }) => reconstruction,
    pass(flat, row) {
      const layers = denseForward(widths, flat, row);
      return { output: layers[layers.length - 1], back: (by) => denseBackward(widths, flat, layers, by) };
    },
  };
}

/** Error of the newest points over what it usually is (Sakurada & Yairi 2014). `constants`: the usual errors. */
function judge(shape: NetworkShape, constants: Plain): Judge {
  const layout = shapeOf(shape);
  const scale = constants as Float64Array;
  const newest = Array.from({ length: layout.series }, (_, s) => (s + 1) * layout.points - 1);
  const spread = Float64Array.from(newest, (_, s) => scale[(s + 1) * layout.judged - 1]);
  return {
    of(row, output) {
      const bySeries = bent(errorsBySeries(layout, scale, row, output, 0));
      return { raw: joined(bySeries), bySeries, expected: Float64Array.from(newest, (at) => output[at]), spread };
    },
    gradients(row, output) {
      const into = { byRow: new Float64Array(row.length), byOutput: new Float64Array(output.length) };
      addErrorGradient(layout, scale, row, output, 0, 1, into);
      return into;
    },
    graph: (graph, rows, outputs) => errorGraph(graph, layout, scale, rows, outputs),
  };
}

export const autoencoderKind: NetworkKind<AutoencoderSettings> = {
  id: 'autoencoder',
  correction: CORRECTION,
  evidence: {},
  shapeOf: ({ window, judged, hidden, code }, series) => ({
    series,
    points: window,
    judged: Math.min(judged, window),
    hidden,
    code,
  }),
  network,
  fitJudge: (shape, { rows, outputs }, picked) => fitErrorScale(shapeOf(shape), rows, outputs, 0, picked),
  judge,
  facts: ({ shape, training }) => [
    { key: 'window', label: 'Points in a window', value: shape.points },
    { key: 'trainingSteps', label: 'Training steps', value: training.steps },
    { key: 'heldOutError', label: 'Mean squared error on held-out windows, scaled', value: training.loss },
  ],
};
