import { parameterCount } from '../../onnx/training/net.ts';
import type { TrainingData, TrainingSettings } from '../../onnx/training/settings.ts';
import { trainEach } from '../../onnx/training/train-each.ts';
import { corrupted, raised } from './corruption.ts';
import type { Network } from './kind.ts';
import type { RowSplit } from './training-rows.ts';

/** What one model learns from: rows as the network sees them, [count, inputs], and how they are split. */
export interface TrainJob {
  readonly seen: Float32Array;
  readonly split: RowSplit;
}

/** What became of it; `weights` null where training ran away. */
export interface TrainedNetwork {
  readonly weights: Float32Array | null;
  readonly steps: number;
  /** The least held-out loss. */
  readonly loss: number;
}

/** Numbers that models side by side may hold in data and in parameters, so that a hundred wide ones do not fill the memory. */
const MOST_NUMBERS = 16_000_000;
const BATCH = 32;
/** Few windows are not gone through more often than this. */
const MOST_EPOCHS = 30;
const EVALUATIONS = 12;

/** How every network is trained, but for its seed and how long. */
function settingsOf(mostSteps: number, learnt: number, seed: number): TrainingSettings {
  const steps = Math.min(mostSteps, Math.ceil((MOST_EPOCHS * learnt) / BATCH));
  return {
    steps,
    seed,
    batchSize: BATCH,
    optimiser: { kind: 'adam' },
    schedule: { kind: 'cosine', rate: 5e-3, least: 2e-4, steps },
    evaluateEvery: Math.max(1, Math.floor(steps / EVALUATIONS)),
    stop: { patience: 4 },
  };
}

function dataOf({ seen }: TrainJob, inputs: number, rows: Int32Array, seed: number): TrainingData {
  const y = new Float32Array(rows.length * inputs);
  rows.forEach((row, k) => y.set(seen.subarray(row * inputs, (row + 1) * inputs), k * inputs));
  const wanted = raised(y, inputs, seed);
  return { rows: rows.length, inputs: { x: corrupted(wanted, seed), y: wanted } };
}

/** Trains networks that are built alike, from as many rows each. A model is the same whatever else is trained with it. */
export async function trainAll(
  { net }: Network,
  inputs: number,
  jobs: readonly TrainJob[],
  steps: number,
  seed: number
): Promise<TrainedNetwork[]> {
  const learnt = jobs[0].split.learnt.length;
  const settings = settingsOf(steps, learnt, seed);
  const most = Math.max(2, Math.floor(MOST_NUMBERS / (2 * learnt * inputs + 4 * parameterCount(net))));
  const results: TrainedNetwork[] = [];
  for (let at = 0; at < jobs.length; at += most) {
    const part = jobs.slice(at, at + most);
    const trained = await trainEach(
      net,
      part.map((job) => dataOf(job, inputs, job.split.learnt, seed)),
      settings,
      { heldOut: part.map((job) => dataOf(job, inputs, job.split.judged, seed + 1)) }
    );
    for (const { parameters, model } of trained) {
      const isSound = parameters.every(Number.isFinite) && Number.isFinite(model.loss);
      results.push({ weights: isSound ? parameters : null, steps: model.steps, loss: model.loss });
    }
  }
  return results;
}
