import { sortedFinite, sortedQuantile } from '../../features/order-statistics.ts';
import type { Plain } from '../detector.ts';
import { denseBackward, denseCount, denseForward } from '../networks/dense.ts';
import type { Judge, Network, NetworkKind, NetworkShape, RowsAndOutputs } from '../networks/kind.ts';
import {
  addErrorGradient,
  bent,
  errorGraph,
  errorsBySeries,
  fitErrorScale,
  joined,
} from '../networks/reconstruction.ts';
import type { RowLayout } from '../networks/reconstruction.ts';
import { double } from '../scoring-graph.ts';
import { CORRECTION } from './calibrated.ts';
import { addCodeGradient, codeDistance, codeDistanceGraph, fitUsualCodes } from './latent.ts';
import type { UsualCodes } from './latent.ts';
import { denoisingVaeNet } from './net.ts';
import type { VaeSettings } from './settings.ts';

type VaeShape = NetworkShape &
  RowLayout & {
    readonly hidden: number;
    readonly latent: number;
    readonly beta: number;
    readonly score: VaeSettings['score'];
  };

/** Usual errors and codes, and what each part of the score is divided by before they are added. */
type VaeConstants = {
  readonly errors: Float64Array;
  readonly codes: UsualCodes;
  readonly weights: { readonly reconstruction: number; readonly latent: number };
};

function shapeOf(shape: NetworkShape): VaeShape {
  return shape as VaeShape;
}

/** Window to hidden to the mean of the code, to hidden to window. Outputs: the code, then the rebuilt window. */
function network(shape: NetworkShape): Network {
  const { series, points, hidden, latent, beta } = shapeOf(shape);
  const width = series * points;
  const net = denoisingVaeNet({ input: width, hidden, latent, beta });
  const encoder = [width, hidden, latent];
  const decoder = [latent, hidden, width];
  // Behind the encoder lies the layer for the codes' variances, which scoring does not need.
  const decoderAt = denseCount(encoder) + denseCount([hidden, latent]);
  return {
    net,
    outputs: latent + width,
    join: (graph, { mean, reconstruction }) => graph.op('Concat', [mean, reconstruction], { axis: -1 }),
    pass(flat, row) {
      const behind = flat.subarray(decoderAt);
      const encoded = denseForward(encoder, flat, row);
      const decoded = denseForward(decoder, behind, encoded[2]);
      return {
        output: Float64Array.of(...encoded[2], ...decoded[2]),
        back(by) {
          const byCode = denseBackward(decoder, behind, decoded, by.subarray(latent));
          return denseBackward(
            encoder,

            flat,
            encoded,
            byCode.map((own, l) => own + by[l])
          );
        },
      };
    },
  };
}

function fitJudge(shape: NetworkShape, { rows, outputs, count }: RowsAndOutputs, picked: Int32Array): Plain {
  const vae = shapeOf(shape);
  const { latent, score } = vae;
  const width = outputs.length / count;
  const errors = fitErrorScale(vae, rows, outputs, latent, picked);
  const codes = fitUsualCodes(outputs, width, latent, picked);
  const inputs = rows.length / count;
  /** A part's ninth decile among held-out rows, so that both parts are of one size. */
  const usual = (part: (row: Float32Array, output: Float32Array) => number) => {
    const all = Float64Array.from(picked, (k) =>
      part(rows.subarray(k * inputs, (k + 1) * inputs), outputs.subarray(k * width, (k + 1) * width))
    );
    return sortedQuantile(sortedFinite(all), 0.9) || 1;
  };
  const reconstruction = 1 / usual((row, output) => joined(bent(errorsBySeries(vae, errors, row, output, latent))));
  const distance = 1 / usual((_, output) => codeDistance(codes, output));
  const constants: VaeConstants = {
    errors,
    codes,
    weights: {
      reconstruction: score === 'latent' ? 0 : reconstruction,
      latent: score === 'reconstruction' ? 0 : distance,
    },
  };
  return constants;
}

function judge(shape: NetworkShape, given: Plain): Judge {
  const layout = shapeOf(shape);
  const { latent } = layout;
  const { errors, codes, weights } = given as VaeConstants;
  const newest = Array.from({ length: layout.series }, (_, s) => latent + (s + 1) * layout.points - 1);
  const spread = Float64Array.from(newest, (_, s) => errors[(s + 1) * layout.judged - 1]);
  return {
    of(row, output) {
      const bySeries = bent(errorsBySeries(layout, errors, row, output, latent));
      const reconstruction = joined(bySeries);
      const distance = codeDistance(codes, output);
      return {
        raw: weights.reconstruction * reconstruction + weights.latent * distance,
        bySeries,
        expected: Float64Array.from(newest, (at) => output[at]),
        spread,
        evidence: { reconstruction, latent: distance },
      };
    },
    gradients(row, output) {
      const into = { byRow: new Float64Array(row.length), byOutput: new Float64Array(output.length) };
      addErrorGradient(layout, errors, row, output, latent, weights.reconstruction, into);
      addCodeGradient(codes, output, weights.latent, into.byOutput);
      return into;
    },
    graph(graph, rows, outputs) {
      const sizes = graph.constant('int64', [latent, layout.series * layout.points]);
      const [code, rebuilt] = graph.ops('Split', [outputs, sizes], { axis: 1 }, 2);
      const error = errorGraph(graph, layout, errors, rows, rebuilt);
      const distance = codeDistanceGraph(graph, codes, code);
      return graph.op('Add', [
        graph.op('Mul', [error, double(graph, weights.reconstruction)]),
        graph.op('Mul', [distance, double(graph, weights.latent)]),
      ]);
    },
  };
}

export const vaeKind: NetworkKind<VaeSettings> = {
  id: 'vae',
  correction: CORRECTION,
  evidence: {
    reconstruction: 'Error of rebuilding, in usual errors',
    latent: 'Distance of the code from usual ones, in robust standard deviations',
  },
  shapeOf: ({ window, judged, hidden, latent, beta, score }, series) => ({
    series,
    points: window,
    judged: Math.min(judged, window),
    hidden,
    latent,
    beta,
    score,
  }),
  network,
  fitJudge,
  judge,
  facts: ({ shape, training }) => [
    { key: 'window', label: 'Points in a window', value: shape.points },
    { key: 'scoreOf', label: 'What makes the score', value: shape.score },
    { key: 'trainingSteps', label: 'Training steps', value: training.steps },
  ],
};
