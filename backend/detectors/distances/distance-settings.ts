import { z } from 'zod';

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
    minTrainingSamples: z
      .number()
      .int()
      .min(10)
      .max(100_000)
      .default(100)
      .describe('Windows the training data must hold before any point is scored.'),
    joint: z
      .boolean()
      .default(false)
      .describe('One model over all series of the query: finds instants at which their courses do not fit together.'),
    bandWidth: z
      .number()
      .min(1)
      .max(10)
      .default(3)
      .describe(
        'Half width of the band around the expected value, in robust standard deviations. Does not change scores.'
      ),
  });
}
