import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector peers --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.687, 2.701, 3.648, 4.647, 6.532, 9.735];
