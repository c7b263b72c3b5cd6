import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector peers --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.002, 1.995, 3.013, 3.847, 4.414, 5.35];
