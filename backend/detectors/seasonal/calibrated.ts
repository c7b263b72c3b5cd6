import type { Calibration } from '../calibration.ts';

/**
 * What raw scores mean. On the clean series of `npm run -s eval -- synthetic-detection` (one point a minute) these are reached by one
 * point in 10,000, 100,000 and 500,000: well below the rates the scale stands for, since nobody wants to be woken by ten series a day.
 */
export const SEASONAL_CALIBRATION: Calibration = { raw: [0.03, 0.15, 0.4], scores: [0.7, 0.8, 0.9] };
