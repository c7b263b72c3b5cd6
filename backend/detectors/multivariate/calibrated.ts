import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector multivariate --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.125, 2.024, 2.926, 5.426, 7.926, 10.426];
