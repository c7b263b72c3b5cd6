import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector one-class-svm --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.155, 2.05, 3.02, 3.982, 4.893, 5.89];
