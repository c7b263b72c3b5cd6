import type { Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { Scored, SeriesGroup } from '../detector.ts';
import { namedContributions, pointFacts, rounded, slotText } from '../explanation.ts';
import { slotsOf } from '../online-statistics/season.ts';
import { KINDS } from './kind.ts';
import type { Kind } from './kind.ts';
import type { Evidence } from './stream.ts';

const WORDS: Readonly<Record<Kind, { readonly name: string; readonly what: string; readonly side: string }>> = {
  level: { name: 'level shift', what: 'level', side: 'Level' },
  trend: { name: 'trend shift', what: 'trend an hour', side: 'Trend an hour' },
  variance: { name: 'variance shift', what: 'spread', side: 'Spread (standard deviation)' },
};

const FARTHEST_SIGMAS = 100;

/** Which change the point at `index` is marked for: its kind, when it began, and what was before and is after. */
export function explainChange(window: SeriesGroup, scored: Scored, seriesIndex: number, index: number): Explanation {
  const { times, values } = window.series[seriesIndex];
  const { sigma: spreads, kind: kinds, onset, before, after, rarity, period, points } = scored.evidence as Evidence;
  const value = values[index];
  const expected = scored.expected[index];
  const sigma = spreads[index] > 0 ? spreads[index] : Math.abs(value - expected) / FARTHEST_SIGMAS || 1;
  const slots = new Float64Array(period[index] > 0 ? slotsOf(period[index]) : 1);
  const slot = slotText({ period: period[index], slots }, times[index]);
  const kind = Number.isNaN(kinds[index]) ? null : KINDS[kinds[index] - 1];
  const words = kind && WORDS[kind];
  const since = new Date(onset[index]);
  const facts: ExplanationFact[] = [
    ...pointFacts({ value, expected, sigma, slot }),
    ...(words
      ? [
          { key: 'kind', label: 'Kind of change', value: words.name },
          { key: 'onset', label: 'Began', value: since.toISOString() },
          { key: 'before', label: `${words.side} before`, value: before[index] },
          { key: 'after', label: `${words.side} after`, value: after[index] },
        ]
      : []),
    { key: 'rarity', label: 'How rare (so many zeros: 3 is one point in 1,000)', value: rarity[index] },
    { key: 'trainedPoints', label: 'Points learnt from', value: points[index] },
  ];
  const sigmas = (value - expected) / sigma;
  return {
    summary: words
      ? `A ${words.name} began at ${clockOf(since)}: the ${words.what} went from ${rounded(before[index])} to ${rounded(after[index])}${slot ? ', daily or weekly season taken off' : ''}.`
      : `No change of level, trend or variance stands out here.`,
    facts: facts.filter((fact) => typeof fact.value === 'string' || Number.isFinite(fact.value)),
    contributions: namedContributions([{ name: words?.name ?? 'value', value, expected, sigmas }], [1]),
  };
}

function clockOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
