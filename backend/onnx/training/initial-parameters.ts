import { seededRandom } from '../../features/random.ts';
import type { Random } from '../../features/random.ts';
import { elementCount } from '../tensor.ts';
import type { Net, Parameter } from './net.ts';
import { normal } from './normal.ts';

/** Keeps the random streams of parameters apart from those of batches. */
const FIRST_STREAM = 0x4000_0000;

function fill(into: Float32Array, { shape, initial }: Parameter, random: Random): void {
  const [fanIn, fanOut] = [shape[0], shape[shape.length - 1]];
  if (typeof initial === 'number') {
    into.fill(initial);
  } else if (initial === 'xavier') {
    const bound = Math.sqrt(6 / (fanIn + fanOut));
    into.forEach((_, i) => (into[i] = (2 * random() - 1) * bound));
  } else {
    normal(into, random);
    const deviation = Math.sqrt(2 / fanIn);
    into.forEach((value, i) => (into[i] = value * deviation));
  }
}

/** A flat vector of the net's parameters before training; equal seeds give equal bytes. */
export function initialParameters(net: Net, seed: number): Float32Array {
  const parts = net.parameters.map((parameter, i) => {
    const part = new Float32Array(elementCount(parameter.shape));
    fill(part, parameter, seededRandom(seed, FIRST_STREAM + i));
    return part;
  });
  const flat = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (flat.set(part, at), at + part.length), 0);
  return flat;
}

/** `count` copies of a flat vector side by side: models of one stack begin alike. */
export function repeated(flat: Float32Array, count: number): Float32Array {
  const all = new Float32Array(flat.length * count);
  for (let i = 0; i < count; i++) {
    all.set(flat, i * flat.length);
  }
  return all;
}
