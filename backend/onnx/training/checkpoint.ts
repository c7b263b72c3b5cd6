import { NightjarError } from '../../errors.ts';
import { freshWatch } from './watch.ts';
import type { Watch } from './watch.ts';

/**
 * Where a training stands: plain data that structured clone and the serializer take. Shuffling and noise need nothing but the seed and the number of
 * steps, the schedule nothing but the latter.
 */
export interface Checkpoint {
  /** The net's key. */
  readonly net: string;
  readonly models: number;
  readonly seed: number;
  /** Steps done. */
  readonly step: number;
  /** Flat vectors, [S, N]. */
  readonly parameters: Float32Array;
  /** The optimiser's vectors alike. */
  readonly slots: readonly Float32Array[];
  /** The parameters a model ended with, or was best with; null while they are the current ones for all. */
  readonly kept: Float32Array | null;
  /** By model, the numbers of its `Watch`, in the order of WATCHED. */
  readonly watches: Float64Array;
}

const WATCHED = [
  'sum',
  'count',
  'best',
  'stale',
  'flat',
  'factor',
  'stoppedAt',
  'divergedAt',
  'loss',
] as const satisfies readonly (keyof Watch)[];

/** A training in its course. */
export interface Standing {
  step: number;
  parameters: Float32Array;
  slots: Float32Array[];
  kept: Float32Array | null;
  readonly watches: Watch[];
}

export function freshStanding(parameters: Float32Array, slots: number, models: number): Standing {
  return {
    step: 0,
    parameters,
    slots: Array.from({ length: slots }, () => new Float32Array(parameters.length)),
    kept: null,
    watches: Array.from({ length: models }, freshWatch),
  };
}

export function asCheckpoint(net: string, seed: number, standing: Standing): Checkpoint {
  const { step, parameters, slots, kept, watches } = standing;
  return {
    net,
    seed,
    models: watches.length,
    step,
    parameters: parameters.slice(),
    slots: slots.map((slot) => slot.slice()),
    kept: kept && kept.slice(),
    watches: Float64Array.from(watches.flatMap((watch) => WATCHED.map((name) => watch[name]))),
  };
}

/** Throws `bad-settings` where the checkpoint is of another training. */
export function asStanding(checkpoint: Checkpoint, net: string, seed: number, models: number, slots: number): Standing {
  if (
    checkpoint.net !== net ||
    checkpoint.seed !== seed ||
    checkpoint.models !== models ||
    checkpoint.slots.length !== slots
  ) {
    throw new NightjarError(
      'bad-settings',
      'The checkpoint is of another network, seed, optimiser or number of models: go on with the settings it was made with.'
    );
  }
  return {
    step: checkpoint.step,
    parameters: checkpoint.parameters,
    slots: [...checkpoint.slots],
    kept: checkpoint.kept && checkpoint.kept.slice(),
    watches: Array.from({ length: models }, (_, model) => {
      const watch = freshWatch();
      WATCHED.forEach((name, i) => (watch[name] = checkpoint.watches[model * WATCHED.length + i]));
      return watch;
    }),
  };
}
