import { UNCORRECTED } from '../rarity.ts';
import type { Correction } from '../rarity.ts';

export const CORRECTION: Correction = UNCORRECTED;
