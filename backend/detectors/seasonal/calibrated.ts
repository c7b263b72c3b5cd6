import type { Calibration } from '../calibration.ts';

/** Novelties that clean series reach about once in 1,000, 10,000 and 100,000 points; found by `npm run -s eval -- synthetic-detection`. */
export const SEASONAL_CALIBRATION: Calibration = { raw: [0.05, 0.1, 0.2], scores: [0.7, 0.8, 0.9] };
