import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { promisify } from 'node:util';
import { autoencoder } from '../../backend/detectors/autoencoder/autoencoder.ts';
import type { Detector, SeriesGroup } from '../../backend/detectors/detector.ts';
import { neural } from '../../backend/detectors/neural/neural.ts';
import { vae } from '../../backend/detectors/vae/vae.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { median } from './bench-history.ts';
import type { Bench, BenchReport } from './bench.ts';

const STEP_MS = 300_000;
const DAY = 288;
const TRAINING = 14 * DAY;
const FEW = 100;
const TOGETHER = 32;

interface Row {
  readonly id: string;
  /** Fits, ms: of 100 points, of 14 days, of 14 days of each of 32 series at once (a series). */
  readonly few: number;
  readonly days: number;
  readonly together: number;
  /** One point, ms; a point among 14 days, us. */
  readonly one: number;
  readonly many: number;
  readonly explain: number;
  /** Bytes of the model and of its ONNX file. */
  readonly model: number;
  readonly file: number;
}

function group(seed: number, from: number, to: number): SeriesGroup {
  const { labels, times, values } = exampleSeries(`m${seed}`, 28, STEP_MS, seed);
  return { step: STEP_MS, series: [{ labels, times: times.slice(from, to), values: values.slice(from, to) }] };
}

/** Median ms of `rounds` runs after one that does not count. */
async function timed(rounds: number, work: () => unknown): Promise<number> {
  await work();
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return median(took);
}

async function measure(detector: Detector): Promise<Row> {
  const settings = detector.schema.parse({});
  const lookback = detector.lookback(settings);
  const training = group(1, 0, TRAINING);
  const all = Array.from({ length: TOGETHER }, (_, i) => group(i + 1, 0, TRAINING));
  const [model] = await detector.fit([training], settings, 1);
  const newest = group(1, TRAINING - lookback, TRAINING + 1);
  const later = group(1, TRAINING - lookback, 2 * TRAINING);
  const [scores] = await detector.score([model], [null], [later]);
  return {
    id: detector.id,
    few: await timed(9, () => detector.fit([group(1, 0, FEW)], settings, 1)),
    days: await timed(5, () => detector.fit([training], settings, 1)),
    together: (await timed(3, () => detector.fit(all, settings, 1))) / TOGETHER,
    one: await timed(501, () => detector.score([model], [null], [newest])),
    many: (1000 * (await timed(9, () => detector.score([model], [null], [later])))) / TRAINING,
    explain: await timed(21, () => detector.explain(model, later, scores, 0, lookback + 100)),
    model: serialize(model).length,
    file: detector.toOnnx?.(model).length ?? 0,
  };
}

/** The median ms of the first fit of a process. */
async function coldFit(): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 5; round++) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cold-fit.ts')]);
    took.push(Number(stdout));
  }
  return median(took);
}

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

function goal(name: string, found: number, most: number) {
  return { name, aim: `at most ${most} ms`, found: `${ms(found)} ms`, reached: found <= most };
}

/** What training, scoring and explaining cost for detectors made of a network, with default settings. */
export const networks: Bench = {
  title: 'Detectors made of a network',
  summary: 'ms to train, score and explain with autoencoder, vae and neural',
  async run(say): Promise<BenchReport> {
    const rows: Row[] = [];
    for (const detector of [autoencoder, vae, neural] as unknown as readonly Detector[]) {
      say(detector.id);
      rows.push(await measure(detector));
    }
    const cold = await coldFit();
    const lines = rows.map(
      ({ id, few, days, together, one, many, explain, model, file }) =>
        `| \`${id}\` | ${ms(few)} | ${ms(days)} | ${ms(together)} | ${ms(one)} | ${many.toFixed(1)} | ${ms(explain)} | ${Math.ceil(model / 1024)} | ${Math.ceil(file / 1024)} |`
    );
    const [first, , last] = rows;
    return {
      markdown: [
        'Default settings, one series at 5 minutes, one thread, medians. Fits: of 100 points, of 14 days (4,032 points), of 14 days of each of',
        `${TOGETHER} series side by side (ms a series). Scoring: one new point (ms), a point among 14 days (µs). Explaining one point (ms). Sizes in KiB.`,
        `The first fit of a process (\`autoencoder\`, 100 points, loading ONNX Runtime included) takes ${ms(cold)} ms.`,
        '',
        `| detector | fit 100 | fit 4,032 | a series of ${TOGETHER} | score one | score many | explain | model | ONNX file |`,
        '|---|---|---|---|---|---|---|---|---|',
        ...lines,
      ].join('\n'),
      gates: [],
      goals: [
        goal('autoencoder, 100 points, warm', first.few, 20),
        goal('autoencoder, 100 points, cold', cold, 100),
        goal('neural, one point', last.one, 1),
      ],
      figures: { rows, cold },
      skipped: [],
    };
  },
};
