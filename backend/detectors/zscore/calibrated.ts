import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector zscore --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.007, 2.137, 2.997, 3.852, 4.968, 6.407];
