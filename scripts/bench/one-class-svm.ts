import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeriesGroup } from '../../backend/detectors/detector.ts';
import { groupRows } from '../../backend/detectors/feature-columns.ts';
import { kernelSums } from '../../backend/detectors/one-class-svm/kernel-sums.ts';
import { parametersOf } from '../../backend/detectors/one-class-svm/model.ts';
import { oneClassSvm } from '../../backend/detectors/one-class-svm/one-class-svm.ts';
import { fitSvm, scaleGamma } from '../../backend/detectors/one-class-svm/svm.ts';
import { softened } from '../../backend/detectors/softened.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { sessions } from '../../backend/onnx/session-cache.ts';
import type { Bench, BenchReport } from './bench.ts';
import { ratioGate } from './bench.ts';
import { comparedTable, duration, ratioOf } from './beside-sklearn.ts';
import type { ComparedRow } from './beside-sklearn.ts';
import { interleave, syncTimer, timer } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

/** What one_class_svm_peer.py takes. */
type SvmTask =
  | { readonly do: 'load'; readonly file: string; readonly rows: number; readonly columns: number }
  | { readonly do: 'fit'; readonly nu: number; readonly tolerance: number }
  | { readonly do: 'score'; readonly rows: number; readonly repeat: number };

const STEP_MS = 300_000;
const DAYS = 14;
const ROUNDS = 15;
const BATCH = 10_000;
const NU = 0.1;
/** scikit-learn's default, for both. */
const SOLVER_TOLERANCE = 1e-3;
const SIZES = [500, 2000] as const;

interface Figures {
  readonly rows: readonly ComparedRow[];
  /** Fit of a series by the detector: season, features, SVM, calibration; ms. */
  readonly seriesMs: number;
  readonly vectors: number;
}

/** Features of an example series as the SVM sees them, `count` rows drawn on for more. */
async function featureRows(group: SeriesGroup): Promise<{ rows: Float32Array; width: number }> {
  const [model] = await oneClassSvm.fit([group], oneClassSvm.schema.parse({}), 1);
  const { columns, layout } = parametersOf(model);
  const { rows, names } = groupRows(group, columns, layout);
  return { rows: softened(rows), width: names.length };
}

async function compare(sklearn: PythonPeer<SvmTask>, folder: string): Promise<Figures> {
  const group = { step: STEP_MS, series: [exampleSeries('requests', DAYS, STEP_MS, 1)] };
  const { rows: features, width } = await featureRows(group);
  // Consecutive rows are alike; a stride that shares no factor with their number spreads them.
  const count = features.length / width;
  const rows = Float32Array.from(
    { length: BATCH * width },
    (_, i) => features[((Math.floor(i / width) * 997) % count) * width + (i % width)]
  );
  const file = join(folder, 'rows.f32');
  writeFileSync(file, rows);
  const compared: ComparedRow[] = [];
  for (const size of SIZES) {
    const part = rows.subarray(0, size * width);
    const options = { nu: NU, gamma: scaleGamma(part, width), tolerance: SOLVER_TOLERANCE };
    await sklearn.ask({ do: 'load', file, rows: size, columns: width });
    const fits = await interleave(
      {
        nightjar: syncTimer(() => void fitSvm(part, size, width, options), 1),
        sklearn: () => sklearn.ask({ do: 'fit', nu: NU, tolerance: SOLVER_TOLERANCE }),
      },
      // Single fits in many rounds: on a busy machine a median of these shows the undisturbed time on both sides.
      4 * ROUNDS,
      30
    );
    compared.push({ what: `fit, ${size} x ${width}`, nightjar: fits.nightjar, sklearn: fits.sklearn });
  }
  const size = SIZES[1];
  const part = rows.subarray(0, size * width);
  const { svm } = fitSvm(part, size, width, {
    nu: NU,
    gamma: scaleGamma(part, width),
    tolerance: SOLVER_TOLERANCE,
  });
  await sklearn.ask({ do: 'load', file, rows: BATCH, columns: width });
  const settings = oneClassSvm.schema.parse({});
  const scores = await interleave(
    {
      batch: timer(() => kernelSums(svm, rows, BATCH)),
      sklearnBatch: () => sklearn.ask({ do: 'score', rows: BATCH, repeat: 1 }),
      one: timer(() => kernelSums(svm, rows, 1), 200),
      sklearnOne: () => sklearn.ask({ do: 'score', rows: 1, repeat: 20 }),
      series: timer(() => oneClassSvm.fit([group], settings, 1)),
    },
    ROUNDS
  );
  await sessions.clear();
  return {
    rows: [
      ...compared,
      {
        what: `score of ${BATCH.toLocaleString('en')} samples, fitted on ${size}`,
        nightjar: scores.batch,
        sklearn: scores.sklearnBatch,
      },
      { what: 'score of one sample', nightjar: scores.one, sklearn: scores.sklearnOne },
    ],
    seriesMs: scores.series,
    vectors: svm.alpha.length,
  };
}

function report(figures: Figures): BenchReport {
  const { rows, seriesMs, vectors } = figures;
  const [small, large, batch] = rows.map(ratioOf);
  return {
    markdown: `Features of a series of ${DAYS} days at 5 minutes, nu ${NU}, solver tolerance ${SOLVER_TOLERANCE}, one thread each, medians of ${ROUNDS} rounds in turn (fits: ${4 * ROUNDS}); ${vectors} support
vectors of ${SIZES[1]} points. Both get the features ready made and score from the fitted model; scikit-learn's own clock times it.

${comparedTable(rows)}

The fit of the whole series, from season and features to the scale of scores, takes ${duration(seriesMs)}.`,
    gates: [
      ratioGate(`fit of ${SIZES[0]}: speed over scikit-learn's`, small, 1.2),
      ratioGate(`fit of ${SIZES[1]}: speed over scikit-learn's`, large, 1.2),
      ratioGate("scoring 10,000: speed over scikit-learn's", batch, 10),
    ],
    goals: [
      {
        name: 'fit, the slower of both: speed over scikit-learn',
        aim: 'at least 1.5',
        found: Math.min(small, large).toFixed(2),
        reached: Math.min(small, large) >= 1.5,
      },
    ],
    figures,
    skipped: [],
  };
}

export const oneClassSvmBench: Bench = {
  title: 'One-class SVM, beside scikit-learn',
  summary: 'fit and score of the one-class SVM, beside scikit-learn',
  async run(say) {
    return report(await withPeer(say, 'one_class_svm_peer.py', compare));
  },
};
