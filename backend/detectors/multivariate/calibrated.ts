import type { Correction } from '../rarity.ts';

/** Interpolated from the rates that `npm run -s eval -- calibration --detector multivariate` found on both sides of each; `--write` fits it anew. */
export const CORRECTION: Correction = [1.05, 2, 2.9, 4, 5.8, 7.3];
