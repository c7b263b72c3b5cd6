import { NightjarError } from '../../errors.ts';
import { elementCount } from '../tensor.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Net, Stack } from './net.ts';
import type { Optimiser } from './optimiser.ts';
import type { Schedule } from './schedule.ts';
import type { Plateau, StopRule } from './watch.ts';

/** How a net is trained. */
export interface TrainingSettings {
  /** Steps in all, those before a checkpoint included. */
  readonly steps: number;
  /** Samples a step; more than there are rows: all of them, in their order, every step. */
  readonly batchSize: number;
  /** Shuffling and noise, and the parameters at the beginning. */
  readonly seed: number;
  /** `{ kind: 'adam' }` by default. */
  readonly optimiser?: Optimiser;
  /** A constant 0.001 by default. */
  readonly schedule?: Schedule;
  /** Gradients longer than this (a model's, all parameters together) are made so long. */
  readonly clipNorm?: number;
  readonly plateau?: Plateau;
  readonly stop?: StopRule;
  /** Steps between evaluations, which plateau, stop and history go by; an epoch by default. */
  readonly evaluateEvery?: number;
  /** What counts as an improvement, relative to the best loss so far; 0.0001 by default. */
  readonly tolerance?: number;
}

/** Samples of one model, or of S of equal size one after the other. */
export interface TrainingData {
  /** Samples a model. */
  readonly rows: number;
  /** By the net's batch inputs but noise: [rows, ...shape], or [S, rows, ...shape]. */
  readonly inputs: Readonly<Record<string, Float32Array | Int32Array>>;
}

export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  /** Mean training loss of each model over the last chunk of steps. */
  readonly losses: Float64Array;
}

export interface TrainingOptions {
  /**
   * Models trained side by side; null, the default: one without the dimension of the stack. Each has the result it would have alone, up to rounding,
   * and to the byte what it would have in a stack of any other size.
   */
  readonly stack?: Stack;
  /** By these the models are judged, and each keeps its best parameters; by the training loss, and the last ones, where absent. */
  readonly heldOut?: TrainingData;
  /** Flat parameters to begin with, [S, N]; by the seed, alike for all models, where absent. */
  readonly initial?: Float32Array;
  /** Goes on where a training stopped: to the byte what it would have become. Not together with `initial`. */
  readonly from?: Checkpoint;
  /** Ends the training after the chunk under way; the result says `cancelled` and its checkpoint can be resumed. */
  readonly signal?: AbortSignal;
  /** Likewise after so many ms: `out-of-time`. */
  readonly budgetMs?: number;
  /** Aim for the longest time without a turn of the event loop, ms; 50 by default. Results do not depend on it. */
  readonly chunkMs?: number;
  readonly onProgress?: (progress: TrainingProgress) => void;
}

/** Why a model trains no longer: it did all steps, or no longer improved, or its loss is no number, or it was stopped. */
export type Ending = 'finished' | 'converged' | 'diverged' | 'cancelled' | 'out-of-time';

export interface TrainedModel {
  readonly ending: Ending;
  /** Steps it took. */
  readonly steps: number;
  /** The best evaluated loss (held-out where there is such data), NaN without an evaluation. */
  readonly loss: number;
}

export interface TrainingResult {
  /** Flat, [S, N]: of each model the last ones, or the best ones where there is held-out data. */
  readonly parameters: Float32Array;
  readonly models: readonly TrainedModel[];
  /** Mean training losses between evaluations, [evaluations, S], of this call. */
  readonly history: Float64Array;
  /** Training loss of every step, [steps, S], of this call. */
  readonly losses: Float32Array;
  readonly checkpoint: Checkpoint;
}

function need(isRight: boolean, what: string): void {
  if (!isRight) {
    throw new NightjarError('bad-settings', `This training cannot begin: ${what}.`);
  }
}

/** Throws `bad-settings` where the data are not what the net reads. */
export function checkData(net: Net, { rows, inputs }: TrainingData, models: number): void {
  need(Number.isInteger(rows) && rows > 0, 'it has no samples');
  for (const [name, { shape, dtype, noise }] of Object.entries(net.batch)) {
    if (noise) {
      continue;
    }
    const data = inputs[name] as Float32Array | Int32Array | undefined;
    const size = models * rows * elementCount(shape);
    need(data !== undefined, `the net reads '${name}', which the data lack`);
    need(data?.length === size, `'${name}' holds ${data?.length} numbers in place of ${size}`);
    const isRightType = dtype === 'int32' ? data instanceof Int32Array : data instanceof Float32Array;
    need(isRightType, `'${name}' must be ${dtype}`);
  }
}

/** The settings with their defaults; throws `bad-settings` where they make no sense. */
export function checkedSettings(settings: TrainingSettings, data: TrainingData) {
  const { steps, batchSize, seed, clipNorm = null, plateau, stop, tolerance = 1e-4 } = settings;
  const { optimiser = { kind: 'adam' }, schedule = { kind: 'constant', rate: 1e-3 } } = settings;
  need(Number.isInteger(steps) && steps >= 0, 'the number of steps must be a whole number');
  need(Number.isInteger(batchSize) && batchSize > 0, 'the batch size must be a whole number from 1');
  need(Number.isFinite(schedule.rate) && schedule.rate >= 0, 'the learning rate must be a number from 0');
  need(clipNorm === null || clipNorm > 0, 'the longest gradient must be longer than 0');
  const size = Math.min(batchSize, data.rows);
  const evaluateEvery = settings.evaluateEvery ?? Math.ceil(data.rows / size);
  need(Number.isInteger(evaluateEvery) && evaluateEvery > 0, 'evaluations must be a whole number of steps apart');
  return { steps, batchSize: size, seed, clipNorm, plateau, stop, tolerance, optimiser, schedule, evaluateEvery };
}
