import type { Contribution, Explanation, ExplanationFact } from '../../contract/detection.ts';
import { WINDOW_FEATURE_LABELS } from '../features/window-features.ts';
import type { FittedModel, GroupScores, SeriesGroup } from './detector.ts';
import { attributed, namedContributions, pointFacts, pointWords, rounded, slotText } from './explanation.ts';
import type { ExplainedPoint } from './explanation.ts';
import { LARGEST_SCALED, seasonOf } from './feature-columns.ts';
import { sumsOfParts } from './feature-scores.ts';
import type { FeatureParameters } from './feature-scores.ts';

/** Which point of a group is explained. */
export interface PointOfGroup {
  readonly window: SeriesGroup;
  readonly scores: GroupScores;
  readonly seriesIndex: number;
  readonly index: number;
}

/** What a model says of a row by a measure of its own. */
export interface ExplainedRow {
  /** Name of the measure, in words that can begin and end a sentence. */
  readonly label: string;
  /** 1 where unusual rows measure more, -1 where they measure less. */
  readonly direction: 1 | -1;
  readonly value: number;
  /** The measure that is expected of a usual row. */
  readonly usual: number;
  /** How much each feature makes the row more unusual: they add up to (`value` - `usual`) x `direction`. */
  readonly attributions: Float64Array;
}

/** Parts that get a fact of their own; what further ones add is told in one sum. */
const MOST_PARTS = 8;

/** The scaled row of an instant as the model saw it, from the evidence. */
export function rowAt({ columns, layout }: FeatureParameters, scores: GroupScores, index: number): Float32Array {
  const width = layout.features.length;
  const row = new Float32Array(columns.length * width);
  columns.forEach(({ center, scale }, s) => {
    layout.features.forEach((name, f) => {
      const scaled = (scores.series[s].evidence[name][index] - center[f]) / scale[f];
      row[s * width + f] = Number.isNaN(scaled) ? 0 : Math.max(-LARGEST_SCALED, Math.min(LARGEST_SCALED, scaled));
    });
  });
  return row;
}

/** With one series the parts are its features, with several the series. */
function partsOf(
  parameters: FeatureParameters,
  { window, scores, index }: PointOfGroup
): Omit<Contribution, 'share'>[] {
  const { columns, layout } = parameters;
  if (columns.length > 1) {
    return columns.map((column, s) => {
      const value = window.series[s].values[index];
      const expected = scores.series[s].expected[index];
      return { name: column.name, value, expected, sigmas: (value - expected) / column.sigma };
    });
  }
  const row = rowAt(parameters, scores, index);
  return layout.features.map((name, f) => ({
    name: (WINDOW_FEATURE_LABELS as Readonly<Record<string, string>>)[name] ?? name,
    value: scores.series[0].evidence[name][index],
    expected: columns[0].center[f],
    sigmas: row[f],
  }));
}

/**
 * Why a point has its score: what was expected, the distance, and how each feature (of several series: each series) changes the model's measure from its
 * usual value. The facts `adds.0`, `adds.1`, ... and `adds.others` add up to that change exactly; contributions are those that make the point unusual.
 */
export function explainFeatures(
  model: FittedModel,
  parameters: FeatureParameters,
  point: PointOfGroup,
  explained: ExplainedRow | null,
  further: readonly ExplanationFact[]
): Explanation {
  const { window, scores, seriesIndex, index } = point;
  const { times, values } = window.series[seriesIndex];
  const column = parameters.columns[seriesIndex];
  const words: ExplainedPoint = {
    value: values[index],
    expected: scores.series[seriesIndex].expected[index],
    sigma: column.sigma,
    slot: slotText(seasonOf(column), times[index]),
  };
  const parts = partsOf(parameters, point);
  const added = explained ? sumsOfParts(explained.attributions, parts.length) : new Float64Array(parts.length);
  const contributions = namedContributions(parts, added);
  const facts = [
    ...pointFacts(words),
    ...further,
    ...(explained ? additiveFacts(explained, parts, added) : []),
    { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
  ];
  const most = contributions[0];
  const summary = most
    ? `${pointWords(words)}. What sets the point apart most (${rounded(100 * most.share)} %): ${most.name}, ${rounded(most.value)} instead of ${rounded(most.expected)}.`
    : `${pointWords(words)}.`;
  if (!explained) {
    return { summary, facts, contributions };
  }
  const { label: measure, value, usual, direction } = explained;
  return { summary, facts, contributions, attribution: attributed({ measure, value, usual, direction }, parts, added) };
}

/** The measure, what is expected of it, and what lies between. */
function additiveFacts(
  { label, value, usual, direction }: ExplainedRow,
  parts: readonly Omit<Contribution, 'share'>[],
  added: Float64Array
): ExplanationFact[] {
  const capital = label[0].toUpperCase() + label.slice(1);
  const [short] = label.split(' (');
  const order = Array.from(added.keys()).sort((a, b) => Math.abs(added[b]) - Math.abs(added[a]));
  const rest = order.slice(MOST_PARTS).reduce((sum, part) => sum + added[part], 0);
  const named = order.slice(0, MOST_PARTS).map((part) => ({
    key: `adds.${part}`,
    label: `Change of the ${short} by ${parts[part].name}`,
    value: direction * added[part],
  }));
  return [
    { key: 'measure', label: capital, value },
    { key: 'usualMeasure', label: `Usual ${short}`, value: usual },
    ...named,
    ...(order.length > MOST_PARTS
      ? [{ key: 'adds.others', label: `Change of the ${short} by all others`, value: direction * rest }]
      : []),
  ];
}
