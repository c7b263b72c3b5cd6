import type { Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { Scored, SeriesGroup } from '../detector.ts';
import { namedContributions, pointFacts, pointWords, rounded, slotText } from '../explanation.ts';
import type { ExplainedPoint } from '../explanation.ts';
import { slotsOf } from './season.ts';
import type { Evidence } from './stream.ts';

/** Distances of a series that never varied before, in spreads. */
const FARTHEST_SIGMAS = 100;

/** What a statistic adds in its own words. */
export interface Wording {
  /** What the score measures, as the sentence goes on: `rarer than ...`. */
  readonly measure: string;
  /** Label of the deviation the score takes. */
  readonly deviationLabel: string;
}

/** Why the point at `index` of a series has its score, from its columns alone. */
export function explainPoint(
  window: SeriesGroup,
  scored: Scored,
  seriesIndex: number,
  index: number,
  wording: Wording
): Explanation {
  const { times, values } = window.series[seriesIndex];
  const evidence = scored.evidence as Evidence;
  const value = values[index];
  const expected = scored.expected[index];
  const usual = evidence.sigma[index];
  // A series that never varied has no spread: one of which the difference is the farthest we speak of.
  const sigma = usual > 0 ? usual : Math.abs(value - expected) / FARTHEST_SIGMAS || 1;
  const period = evidence.period[index];
  const slots = new Float64Array(period > 0 ? slotsOf(period) : 1);
  const point: ExplainedPoint = { value, expected, sigma, slot: slotText({ period, slots }, times[index]) };
  const rarity = evidence.rarity[index];
  const facts: ExplanationFact[] = [
    ...pointFacts(point),
    { key: 'scoredDeviation', label: wording.deviationLabel, value: evidence.deviation[index] },
    { key: 'rarity', label: 'How rare (so many zeros: 3 is one point in 1,000)', value: rarity },
    { key: 'lower', label: 'Lower edge of the band', value: scored.lower[index] },
    { key: 'upper', label: 'Upper edge of the band', value: scored.upper[index] },
    { key: 'trainedPoints', label: 'Points learnt from', value: evidence.points[index] },
  ];
  const sigmas = (value - expected) / sigma;
  return {
    summary: `${pointWords(point)}; ${wording.measure}, ${rarityWords(rarity)}.`,
    facts: facts.filter((fact) => typeof fact.value === 'string' || Number.isFinite(fact.value)),
    contributions: namedContributions([{ name: 'value', value, expected, sigmas }], [1]),
  };
}

/** Beyond this a share is extrapolated so far that it is not named. */
const RAREST_NAMED = 6;

function rarityWords(rarity: number): string {
  return rarity > RAREST_NAMED
    ? 'such a distance is rarer than one point in a million'
    : `about one point in ${rounded(10 ** rarity)} lies as far out`;
}
