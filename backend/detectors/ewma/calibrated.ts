import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector ewma --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.056, 2.094, 3.148, 3.949, 4.792, 5.718];
