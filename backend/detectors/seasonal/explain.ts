import type { Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { Scored } from '../detector.ts';
import type { Evidence } from './stream.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Why the point has its score, from the columns alone; times in ms. */
export function explainPoint(times: Float64Array, values: Float64Array, scored: Scored, index: number): Explanation {
  const evidence = scored.evidence as Evidence;
  const value = values[index];
  const expected = scored.expected[index];
  const sigma = evidence.sigma[index];
  const sigmas = sigma > 0 ? (value - expected) / sigma : 0;
  const at = new Date(times[index]);
  const slot = `${DAYS[at.getUTCDay()]} ${at.toISOString().slice(11, 16)} UTC`;
  const weekly = evidence.weekly[index];
  const facts: ExplanationFact[] = [
    { key: 'value', label: 'Value', value },
    { key: 'expected', label: 'Expected', value: expected },
    { key: 'deviation', label: 'Difference', value: value - expected },
    { key: 'sigma', label: 'Usual spread (robust standard deviation)', value: sigma },
    { key: 'deviationSigmas', label: 'Difference in spreads', value: sigmas },
    { key: 'level', label: 'Level', value: evidence.level[index] },
    { key: 'daily', label: 'Daily season', value: evidence.daily[index] },
    { key: 'weekly', label: 'Weekly season', value: weekly },
    { key: 'seasonSlot', label: 'Time of week', value: slot },
    {
      key: 'valueNovelty',
      label: 'Distance from any recent value, over the usual range',
      value: evidence.valueNovelty[index],
    },
    { key: 'residualNovelty', label: 'The same for the difference', value: evidence.residualNovelty[index] },
  ];
  const side = value >= expected ? 'above' : 'below';
  return {
    summary: `${round(value)} is ${round(Math.abs(sigmas))} robust standard deviations ${side} the ${round(expected)} expected on ${slot}.`,
    facts,
    contributions: [{ name: 'value', value, expected, sigmas, share: 1 }],
  };
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
