import { isolationForest } from '../../backend/detectors/isolation-forest/isolation-forest.ts';
import { ensembleModel, walkedSums } from '../../backend/detectors/isolation-forest/ensemble.ts';
import { PATH_QUANTUM, fitForest } from '../../backend/detectors/isolation-forest/forest.ts';
import type { SeriesGroup } from '../../backend/detectors/detector.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { Series } from '../../backend/series/series.ts';
import { rawWindows } from './raw-windows.ts';
import type { OnnxCase } from './onnx-case.ts';

const STEP = 300_000;
const DAY = 288;
const SCORED = 2 * DAY;

interface Kind {
  readonly name: string;
  /** Days trained on: two weeks have a weekly season, two days a daily one. */
  readonly days: number;
  readonly series: number;
  readonly settings: object;
  readonly change?: (values: Float64Array) => Float64Array;
}

/** Every shape an exported isolation forest can have. */
const KINDS: readonly Kind[] = [
  { name: 'one-series', days: 14, series: 1, settings: {} },
  { name: 'daily-season', days: 6, series: 1, settings: { window: 7 } },
  { name: 'no-season', days: 1, series: 1, settings: { window: 2 } },
  { name: 'constant', days: 14, series: 1, settings: {}, change: (values) => values.map(() => 5) },
  { name: 'large-values', days: 14, series: 1, settings: {}, change: (values) => values.map((value) => value * 1e13) },
  { name: 'most-trees', days: 14, series: 1, settings: { trees: 256, subsample: 1024, margin: 0 } },
  { name: 'joint', days: 14, series: 3, settings: { joint: true } },
  { name: 'values', days: 14, series: 1, settings: { features: 'values' } },
  { name: 'joint-values', days: 14, series: 4, settings: { features: 'values', joint: true } },
];

function part(series: readonly Series[], from: number, to?: number): SeriesGroup {
  return {
    step: STEP,
    series: series.map(({ labels, times, values }) => ({
      labels,
      times: times.slice(from, to),
      values: values.slice(from, to),
    })),
  };
}

async function caseOf({ name, days, series: count, settings: given, change }: Kind): Promise<OnnxCase> {
  const settings = isolationForest.schema.parse(given);
  const made = Array.from({ length: count }, (_, s): Series => {
    const { labels, times, values } = exampleSeries(`example_${s}`, days + 2, STEP, s + 1);
    const changed = change ? change(values) : values;
    // Anomalies of every size, so that each piece of the calibration is met.
    return { labels, times, values: changed.map((v, i) => (i > days * DAY && i % 50 === s ? v * (1 + i / 5000) : v)) };
  });
  const lookback = isolationForest.lookback(settings);
  const window = part(made, days * DAY - lookback);
  const [model] = await isolationForest.fit([part(made, 0, days * DAY)], settings, 1);
  const [{ series: scored }] = await isolationForest.score([model], [null], [window]);
  const score = new Float32Array(SCORED);
  const isolation = new Float32Array(SCORED);
  for (let i = 0; i < SCORED; i++) {
    // Of several series, the one that contributes most carries the instant's score in full.
    score[i] = Math.max(...scored.map((one) => one.score[i + lookback]));
    isolation[i] = scored[0].evidence.isolation[i + lookback];
  }
  const inputs = rawWindows(window.series, lookback);
  const [first] = Object.values(inputs);
  (first.data as Float64Array)[0] = Number.NaN;
  score[0] = isolation[0] = Number.NaN;
  return {
    name: `isolation-forest-${name}`,
    model: isolationForest.toOnnx?.(model) ?? new Uint8Array(0),
    inputs,
    expected: { score: tensor('float32', [SCORED], score), isolation: tensor('float32', [SCORED], isolation) },
  };
}

/** The trees alone, as the engine runs them over many rows. */
function ensembleCase(): OnnxCase {
  const [count, features] = [10_000, 5];
  const random = seededRandom(1);
  const rows = Float32Array.from({ length: count * features }, () => random() + random() - 1);
  const forest = fitForest(rows, count, features, { trees: 100, subsample: 256, margin: 1 }, random);
  const paths = Float32Array.from(walkedSums(forest, rows, count), (sum) => sum * PATH_QUANTUM);
  return {
    name: 'isolation-trees',
    model: ensembleModel(forest),
    inputs: { rows: tensor('float32', [count, features], rows) },
    expected: { paths: tensor('float32', [count, 1], paths) },
  };
}

export async function forestCases(): Promise<OnnxCase[]> {
  return [...(await Promise.all(KINDS.map(caseOf))), ensembleCase()];
}
