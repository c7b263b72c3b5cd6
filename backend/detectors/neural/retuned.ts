import type { Calibration } from '../calibration.ts';
import type { NeuralSettings } from './settings.ts';

/** The raw value that `calibrate` (../calibration.ts) turns into a score of 0..1 exclusive. */
export function rawOfScore({ raw: knots, scores }: Calibration, score: number): number {
  let [below, scoreBelow] = [0, 0];
  for (let i = 0; i < knots.length; i++) {
    if (score <= scores[i]) {
      return below + ((score - scoreBelow) / (scores[i] - scoreBelow)) * (knots[i] - below);
    }
    [below, scoreBelow] = [knots[i], scores[i]];
  }
  const last = knots.length - 1;
  const slope = (scores[last] - scores[last - 1]) / (knots[last] - knots[last - 1]);
  const room = 1 - scores[last];
  return knots[last] + (room * room) / ((1 - score) * slope) - room / slope;
}

/**
 * The scale of scores with the threshold at 0.7 and raw values multiplied by the sensitivity: what scored `threshold` scores 0.7, so that the marks of
 * low, medium and high stay where they are for every detector.
 */
export function retuned(
  calibration: Calibration,
  { threshold, sensitivityMultiplier }: Pick<NeuralSettings, 'threshold' | 'sensitivityMultiplier'>
): Calibration {
  const factor = (sensitivityMultiplier * rawOfScore(calibration, 0.7)) / rawOfScore(calibration, threshold);
  return { raw: calibration.raw.map((knot) => knot / factor), scores: calibration.scores };
}
