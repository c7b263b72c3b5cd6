import type { Detector } from './detector.ts';
import { isolationForest } from './isolation-forest/isolation-forest.ts';
import { seasonal } from './seasonal/seasonal.ts';

/** Every detector Nightjar has; adding one is a folder and a line here. */
export const DETECTORS: readonly Detector[] = [seasonal, isolationForest];
