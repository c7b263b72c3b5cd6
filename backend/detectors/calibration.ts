/**
 * The scale every detector's score lies on: a score says how rare so unusual a point is on ordinary data.
 * 0.7 stands for about one point in 1,000, 0.8 for one in 10,000, 0.9 for one in 100,000; each further tenth is ten times rarer.
 */
export interface Calibration {
  /** Raw values, ascending and above 0, that clean data reach with the rarities `scores` stand for. */
  readonly raw: readonly number[];
  /** Scores of these raw values, ascending, within 0..1 exclusive. */
  readonly scores: readonly number[];
}

/** The calibration of a model that scores nothing. */
export const NO_CALIBRATION: Calibration = { raw: [], scores: [] };

/**
 * Score in 0..1 of a raw measure of unusualness (>= 0; NaN stays NaN). Strictly increasing, so that thresholds on raw values and on
 * scores select the same points: linear between the knots, and above the last one a hyperbola that nears 1 without reaching it.
 */
export function calibrate(calibration: Calibration, raw: number): number {
  const { raw: knots, scores } = calibration;
  let below = 0;
  let scoreBelow = 0;
  for (let i = 0; i < knots.length; i++) {
    if (raw < knots[i]) {
      return scoreBelow + ((scores[i] - scoreBelow) * (raw - below)) / (knots[i] - below);
    }
    below = knots[i];
    scoreBelow = scores[i];
  }
  const last = knots.length - 1;
  const slope = (scores[last] - (last > 0 ? scores[last - 1] : 0)) / (knots[last] - (last > 0 ? knots[last - 1] : 0));
  const room = 1 - scores[last];
  return 1 - (room * room) / (room + slope * (raw - knots[last]));
}
