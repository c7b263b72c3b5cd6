import type { Correction } from '../rarity.ts';

/**
 * Nominal rarities at which one clean point in 10^k really lies, k = 1..6.
 * `npm run -s eval -- calibration --detector isolation-forest --write` finds them anew and writes this file.
 */
export const CORRECTION: Correction = [1.266, 2.037, 2.615, 3.288, 3.955, 4.508];
