import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector quantile --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.019, 2.094, 2.945, 4.09, 5.319, 6.366];
