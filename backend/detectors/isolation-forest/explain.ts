import type { Contribution, Explanation, ExplanationFact } from '../../../contract/detection.ts';
import { slotOf } from '../../features/season-profile.ts';
import { WINDOW_FEATURE_LABELS } from '../../features/window-features.ts';
import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { attribution } from './attribution.ts';
import { LARGEST_SCALED, seasonOf } from './columns.ts';
import { parametersOf } from './model.ts';
import type { ForestParameters } from './model.ts';
import { unpackForest } from './packed-forest.ts';

/** More contributions than these are no explanation. */
const MOST_NAMED = 8;

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

/** Shares of the parts: their weights over the sum; where no part alone matters, by distance from the centre. */
function sharesOf(weights: Float64Array, distances: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total > 0) {
    return Array.from(weights, (weight) => weight / total);
  }
  const far = distances.reduce((sum, distance) => sum + Math.abs(distance), 0);
  return distances.map((distance) => (far > 0 ? Math.abs(distance) / far : 1 / distances.length));
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
  const present = parts.map((part) => (Number.isFinite(part.sigmas) ? part.sigmas : 0));
  const shares = sharesOf(weights, present);
  const named = parts
    .map((part, i) => ({ ...part, share: shares[i] }))
    .filter(({ share, sigmas }) => share > 0 && Number.isFinite(sigmas))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED);
  const total = named.reduce((sum, { share }) => sum + share, 0);
  return named.map((part) => ({ ...part, share: part.share / total }));
}

function labelOf(feature: string): string {
  return (WINDOW_FEATURE_LABELS as Readonly<Record<string, string>>)[feature] ?? feature;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The season slot a time falls into, in words; null where there is no season. */
function slotText(parameters: ForestParameters, seriesIndex: number, time: number): string | null {
  const season = seasonOf(parameters.columns[seriesIndex]);
  if (season.period === 0) {
    return null;
  }
  const width = season.period / season.slots.length;
  const start = time - (time % season.period) + slotOf(season, time) * width;
  const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
  const day = season.period > 86_400_000 ? `${DAYS[new Date(start).getUTCDay()]} ` : '';
  return `${day}${clock(start)}-${clock(start + width)} UTC`;
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
  const value = values[index];
  const expected = scored.expected[index];
  const deviation = value - expected;
  const slot = slotText(parameters, seriesIndex, times[index]);
  const contributions = contributionsOf(parameters, window, scores, index);
  const facts: ExplanationFact[] = [
    { key: 'value', label: 'Value', value },
    { key: 'expected', label: slot ? 'Expected (median at this time)' : 'Expected (median)', value: expected },
    { key: 'deviation', label: 'Difference', value: deviation },
    { key: 'sigma', label: 'Usual spread (robust standard deviation)', value: sigma },
    { key: 'deviationSigmas', label: 'Difference in spreads', value: deviation / sigma },
    ...(slot ? [{ key: 'seasonSlot', label: 'Season slot', value: slot }] : []),
    { key: 'isolation', label: 'Isolation score', value: scored.evidence.isolation[index] },
    {
      key: 'usualIsolation',
      label: `Isolation score that ${round(100 * (1 - parameters.contamination))} % of training points stay under`,
      value: parameters.calibration.raw[0] ?? Number.NaN,
    },
    { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
  ];
  return { summary: summarize(value, expected, deviation / sigma, slot, contributions), facts, contributions };
}

function summarize(
  value: number,
  expected: number,
  sigmas: number,
  slot: string | null,
  contributions: readonly Contribution[]
): string {
  const side = sigmas >= 0 ? 'above' : 'below';
  const where = slot ? `usual at ${slot}` : 'usual';
  const distance = `${round(value)} is ${round(Math.abs(sigmas))} robust standard deviations ${side} the ${round(expected)} ${where}`;
  const most = contributions[0];
  return most
    ? `${distance}. What sets the point apart most (${round(100 * most.share)} %): ${most.name}, ${round(most.value)} instead of ${round(most.expected)}.`
    : `${distance}.`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
