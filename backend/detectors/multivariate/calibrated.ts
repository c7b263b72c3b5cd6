import type { Correction } from '../rarity.ts';
import { UNCORRECTED } from '../rarity.ts';

export const CORRECTION: Correction = UNCORRECTED;
