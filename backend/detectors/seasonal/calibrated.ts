import { scoreOfRarity } from '../rarity.ts';
import type { Calibration } from '../calibration.ts';

/**
 * What raw scores mean, by decades of rarity from one point in 10 to one in 100,000. Held by hand, since novelty has one scale for all series and is no tail of
 * theirs: on the clean series of `npm run -s eval -- calibration` one point in about 1,000, 20,000 and 50,000 reaches the last three. Medium is on the quiet side of
 * the tolerance, since a dashboard of fifty calm series is to show at most one false mark a day (`npm run -s eval -- demo`).
 */
export const SEASONAL_CALIBRATION: Calibration = {
  raw: [0.00012, 0.0007, 0.01, 0.2, 0.4],
  scores: [1, 2, 3, 4, 5].map(scoreOfRarity),
};
