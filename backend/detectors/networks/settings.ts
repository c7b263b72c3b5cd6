import { z } from 'zod';
import { joint as jointOf, minTrainingSamples as samples } from '../setting-fields.ts';

/** Settings every detector made of a network has. */
export interface NetworkSettings {
  readonly minTrainingSamples: number;
  readonly bandWidth: number;
  readonly steps: number;
}

export const minTrainingSamples = samples(undefined, { least: 50 });

export const joint = jointOf('network', 'courses');

/** Of networks that squeeze a window and rebuild it. */
export const rebuiltWindow = z
  .number()
  .int()
  .min(4)
  .max(288)
  .default(16)
  .describe('Points a window holds, the scored one last: what the network squeezes and rebuilds.');

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
