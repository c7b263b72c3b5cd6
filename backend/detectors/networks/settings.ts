import { z } from 'zod';

/** Settings every detector made of a network has. */
export interface NetworkSettings {
  readonly minTrainingSamples: number;
  readonly bandWidth: number;
  readonly steps: number;
}

export const minTrainingSamples = z
  .number()
  .int()
  .min(50)
  .max(100_000)
  .default(100)
  .describe('Points the training window must hold before any point is scored.');

export const bandWidth = z
  .number()
  .min(1)
  .max(10)
  .default(3)
  .describe('Half width of the band around the expected value, in robust standard deviations. Does not change scores.');

export const steps = z
  .number()
  .int()
  .min(1)
  .max(100_000)
  .default(600)
  .describe('Most training steps of 32 windows; training stops before where held-out windows no longer gain.');

export function layer(units: number, what: string) {
  return z.number().int().min(1).max(256).default(units).describe(what);
}
