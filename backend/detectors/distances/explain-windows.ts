import type { Contribution, Explanation, ExplanationFact } from '../../../contract/detection.ts';
import type { FittedModel, GroupScores, SeriesGroup } from '../detector.ts';
import { namedContributions, pointFacts, pointWords, rounded, slotText } from '../explanation.ts';
import type { ExplainedPoint } from '../explanation.ts';
import { parametersOf } from './distance-model.ts';
import type { DistanceParameters, Measure } from './distance-model.ts';
import type { Neighbours } from './neighbours.ts';
import { searchOf } from './reference-windows.ts';
import { columnWeights, seriesWeights } from './score-windows.ts';
import { windowPoints } from './window-space.ts';
import type { WindowPoints } from './window-space.ts';

/** Nearest windows that are named. */
const NAMED_WINDOWS = 3;

/** Why a point has its score: the course up to it beside the nearest usual ones, and what sets them apart. */
export function explainWindow(
  measure: Measure,
  model: FittedModel,
  group: SeriesGroup,
  scores: GroupScores,
  seriesIndex: number,
  index: number
): Explanation {
  const parameters = parametersOf(model);
  const { space, references, calibration, neighbours: k } = parameters;
  const { times, values } = group.series[seriesIndex];
  const scored = scores.series[seriesIndex];
  const column = space.columns[seriesIndex];
  const point: ExplainedPoint = {
    value: values[index],
    expected: scored.expected[index],
    sigma: column.scale,
    slot: slotText(column, times[index]),
  };
  const windows = windowPoints(windowUpTo(group, index, space.window).series, space);
  const neighbours = references && windows.count > 0 ? searchOf(references, k).findNow(windows) : null;
  const nearest = neighbours ? nearestText(parameters, neighbours) : '';
  const contributions = contributionsOf(parameters, group, scores, windows, neighbours, index);
  const facts: ExplanationFact[] = [
    ...pointFacts(point),
    { key: measure.evidence, label: measure.label, value: scored.evidence[measure.evidence][index] },
    {
      key: 'usual',
      label: `${measure.label} that one usual point in ten exceeds`,
      value: calibration.raw[0] ?? Number.NaN,
    },
    ...(nearest ? [{ key: 'nearestWindows', label: 'Most alike in training, ending', value: nearest }] : []),
    { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
  ];
  const [most] = contributions;
  const apart = most ? ` ${most.name} sets it apart most (${rounded(100 * most.share)} %).` : '';
  const summary = `${pointWords(point)}. The last ${space.window} points are unlike ${nearest ? `even the most alike of training (${nearest})` : 'those of training'}.${apart}`;
  return { summary, facts, contributions };
}

function windowUpTo({ step, series }: SeriesGroup, index: number, window: number): SeriesGroup {
  const from = Math.max(0, index - window + 1);
  return {
    step,
    series: series.map(({ labels, times, values }) => ({
      labels,
      times: times.subarray(from, index + 1),
      values: values.subarray(from, index + 1),
    })),
  };
}

function nearestText({ references }: DistanceParameters, { k, index }: Neighbours): string {
  return Array.from(index.subarray(0, k))
    .filter((number) => number >= 0)
    .slice(0, NAMED_WINDOWS)
    .map((number) => `${new Date(references?.times[number] ?? 0).toISOString().slice(0, 16).replace('T', ' ')} UTC`)
    .join(', ');
}

/** With one series the contributors are the stretches of its window, with several the series. */
function contributionsOf(
  { space, references }: DistanceParameters,
  group: SeriesGroup,
  scores: GroupScores,
  windows: WindowPoints,
  neighbours: Neighbours | null,
  index: number
): Contribution[] {
  const { columns, blocks } = space;
  if (columns.length > 1) {
    const parts = columns.map(({ name, scale }, s) => {
      const value = group.series[s].values[index];
      const expected = scores.series[s].expected[index];
      return { name, value, expected, sigmas: (value - expected) / scale };
    });
    const weights = references && neighbours ? seriesWeights(windows, references, neighbours, 0, columns.length) : [];
    return namedContributions(parts, weights);
  }
  if (!references || !neighbours) {
    return [];
  }
  const means = blockMeans(references.rows, neighbours, windows.columns);
  const parts = blocks.map((width, b) => {
    const root = Math.sqrt(width);
    return {
      name: blockName(blocks, b),
      value: windows.rows[b] / root,
      expected: means[b] / root,
      sigmas: (windows.rows[b] - means[b]) / root,
    };
  });
  return namedContributions(parts, columnWeights(windows, references, neighbours, 0));
}

/** The mean of the first window's neighbours. */
function blockMeans(rows: Float32Array, { k, index }: Neighbours, columns: number): Float64Array {
  const means = new Float64Array(columns);
  const found = index.subarray(0, k).filter((number) => number >= 0);
  for (const number of found) {
    means.forEach((_, c) => (means[c] += rows[number * columns + c] / found.length));
  }
  return means;
}

function blockName(blocks: readonly number[], block: number): string {
  const back = blocks.slice(block + 1).reduce((sum, width) => sum + width, 0);
  const oldest = back + blocks[block] - 1;
  if (oldest === 0) {
    return 'The newest value (scaled)';
  }
  const points = back === oldest ? `${back} ${back === 1 ? 'point' : 'points'}` : `${back} to ${oldest} points`;
  return `The value ${points} before (scaled)`;
}
