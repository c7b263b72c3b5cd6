import type { Detector } from './detector.ts';
import { ensembleOf } from './ensemble/ensemble.ts';
import { isolationForest } from './isolation-forest/isolation-forest.ts';
import { seasonal } from './seasonal/seasonal.ts';

/** Detectors that stand by themselves: adding one is a folder and a line here. */
const SINGLE: readonly Detector[] = [seasonal, isolationForest];

/** Every detector Nightjar has, in the order people see them; the last are made of the others. */
export const DETECTORS: readonly Detector[] = [...SINGLE, ensembleOf(SINGLE, ['seasonal', 'isolation-forest'])];
