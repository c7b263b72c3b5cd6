import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../backend/features/random.ts';
import { rawBytes } from '../../backend/onnx/tensor.ts';
import type { TensorData } from '../../backend/onnx/tensor.ts';
import { Batches, stepNoise } from '../../backend/onnx/training/batches.ts';
import { initialParameters, repeated } from '../../backend/onnx/training/initial-parameters.ts';
import type { Net } from '../../backend/onnx/training/net.ts';
import { normal } from '../../backend/onnx/training/normal.ts';
import { autoencoderNet } from '../../backend/onnx/training/nets/autoencoder.ts';
import { lowRankNet } from '../../backend/onnx/training/nets/low-rank-layer.ts';
import { classifierNet } from '../../backend/onnx/training/nets/perceptron.ts';
import { policyNet } from '../../backend/onnx/training/nets/policy.ts';
import { variationalAutoencoderNet } from '../../backend/onnx/training/nets/variational-autoencoder.ts';
import type { Optimiser } from '../../backend/onnx/training/optimiser.ts';
import type { TrainingData } from '../../backend/onnx/training/settings.ts';
import { train } from '../../backend/onnx/training/trainer.ts';
import { trainingModel } from '../../backend/onnx/training/training-graph.ts';
import { elementCount } from '../../backend/onnx/tensor.ts';

const STEPS = 50;
const SEED = 11;
const RATE = 0.003;

/** A training that training_reference.py repeats in JAX. */
interface TrainingCase {
  readonly name: string;
  /** Which loss of training_reference.py is this net's. */
  readonly loss: string;
  readonly net: Net;
  readonly rows: number;
  readonly batchSize: number;
  readonly stack: number | null;
  readonly optimiser: Optimiser;
  readonly clipNorm?: number;
  /** Inputs that are not simply standard normal. */
  readonly fill?: Readonly<Record<string, (i: number, random: () => number) => number>>;
  /** Further numbers the loss wants. */
  readonly more?: Readonly<Record<string, number | number[]>>;
}

const ADAM: Optimiser = { kind: 'adam' };
const autoencoder = autoencoderNet({ widths: [32, 64, 8, 32] });
const base = Float32Array.from(
  { length: 48 * 24 },
  (
    (random) => () =>
      (random() - 0.5) / 4
  )(seededRandom(3))
);
const CLASSES = 3;

const plain = { loss: 'autoencoder', net: autoencoder, rows: 100, batchSize: 32, stack: null } as const;
const CASES: readonly TrainingCase[] = [
  { ...plain, name: 'autoencoder', optimiser: ADAM },
  { ...plain, name: 'autoencoder-stacked', stack: 3, optimiser: ADAM },
  { ...plain, name: 'autoencoder-whole', rows: 40, batchSize: 40, optimiser: ADAM },
  { ...plain, name: 'autoencoder-adamw-clipped', optimiser: { kind: 'adamw', weightDecay: 0.1 }, clipNorm: 0.2 },
  { ...plain, name: 'autoencoder-stacked-clipped', stack: 3, optimiser: ADAM, clipNorm: 0.2 },
  { ...plain, name: 'autoencoder-momentum', optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 0.01 } },
  { ...plain, name: 'autoencoder-adagrad', optimiser: { kind: 'adagrad' } },
  {
    ...plain,
    name: 'variational-autoencoder',
    loss: 'variational_autoencoder',
    net: variationalAutoencoderNet({ width: 32, hidden: 64, latent: 4, divergenceWeight: 0.03 }),
    optimiser: ADAM,
    more: { divergenceWeight: 0.03 },
  },
  {
    ...plain,
    name: 'classifier',
    loss: 'classifier',
    net: classifierNet({ widths: [20, 64, 32, CLASSES] }),
    optimiser: ADAM,
    fill: { y: (i) => Number(i % CLASSES === Math.floor(i / CLASSES) % CLASSES) },
  },
  {
    ...plain,
    name: 'low-rank-layer',
    loss: 'low_rank',
    net: lowRankNet({ from: 48, to: 24, rank: 4, alpha: 8, base }),
    optimiser: ADAM,
    more: { base: [...base], scale: 2 },
  },
  {
    ...plain,
    name: 'policy',
    loss: 'policy',
    net: policyNet({ observation: 8, hidden: [64, 64], actions: 4 }),
    rows: 256,
    batchSize: 64,
    optimiser: ADAM,
    clipNorm: 0.5,
    fill: { action: (_, random) => Math.floor(random() * 4), old: (_, random) => -1.39 + 0.5 * (random() - 0.5) },
  },
];

function dataOf({ net, rows, stack, fill }: TrainingCase): TrainingData {
  const inputs = Object.entries(net.batch).flatMap(([name, { shape, dtype, noise }], k) => {
    const size = (stack ?? 1) * rows * elementCount(shape);
    const random = seededRandom(SEED, k);
    const values = new Float32Array(size);
    normal(values, random);
    const own = fill?.[name];
    const filled = own ? values.map((_, i) => own(i, random)) : values;
    return noise ? [] : [[name, dtype === 'int32' ? Int32Array.from(filled) : filled] as const];
  });
  return { rows, inputs: Object.fromEntries(inputs) };
}

/** Trains every case for 50 steps and writes what happened, with the training graph, into `folder`; gives the list for training_reference.py. */
export async function writeTrainingCases(folder: string): Promise<object[]> {
  const written: object[] = [];
  for (const one of CASES) {
    const { name, loss, net, rows, batchSize, stack, optimiser, clipNorm, more = {} } = one;
    const data = dataOf(one);
    const settings = {
      steps: STEPS,
      batchSize,
      seed: SEED,
      optimiser,
      clipNorm,
      schedule: { kind: 'constant', rate: RATE },
    } as const;
    const initial = repeated(initialParameters(net, SEED), stack ?? 1);
    const result = await train(net, data, settings, { stack, initial });
    const put = (part: string, content: TensorData | Uint8Array) => {
      const file = `${name}.${part}`;
      writeFileSync(join(folder, file), rawBytes(content));
      return file;
    };
    const noise = Object.entries(net.batch).flatMap(([input, { shape, noise: isNoise }], k) =>
      isNoise ? [[input, put(input, stepNoise(SEED, k, 0, STEPS, batchSize * elementCount(shape)))] as const] : []
    );
    const isWhole = batchSize === rows;
    const order = isWhole
      ? Int32Array.from({ length: STEPS * batchSize }, (_, i) => i % batchSize)
      : new Batches(rows, batchSize, SEED).indices(0, STEPS);
    const form = { net, stack, batchSize, isWhole, optimiser, clipNorm: clipNorm ?? null };
    written.push({
      name,
      loss,
      models: stack ?? 1,
      rows,
      batchSize,
      steps: STEPS,
      rate: RATE,
      optimiser,
      clipNorm: clipNorm ?? null,
      more,
      parameters: net.parameters.map((parameter) => ({ name: parameter.name, shape: parameter.shape })),
      batch: Object.entries(net.batch).flatMap(([input, { shape, dtype, noise: isNoise }]) =>
        isNoise ? [] : [{ name: input, shape, dtype, file: put(input, data.inputs[input]) }]
      ),
      noise: Object.fromEntries(noise.map(([input, file]) => [input, { shape: net.batch[input].shape, file }])),
      order: put('order', order),
      initial: put('initial', initial),
      trained: put('trained', result.parameters),
      losses: put('losses', result.losses),
      model: put('onnx', trainingModel(form).build()),
    });
  }
  return written;
}
