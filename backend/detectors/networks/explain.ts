import type { Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { attributed, namedContributions, pointFacts, pointWords, rounded, slotText } from '../explanation.ts';
import type { ExplainedPoint } from '../explanation.ts';
import { partOfGroup } from '../group-part.ts';
import { partsBySeries, partsByStretch } from './course.ts';
import type { NamedPart } from './course.ts';
import { integratedGradients } from './integrated-gradients.ts';
import type { Attribution, Differentiable } from './integrated-gradients.ts';
import { LARGEST_SEEN } from './kind.ts';
import type { NetworkKind } from './kind.ts';
import { kinks, levelledPass } from './level.ts';
import { parametersOf } from './model.ts';
import type { NetworkParameters } from './model.ts';
import { cutOff, rowsOf } from './rows.ts';

/** The raw score as a function of a row; that part of it which is explained at the row `at`, where one is given. */
export function rawOf(
  kind: NetworkKind,
  { shape, weights, judge: constants }: NetworkParameters,
  at: Float64Array | null = null
): Differentiable {
  const network = kind.network(shape);
  const flat = weights ?? new Float32Array(0);
  const general = kind.judge(shape, constants);
  const judge = (at && general.heldAt?.(network.pass(flat, levelledPass(at, shape).row.map(cutOff)).output)) ?? general;
  return (given) => {
    const level = levelledPass(given, shape);
    const { row } = level;
    const pass = network.pass(flat, row.map(cutOff));
    const { byRow, byOutput } = judge.gradients(row, pass.output);
    const through = pass.back(byOutput);
    const gradient = byRow.map((own, i) => own + (Math.abs(row[i]) < LARGEST_SEEN ? through[i] : 0));
    return { value: judge.of(row, pass.output).raw, gradient: level.back(gradient) };
  };
}

/** What every value of a row adds to the raw score over that of a usual course, all values at what is usual at their times. */
export function attributionOf(kind: NetworkKind, parameters: NetworkParameters, row: Float64Array): Attribution {
  const breaks = kinks(row, parameters.shape, LARGEST_SEEN);
  return integratedGradients(rawOf(kind, parameters, row), row, new Float64Array(row.length), breaks);
}

/** Why a point has its score: what the network expected, and which points of the window, or which series, set its raw score. */
export function explainNetwork(
  kind: NetworkKind,
  model: FittedModel,
  window: SeriesGroup,
  scores: GroupScores,
  seriesIndex: number,
  index: number
): Explanation {
  const parameters = parametersOf(model);
  const column = parameters.columns[seriesIndex];
  const { times, values } = window.series[seriesIndex];
  const { expected, evidence } = scores.series[seriesIndex];
  const point: ExplainedPoint = {
    value: values[index],
    expected: expected[index],
    sigma: evidence.spread[index],
    slot: slotText(column, times[index]),
  };
  const { shape } = parameters;
  const part = partOfGroup(window, Math.max(0, index - shape.points + 1), index + 1);
  const rows = rowsOf(part, parameters.columns, shape);
  const isSeen = parameters.weights !== null && rows.instants.at(-1) === part.series[0].times.length - 1;
  const row = Float64Array.from(rows.rows.subarray(rows.rows.length - shape.series * shape.points));
  const attribution = isSeen ? attributionOf(kind, parameters, row) : null;
  const named = attribution ? nameParts(parameters, window, index, attribution.parts) : [];
  const parts = named.map((one) => one.part);
  const adds = named.map((one) => one.adds);
  const contributions = namedContributions(parts, adds);
  const facts: ExplanationFact[] = [
    ...pointFacts(point),
    ...(attribution ? rawFacts(attribution) : []),
    ...Object.entries(kind.evidence).map(([key, label]) => ({ key, label, value: evidence[key][index] })),
    ...kind.facts(parameters, scores, seriesIndex, index),
    { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
  ].filter(({ value }) => typeof value === 'string' || Number.isFinite(value));
  const most = contributions[0];
  const cause = most
    ? ` What sets it apart most (${rounded(100 * most.share)} %): ${most.name}, ${rounded(most.value)} instead of ${rounded(most.expected)}.`
    : '';
  const summary = `${pointWords(point)}.${cause}`;
  if (!attribution) {
    return { summary, facts, contributions };
  }
  const { value, baseline } = attribution;
  const measure = { measure: 'unusualness of the course', value, usual: baseline, direction: 1 } as const;
  return { summary, facts, contributions, attribution: attributed(measure, parts, adds) };
}

function nameParts(
  { columns, shape }: NetworkParameters,
  { series }: SeriesGroup,
  index: number,
  adds: Float64Array
): NamedPart[] {
  return shape.series > 1
    ? partsBySeries(series, columns, index, adds)
    : partsByStretch(series[0], columns[0], index, adds);
}

function rawFacts({ value, baseline, parts }: Attribution): ExplanationFact[] {
  return [
    { key: 'raw', label: 'Unusualness', value },
    { key: 'usualRaw', label: 'Unusualness of a course that is usual throughout', value: baseline },
    {
      key: 'attributed',
      label: 'What the values of the window add to that',
      value: parts.reduce((sum, part) => sum + part, 0),
    },
  ];
}
