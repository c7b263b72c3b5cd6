import { calibrationOf, fitTail } from './rarity.ts';
import type { Correction, Tail } from './rarity.ts';

/** Stretches that the training part is cut into, and how many of them may hold anomalies without moving the tail. */
const STRETCHES = 14;
const SPOILT = 2;
/** Up to here quantiles are trusted. */
const FROM = 2.5;

/**
 * Rare but usual events, such as two errors within minutes where there is one an hour, lie beyond the quantiles that a tail is read to, and what is
 * drawn on from there does not foresee them. They come back on many days, an incident does not: the third-highest of the maxima of 14 equal
 * stretches of the training part is a value that usual points reach. Where it lies beyond the tail, the tail beyond its quantiles is stretched to it.
 *
 * `raw` are the raw scores of training points in the order of time (NaN left out).
 */
export function reachingEpisodes(tail: Tail, raw: Float64Array): Tail {
  const points = raw.filter(Number.isFinite);
  const length = Math.floor(points.length / STRETCHES);
  if (length < 20) {
    return tail;
  }
  const maxima = Float64Array.from({ length: STRETCHES }, (_, k) =>
    points.subarray(k * length, (k + 1) * length).reduce((most, one) => Math.max(most, one), 0)
  ).sort();
  const met = maxima[STRETCHES - 1 - SPOILT];
  // Of 14 maxima, 2.5 lie above on average: the share of points that do so if they come one by one.
  const rarity = -Math.log10(-Math.log(1 - (SPOILT + 0.5) / STRETCHES) / length);
  const end = tail.rawAt(FROM);
  const drawn = tail.rawAt(rarity) - end;
  if (rarity <= FROM || met - end <= drawn) {
    return tail;
  }
  const stretch = (met - end) / drawn;
  return {
    rawAt: (wanted) => (wanted <= FROM ? tail.rawAt(wanted) : end + stretch * (tail.rawAt(wanted) - end)),
  };
}

/** The calibration of a model from the raw scores of its clean training points, in the order of time, with the episodes they have; plain data. */
export function episodeCalibration(raw: Float64Array, correction: Correction) {
  return { ...calibrationOf(reachingEpisodes(fitTail(raw), raw), correction) };
}
