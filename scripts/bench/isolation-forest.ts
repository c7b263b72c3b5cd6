import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrate } from '../../backend/detectors/calibration.ts';
import type { SeriesGroup } from '../../backend/detectors/detector.ts';
import { groupRows } from '../../backend/detectors/feature-columns.ts';
import { partOfGroup } from '../../backend/detectors/group-part.ts';
import { ensembleModel } from '../../backend/detectors/isolation-forest/ensemble.ts';
import { PATH_QUANTUM, fitForest, pathSums } from '../../backend/detectors/isolation-forest/forest.ts';
import { isolationForest } from '../../backend/detectors/isolation-forest/isolation-forest.ts';
import { isolationOf, parametersOf } from '../../backend/detectors/isolation-forest/model.ts';
import { shortening } from '../../backend/detectors/isolation-forest/reach.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { openSession } from '../../backend/onnx/session.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { Bench, BenchReport } from './bench.ts';
import { ratioGate } from './bench.ts';
import { comparedTable, duration, ratioOf } from './beside-sklearn.ts';
import type { ComparedRow } from './beside-sklearn.ts';
import { interleave, processorTimer, repeated } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

/** What sklearn_peer.py takes. */
type SklearnTask =
  | { readonly do: 'load'; readonly file: string; readonly rows: number; readonly columns: number }
  | { readonly do: 'fit'; readonly contamination: number | 'auto' }
  | { readonly do: 'score'; readonly rows: number; readonly repeat: number };

const STEP_MS = 300_000;
const DAYS = 14;
const ROUNDS = 15;
const BATCH = 100_000;
const options = { trees: 100, subsample: 256 };

interface Figures {
  readonly rows: readonly ComparedRow[];
  /** Opening a session on the trees, and walking a batch by it, ms. */
  readonly sessionMs: number;
  readonly runtimeBatchMs: number;
}

function training(): SeriesGroup {
  return { step: STEP_MS, series: [exampleSeries('requests', DAYS, STEP_MS, 1)] };
}

async function compare(sklearn: PythonPeer<SklearnTask>, folder: string): Promise<Figures> {
  const group = training();
  const settings = isolationForest.schema.parse({});
  const [model] = await isolationForest.fit([group], settings, 1);
  const { columns, layout, calibration, reach, margin } = parametersOf(model);
  if (!reach) {
    throw new Error('the example series is too short to train on');
  }
  // The same rows for both: scikit-learn gets the features ready made.
  const { rows: features, count } = groupRows(group, columns, layout);
  const width = layout.features.length;
  const rows = Float32Array.from({ length: BATCH * width }, (_, i) => features[i % features.length]);
  const file = join(folder, 'rows.f32');
  writeFileSync(file, rows);
  await sklearn.ask({ do: 'load', file, rows: count, columns: width });
  let seed = 0;
  const fits = await interleave(
    {
      forest: processorTimer(
        repeated(() => fitForest(features, count, width, options, seededRandom(seed++)), 3),
        3
      ),
      sklearnForest: () => sklearn.ask({ do: 'fit', contamination: 'auto' }),
      detector: processorTimer(
        repeated(() => isolationForest.fit([group], settings, seed++), 3),
        3
      ),
      sklearnDetector: () => sklearn.ask({ do: 'fit', contamination: settings.contamination }),
    },
    ROUNDS
  );
  await sklearn.ask({ do: 'load', file, rows: BATCH, columns: width });
  const forest = fitForest(features, count, width, options, seededRandom(1));
  const session = await openSession(ensembleModel(forest));
  const open = async () => {
    await (await openSession(ensembleModel(forest))).dispose();
  };
  // As the detector measures rows: paths, and what shortens them beyond the usual values.
  const isolation = (sums: Float64Array, from: Float32Array, many: number) =>
    isolationOf(forest, sums, shortening(reach, margin, from, many));
  const walkOne = (at: number) => {
    const row = features.subarray(at, at + width);
    return calibrate(calibration, isolation(pathSums(forest, row, 1), row, 1)[0]);
  };
  const runBatch = async () => {
    const { paths } = await session.run({ rows: tensor('float32', [BATCH, width], rows) });
    return isolation(
      Float64Array.from(paths.data as Float32Array, (path) => path / PATH_QUANTUM),
      rows,
      BATCH
    );
  };
  let next = 0;
  const points = group.series[0].times.length;
  // The last point with as much before it as its features look back over.
  const newest = partOfGroup(group, points - 1 - isolationForest.lookback(settings), points);
  const scores = await interleave(
    {
      one: processorTimer(
        repeated(() => walkOne((next++ % count) * width), 2_000),
        2_000
      ),
      detectorOne: processorTimer(
        repeated(() => isolationForest.score([model], [null], [newest]), 20),
        20
      ),
      sklearnOne: () => sklearn.ask({ do: 'score', rows: 1, repeat: 3 }),
      batch: processorTimer(() => isolation(pathSums(forest, rows, BATCH), rows, BATCH)),
      runtimeBatch: processorTimer(runBatch),
      sklearnBatch: () => sklearn.ask({ do: 'score', rows: BATCH, repeat: 1 }),
      open: processorTimer(open),
    },
    ROUNDS
  );
  await session.dispose();
  return {
    rows: [
      { what: `fit, the trees alone (${count} x ${width})`, nightjar: fits.forest, sklearn: fits.sklearnForest },
      {
        what: 'fit of a series: season, features, trees, threshold',
        nightjar: fits.detector,
        sklearn: fits.sklearnDetector,
      },
      { what: 'score of one sample', nightjar: scores.one, sklearn: scores.sklearnOne },
      {
        what: 'score of the newest point of a series, with its features',
        nightjar: scores.detectorOne,
        sklearn: scores.sklearnOne,
      },
      {
        what: `score of ${BATCH.toLocaleString('en')} samples`,
        nightjar: scores.batch,
        sklearn: scores.sklearnBatch,
      },
    ],
    sessionMs: scores.open,
    runtimeBatchMs: scores.runtimeBatch,
  };
}

function report(figures: Figures): BenchReport {
  const { rows, sessionMs, runtimeBatchMs } = figures;
  return {
    markdown: `One series of ${DAYS} days at 5 minutes; 100 trees of 256 points on both sides, one thread each, medians of ${ROUNDS} rounds in turn, processor time.
scikit-learn gets the features ready made; beside the fit of a series it finds its threshold on the training rows too
(\`contamination=0.1\`).

${comparedTable(rows)}

Opening a session of ONNX Runtime on the trees takes ${duration(sessionMs)}; walking ${BATCH.toLocaleString('en')} rows by an open one ${duration(runtimeBatchMs)}.`,
    gates: [
      ratioGate("fit: speed over scikit-learn's", ratioOf(rows[0]), 20),
      ratioGate("single-sample score: speed over scikit-learn's", ratioOf(rows[2]), 500),
      ratioGate(`score of ${BATCH.toLocaleString('en')}: speed over scikit-learn's`, ratioOf(rows[4]), 1.1),
    ],
    goals: [
      {
        name: `score of ${BATCH.toLocaleString('en')}: speed over scikit-learn's`,
        aim: 'at least 1.5',
        found: ratioOf(rows[4]).toFixed(2),
        reached: ratioOf(rows[4]) >= 1.5,
      },
    ],
    figures,
    skipped: [],
  };
}

export const isolationForestBench: Bench = {
  title: 'Isolation forest, beside scikit-learn',
  summary: 'fit per series and score per sample, beside scikit-learn',
  async run(say) {
    return report(await withPeer(say, 'sklearn_peer.py', compare));
  },
};
