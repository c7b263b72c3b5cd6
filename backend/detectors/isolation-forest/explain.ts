import type { Contribution, Explanation, ExplanationFact } from '../../../contract/detection.ts';
import { WINDOW_FEATURE_LABELS } from '../../features/window-features.ts';
import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { namedContributions, pointFacts, pointWords, rounded, slotText } from '../explanation.ts';
import type { ExplainedPoint } from '../explanation.ts';
import { attribution } from './attribution.ts';
import { LARGEST_SCALED, seasonOf } from '../feature-columns.ts';
import { parametersOf } from './model.ts';
import type { ForestParameters } from './model.ts';
import { unpackForest } from './packed-forest.ts';

/** The scaled row of an instant as the forest saw it, from the evidence. */
export function rowAt({ columns, layout }: ForestParameters, scores: GroupScores, index: number): Float32Array {
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

/** With one series the contributors are its features, with several the series. Largest share first; shares of those named add up to 1. */
function contributionsOf(
  parameters: ForestParameters,
  window: SeriesGroup,
  scores: GroupScores,
  index: number
): Contribution[] {
  const { columns, layout, forest: packed } = parameters;
  const row = rowAt(parameters, scores, index);
  const parts: Omit<Contribution, 'share'>[] =
    columns.length > 1
      ? columns.map((column, s) => {
          const value = window.series[s].values[index];
          const expected = scores.series[s].expected[index];
          return { name: column.name, value, expected, sigmas: (value - expected) / column.sigma };
        })
      : layout.features.map((name, f) => ({
          name: labelOf(name),
          value: scores.series[0].evidence[name][index],
          expected: columns[0].center[f],
          sigmas: row[f],
        }));
  const weights = packed ? attribution(unpackForest(packed), row, parts.length) : new Float64Array(parts.length);
  return namedContributions(parts, weights);
}

function labelOf(feature: string): string {
  return (WINDOW_FEATURE_LABELS as Readonly<Record<string, string>>)[feature] ?? feature;
}

/** Why a point has its score: what was expected and why, the distance, and what contributed. */
export function explainPoint(
  model: FittedModel,
  window: SeriesGroup,
  scores: GroupScores,
  seriesIndex: number,
  index: number
): Explanation {
  const parameters = parametersOf(model);
  const { times, values } = window.series[seriesIndex];
  const scored = scores.series[seriesIndex];
  const { sigma } = parameters.columns[seriesIndex];
  const point: ExplainedPoint = {
    value: values[index],
    expected: scored.expected[index],
    sigma,
    slot: slotText(seasonOf(parameters.columns[seriesIndex]), times[index]),
  };
  const contributions = contributionsOf(parameters, window, scores, index);
  const facts: ExplanationFact[] = [
    ...pointFacts(point),
    { key: 'isolation', label: 'Isolation score', value: scored.evidence.isolation[index] },
    {
      key: 'usualIsolation',
      label: `Isolation score that ${rounded(100 * (1 - parameters.contamination))} % of training points stay under`,
      value: parameters.calibration.raw[0] ?? Number.NaN,
    },
    { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
  ];
  return { summary: summarize(point, contributions), facts, contributions };
}

function summarize(point: ExplainedPoint, contributions: readonly Contribution[]): string {
  const most = contributions[0];
  return most
    ? `${pointWords(point)}. What sets the point apart most (${rounded(100 * most.share)} %): ${most.name}, ${rounded(most.value)} instead of ${rounded(most.expected)}.`
    : `${pointWords(point)}.`;
}
