import { train } from '../../onnx/training/trainer.ts';
import type { TrainingData } from '../../onnx/training/settings.ts';
import type { Past } from '../forecaster.ts';
import { transformOf } from '../ridge/transform.ts';
import type { NetworkDesign } from './design.ts';
import { forecastNet } from './net.ts';
import { baseIndex, courseOf, FARTHEST, inputWidth, wallTimeAt, windowScale, writeInput } from './windows.ts';
import type { SeriesScale } from './windows.ts';

/** Windows at most, all series together, and numbers in them: more teach little and cost memory (64 MB). */
const MOST_WINDOWS = 65_536;
const MOST_NUMBERS = 16_000_000;
const BATCH = 128;
/** No window is seen more often than this ... */
const MOST_EPOCHS = 20;
/** ... unless there are so few of them that the network would not learn at all. */
const LEAST_STEPS = 300;
const RATE = 3e-3;
/** Weights of samples, so that series count by their scaled error; none counts for more than so many others. */
const WEIGHTS = { least: 0.2, most: 5 };

export interface TrainableSeries {
  readonly past: Past;
  readonly scale: SeriesScale;
}

/** What the network needs to know of a series; null where it is too short to be read, or all the same. */
export function scaleOf({ values, floor, ceiling, periods }: Past, { lags }: NetworkDesign): SeriesScale | null {
  const isPositive = floor >= 0 && values.every((value) => value >= 0);
  const transform = transformOf(isPositive ? 'log' : 'none', values);
  const course = courseOf({ values } as Past, transform, 0);
  const mean = course.reduce((sum, value) => sum + value / course.length, 0);
  const spread = Math.sqrt(course.reduce((sum, value) => sum + (value - mean) ** 2 / course.length, 0));
  const isUsable = values.length >= lags && Number.isFinite(spread) && spread > 1e-9 * (1 + Math.abs(mean));
  const period = periods.find((one) => one <= lags) ?? 1;
  return isUsable ? { transform, spread, period, floor, ceiling } : null;
}

/** Windows of all series and what came after each, series by series as evenly as they allow. */
export function trainingWindows(series: readonly TrainableSeries[], design: NetworkDesign): TrainingData {
  const { lags, ahead } = design;
  const width = inputWidth(design);
  const counts = series.map(({ past }) => Math.max(0, past.values.length - lags - ahead + 1));
  const most = Math.min(MOST_WINDOWS, MOST_NUMBERS / (width + ahead));
  const share = Math.max(1, Math.floor(most / series.length));
  const rows = counts.reduce((sum, count) => sum + Math.min(count, share), 0);
  const inputs = {
    x: new Float32Array(rows * width),
    y: new Float32Array(rows * ahead),
    w: new Float32Array(rows),
  };
  let row = 0;
  series.forEach(({ past, scale }, s) => {
    const course = courseOf(past, scale.transform, 0);
    const taken = Math.min(counts[s], share);
    const error = naiveError(course, scale.period);
    for (let k = 0; k < taken; k++, row++) {
      // The newest window is always among them.
      const known = past.values.length - ahead - Math.floor((k * counts[s]) / taken);
      const window = windowScale(course, known, design, scale.spread);
      writeInput(inputs.x, row * width, course, known, window, design, scale, wallTimeAt(past, known - 1));
      for (let h = 0; h < ahead; h++) {
        const difference = (course[known + h] - course[baseIndex(known, h, scale.period)]) / window.scale;
        inputs.y[row * ahead + h] = Math.max(-FARTHEST, Math.min(FARTHEST, difference));
      }
      inputs.w[row] = Math.max(WEIGHTS.least, Math.min(WEIGHTS.most, window.scale / error || 1));
    }
  });
  return { rows, inputs };
}

/** Mean absolute difference from a season before. */
function naiveError(course: Float64Array, period: number): number {
  let sum = 0;
  for (let i = period; i < course.length; i++) {
    sum += Math.abs(course[i] - course[i - period]);
  }
  return sum / Math.max(1, course.length - period);
}

/** Parameters of `count` networks that differ by what they began with. */
export async function trainNetworks(
  data: TrainingData,
  design: NetworkDesign,
  { steps: most, count, seed }: { readonly steps: number; readonly count: number; readonly seed: number }
): Promise<{ parameters: Float32Array[]; loss: number }> {
  const enough = Math.max(LEAST_STEPS, Math.ceil((MOST_EPOCHS * data.rows) / BATCH));
  const steps = Math.min(most, enough);
  const parameters: Float32Array[] = [];
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const found = await train(forecastNet(design), data, {
      steps,
      batchSize: BATCH,
      seed: seed + i,
      optimiser: { kind: 'adam' },
      schedule: { kind: 'cosine', rate: RATE, warmUp: Math.min(50, steps >> 3), steps },
      clipNorm: 1,
    });
    parameters.push(found.parameters);
    const last = found.losses.subarray(-Math.min(50, found.losses.length));
    loss += last.reduce((sum, value) => sum + value / last.length, 0) / count;
  }
  return { parameters, loss };
}
