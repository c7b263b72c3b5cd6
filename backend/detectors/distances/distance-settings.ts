import { z } from 'zod';
import { bandWidth, joint, minTrainingSamples } from '../setting-fields.ts';

/** Settings of detectors that compare windows by distance; `neighbours` defaults to what the method's paper or practice suggests. */
export function distanceSettings(neighbours: number) {
  return z.object({
    neighbours: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(neighbours)
      .describe('How many of the most alike training windows each window is compared with.'),
    window: z
      .number()
      .int()
      .min(1)
      .max(288)
      .default(16)
      .describe('Points of a window, the scored one the newest. Looking back over a range, windows may be longer.'),
    references: z
      .number()
      .int()
      .min(100)
      .max(10_000)
      .default(3000)
      .describe('Training windows that are kept to compare with, spread evenly over the training data.'),
    minTrainingSamples: minTrainingSamples('Windows the training data must hold before any point is scored.'),
    joint: joint('model', 'courses'),
    bandWidth,
  });
}
