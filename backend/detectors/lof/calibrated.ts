import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector lof --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [0.921, 1.275, 2.206, 4.551, 7.051, 9.551];
