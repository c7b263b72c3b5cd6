import type { Detector, FittedModel, SeriesGroup } from '../../backend/detectors/detector.ts';
import { rawWindows } from '../../backend/detectors/raw-windows.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { Series } from '../../backend/series/series.ts';
import type { OnnxCase } from './onnx-case.ts';

const STEP = 300_000;
const DAY = 288;
const SCORED = 2 * DAY;

/** A shape that a model of features can have. */
interface FeatureKind {
  readonly name: string;
  /** Days trained on: two weeks have a weekly season, two days a daily one. */
  readonly days: number;
  readonly series: number;
  readonly settings: object;
  readonly change?: (values: Float64Array) => Float64Array;
}

/** Every shape that detectors of features share. */
export const FEATURE_KINDS: readonly FeatureKind[] = [
  { name: 'one-series', days: 14, series: 1, settings: {} },
  { name: 'daily-season', days: 6, series: 1, settings: { window: 7 } },
  { name: 'no-season', days: 1, series: 1, settings: { window: 2 } },
  { name: 'constant', days: 14, series: 1, settings: {}, change: (values) => values.map(() => 5) },
  { name: 'large-values', days: 14, series: 1, settings: {}, change: (values) => values.map((value) => value * 1e13) },
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

/**
 * A file of a detector of features and what the detector itself scores, two days after its training part. `raw` is the name of its unusualness, an
 * evidence column and an output; `write` makes the file.
 */
export async function featureCase<S>(
  detector: Detector<S>,
  { name, days, series: count, settings: given, change }: FeatureKind,
  raw: string,
  write: (model: FittedModel) => Uint8Array
): Promise<OnnxCase> {
  const settings = detector.schema.parse(given);
  const made = Array.from({ length: count }, (_, s): Series => {
    const { labels, times, values } = exampleSeries(`example_${s}`, days + 2, STEP, s + 1);
    const changed = change ? change(values) : values;
    // Anomalies of every size, so that each piece of the calibration is met.
    return { labels, times, values: changed.map((v, i) => (i > days * DAY && i % 50 === s ? v * (1 + i / 5000) : v)) };
  });
  const lookback = detector.lookback(settings);
  const window = part(made, days * DAY - lookback);
  const [model] = await detector.fit([part(made, 0, days * DAY)], settings, 1);
  const [{ series: scored }] = await detector.score([model], [null], [window]);
  const score = new Float32Array(SCORED);
  const unusualness = new Float32Array(SCORED);
  for (let i = 0; i < SCORED; i++) {
    // Of several series, the one that contributes most carries the instant's score in full.
    score[i] = Math.max(...scored.map((one) => one.score[i + lookback]));
    unusualness[i] = scored[0].evidence[raw][i + lookback];
  }
  const inputs = rawWindows(window.series, lookback);
  const [first] = Object.values(inputs);
  (first.data as Float64Array)[0] = Number.NaN;
  score[0] = unusualness[0] = Number.NaN;
  return {
    name: `${detector.id}-${name}`,
    model: write(model),
    inputs,
    expected: { score: tensor('float32', [SCORED], score), [raw]: tensor('float32', [SCORED], unusualness) },
  };
}
