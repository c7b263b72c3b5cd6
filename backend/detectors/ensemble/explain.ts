import type { Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { Detector, FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { rounded } from '../explanation.ts';
import { opinionOf } from './combine.ts';
import { membersOf, parametersOf } from './model.ts';
import { partOf } from './score.ts';

/**
 * Why a point has its score: what the member says that added most, then what each says and how much it counts. Rarities are -log10 of the
 * share of ordinary points that unusual.
 */
export function explainPoint(
  known: readonly Detector[],
  model: FittedModel,
  window: SeriesGroup,
  scores: GroupScores,
  seriesIndex: number,
  index: number
): Explanation {
  const { members: ids, mixture, models, examples } = parametersOf(model);
  const members = membersOf(known, ids);
  const parts = ids.map((id) => scores.series.map((one) => partOf(one, id)));
  const opinions = parts.map((part, m) => opinionOf(mixture, m, part[seriesIndex].score[index]));
  const added = opinions.map((opinion, m) =>
    opinion >= 0 ? opinion * (mixture.combine === 'max' ? 1 : mixture.weights[m]) : -1
  );
  const lead = added.indexOf(Math.max(...added));
  const { detector } = members[lead];
  const own = detector.explain(models[lead], window, { series: parts[lead], state: null }, seriesIndex, index);
  const percent = (share: number): string => `${rounded(100 * share)} %`;
  const facts = members.flatMap(({ detector: { id, name } }, m): ExplanationFact[] => [
    { key: `member:${id}`, label: `${name}: score`, value: parts[m][seriesIndex].score[index] },
    { key: `weight:${id}`, label: `${name}: weight`, value: percent(mixture.weights[m]) },
  ]);
  const how = {
    learned: `mean by weights learned on held-out history with ${examples} injected anomalies`,
    mean: 'mean of all members alike',
    max: 'the highest of the members',
    rank: 'mean of how high each member ranks its held-out scores',
  }[mixture.combine];
  return {
    summary: `${own.summary} (Said by ${detector.name}, which adds most of ${members.length} combined detectors.)`,
    facts: [
      ...own.facts,
      ...facts.filter(({ value }) => typeof value === 'string' || Number.isFinite(value)),
      { key: 'combine', label: 'Combined by', value: how },
    ],
    contributions: own.contributions,
    ...(own.attribution ? { attribution: own.attribution } : {}),
  };
}
