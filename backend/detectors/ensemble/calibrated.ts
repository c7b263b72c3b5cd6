import { UNCORRECTED } from '../rarity.ts';
import type { Correction } from '../rarity.ts';

/** Nominal rarities at which one clean point in 10^1 .. 10^6 really lies; `npm run -s eval -- calibration --detector ensemble --write`. */
export const CORRECTION: Correction = UNCORRECTED;
