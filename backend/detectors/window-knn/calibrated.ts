import type { Correction } from '../rarity.ts';

/** Interpolated from one pass of `npm run -s eval -- calibration --detector window-knn --seeds 1`; `--write` fits it anew. */
export const CORRECTION: Correction = [1, 2, 2.9, 4.2, 6, 7];
