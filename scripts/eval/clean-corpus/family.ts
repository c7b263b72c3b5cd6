import type { Random } from '../random.ts';

/** Makes `n` points at one minute, from Monday 00:00 on, of a series in which nothing is wrong. */
export type CleanSeries = (random: Random, n: number) => Float64Array;

/** Series of one kind. */
export interface CleanFamily {
  readonly name: string;
  readonly make: CleanSeries;
  /** Never shown to what fits corrections; it judges them alone. */
  readonly isHeldOut: boolean;
}
