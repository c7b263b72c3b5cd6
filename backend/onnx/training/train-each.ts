import type { Net } from './net.ts';
import { parameterCount } from './net.ts';
import type { TrainedModel, TrainingData, TrainingOptions, TrainingSettings } from './settings.ts';
import { train } from './trainer.ts';

/** Most models in a stack: more no longer fit the processor's cache, and chunks get long. */
const LARGEST_STACK = 32;

export interface EachTrained {
  /** Flat, [N]. */
  readonly parameters: Float32Array;
  readonly model: TrainedModel;
}

/**
 * Sizes of the stacks for `count` models: powers of two, so that few forms of session serve any number. A stack of one would round differently from all
 * others and does not occur: a last single model has its own copy beside it.
 */
function stackSizes(count: number): number[] {
  const sizes: number[] = [];
  for (let left = count; left > 0; left -= sizes[sizes.length - 1]) {
    sizes.push(Math.max(2, Math.min(LARGEST_STACK, 2 ** Math.floor(Math.log2(left)))));
  }
  return sizes;
}

function joined(net: Net, parts: readonly TrainingData[]): TrainingData {
  const names = Object.keys(net.batch).filter((name) => !net.batch[name].noise);
  const inputs = names.map((name) => {
    const arrays = parts.map((part) => part.inputs[name]);
    const length = arrays.reduce((sum, array) => sum + array.length, 0);
    const all = arrays[0] instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
    arrays.reduce((at, array) => (all.set(array, at), at + array.length), 0);
    return [name, all] as const;
  });
  return { rows: parts[0].rows, inputs: Object.fromEntries(inputs) };
}

/**
 * Trains one model of a net for each data set, those with equally many samples side by side. A model's bytes do not depend on the others: all have the
 * same seed. `heldOut`, where given, holds one data set a model.
 */
export async function trainEach(
  net: Net,
  sets: readonly TrainingData[],
  settings: TrainingSettings,
  options: Omit<TrainingOptions, 'stack' | 'initial' | 'from' | 'heldOut'> & {
    readonly heldOut?: readonly TrainingData[];
  } = {}
): Promise<EachTrained[]> {
  const buckets = new Map<string, number[]>();
  sets.forEach(({ rows }, i) => {
    const key = `${rows} ${options.heldOut?.[i].rows ?? 0}`;
    buckets.set(key, [...(buckets.get(key) ?? []), i]);
  });
  const results: EachTrained[] = [];
  const size = parameterCount(net);
  for (const bucket of buckets.values()) {
    let at = 0;
    for (const stack of stackSizes(bucket.length)) {
      const members = bucket.slice(at, at + stack);
      at += members.length;
      const filled = members.length === stack ? members : [...members, members[0]];
      const { parameters, models } = await train(
        net,
        joined(
          net,
          filled.map((i) => sets[i])
        ),
        settings,
        {
          ...options,
          stack,
          heldOut:
            options.heldOut &&
            joined(
              net,
              filled.map((i) => (options.heldOut as TrainingData[])[i])
            ),
        }
      );
      members.forEach((i, k) => {
        results[i] = { parameters: parameters.slice(k * size, (k + 1) * size), model: models[k] };
      });
    }
  }
  return results;
}
