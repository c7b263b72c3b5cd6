import type { Correction } from '../rarity.ts';

/** Interpolated from one pass of `npm run -s eval -- calibration --detector lof --seeds 1`; `--write` fits it anew. */
export const CORRECTION: Correction = [1, 2, 2.8, 4, 5.2, 6.4];
