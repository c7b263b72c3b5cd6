import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector isolation-forest --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.149, 2.083, 3.013, 3.942, 4.834, 5.816];
