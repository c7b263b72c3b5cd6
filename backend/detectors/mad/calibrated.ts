import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector mad --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.002, 2.141, 2.978, 3.841, 4.994, 6.369];
