import type { Correction } from '../rarity.ts';

/** Interpolated from a pass of `npm run -s eval -- calibration --detector subsequence --seeds 101..102`; `--write` fits it anew. */
export const CORRECTION: Correction = [1.05, 2.1, 2.95, 3.75, 5.9, 7.3];
