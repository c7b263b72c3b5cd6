import { seededRandom } from '../../backend/features/random.ts';
import { adoptProvider, configureProvider, describeProvider } from '../../backend/onnx/provider.ts';
import { autoencoderNet } from '../../backend/onnx/training/nets/autoencoder.ts';
import { predict } from '../../backend/onnx/training/predict.ts';
import { train } from '../../backend/onnx/training/trainer.ts';

/*
 * Trains a stack of autoencoders and scores with it on one provider (`cpu` or `cuda`), twice, and prints one JSON object: the provider that
 * was in use at the end, its reason, parameters, reconstructions and the milliseconds of the second time.
 */
const STACK = 100;
const ROWS = 200;
const WIDTH = 24;
/** Few: rectifiers magnify differences of rounding, step by step. */
const STEPS = 20;

const provider = process.argv[2] === 'cuda' ? 'cuda' : 'cpu';
configureProvider(provider, (line) => process.stderr.write(`${line}\n`));
if (process.argv[3] === 'pretend') {
  adoptProvider({ provider: 'cuda', reason: 'pretended' });
}

const random = seededRandom(5);
const x = Float32Array.from({ length: STACK * ROWS * WIDTH }, (_, index) => Math.sin(index / 7) + random() / 4);
const net = autoencoderNet({ widths: [WIDTH, 16, 4, WIDTH] });
const settings = { steps: STEPS, batchSize: 32, seed: 1, clipNorm: 1 };

async function once(): Promise<{ parameters: Float32Array; reconstruction: Float32Array; ms: number }> {
  const started = performance.now();
  const { parameters } = await train(net, { rows: ROWS, inputs: { x } }, settings, { stack: STACK });
  const { reconstruction } = await predict(net, parameters, x, STACK);
  const ms = performance.now() - started;
  return { parameters, reconstruction: reconstruction.data as Float32Array, ms };
}

// The first time opens the sessions, and on a GPU starts it.
await once();
const { parameters, reconstruction, ms } = await once();
const { provider: used, reason } = await describeProvider();
const result = { used, reason, ms, parameters: [...parameters], reconstruction: [...reconstruction.slice(0, 20_000)] };
process.stdout.write(JSON.stringify(result));
