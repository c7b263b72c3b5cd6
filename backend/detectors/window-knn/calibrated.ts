import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector window-knn --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [0.889, 1.756, 2.901, 5.002, 7.191, 9.02];
