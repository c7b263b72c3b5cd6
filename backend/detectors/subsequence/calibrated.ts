import type { Correction } from '../rarity.ts';

/** Interpolated from one pass of `npm run -s eval -- calibration --detector subsequence --seeds 1`; `--write` fits it anew. */
export const CORRECTION: Correction = [1.05, 2.1, 3.1, 4.5, 5.9, 7.3];
