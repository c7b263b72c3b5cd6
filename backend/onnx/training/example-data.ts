import { seededRandom } from '../../features/random.ts';
import { normal } from './normal.ts';
import type { TrainingData } from './settings.ts';

/** Samples that a narrow autoencoder can learn: mixtures of three waves with a little noise, of about unit size. One data set a model, one after the other. */
export function exampleSamples(rows: number, width: number, seed: number, models = 1): TrainingData {
  const x = new Float32Array(models * rows * width);
  const noise = new Float32Array(x.length);
  const random = seededRandom(seed);
  normal(noise, random);
  for (let row = 0; row < models * rows; row++) {
    const mix = Float32Array.from({ length: 3 }, () => 2 * random() - 1);
    for (let i = 0; i < width; i++) {
      const at = (2 * Math.PI * i) / width;
      const wave = mix[0] * Math.sin(at) + mix[1] * Math.cos(at) + mix[2] * Math.sin(2 * at);
      x[row * width + i] = wave + 0.05 * noise[row * width + i];
    }
  }
  return { rows, inputs: { x } };
}
