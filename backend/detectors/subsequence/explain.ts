import type { Contribution, Explanation } from '../../../contract/detection.ts';
import type { FittedModel, Scored } from '../detector.ts';
import { namedContributions, pointFacts, pointWords, rounded, slotText } from '../explanation.ts';
import type { ExplainedPoint } from '../explanation.ts';
import type { Series } from '../../series/series.ts';
import { courseOf, isThere, isWhole } from './course.ts';
import { endBefore, searchOf } from './model.ts';
import type { StretchParameters } from './model.ts';
import { stretchAt } from './stretch.ts';
import type { Stretch } from './stretch.ts';

/** Parts that a stretch is told in. */
const PARTS = 8;

/** A stretch beside the most alike earlier one. */
interface Pair {
  readonly found: Stretch;
  readonly alike: Stretch;
  /** First and last instant of the alike one, ms. */
  readonly from: number;
  readonly to: number;
}

/** Why the point at `index` has its score: the stretch up to it beside the most alike one of training, and where they part. */
export function explainStretch(
  model: FittedModel,
  parameters: StretchParameters,
  series: Series,
  scored: Scored,
  index: number,
  step: number
): Explanation {
  const { usual, window } = parameters;
  const point: ExplainedPoint = {
    value: series.values[index],
    expected: scored.expected[index],
    sigma: usual.scale,
    slot: slotText(usual, series.times[index]),
  };
  const pair = pairOf(parameters, series, index, step);
  const when = pair && `${clock(pair.from)} to ${clock(pair.to)} UTC`;
  const squares = pair ? partsOf(window).map(([from, to]) => squareOf(pair, from, to)) : [];
  const contributions = pair ? namedContributions(partsBeside(parameters, pair), squares) : [];
  const distance = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
  const [most] = contributions;
  const apart = most ? ` They part most (${rounded(100 * most.share)} %) in this: ${most.name}.` : '';
  const alike = when ? ` The most alike earlier stretch of ${window} points is that of ${when}.${apart}` : '';
  return {
    summary: `${pointWords(point)}.${alike}`,
    facts: [
      ...pointFacts(point),
      { key: 'window', label: 'Points compared', value: window },
      ...(when
        ? [
            { key: 'nearestStretch', label: 'Most alike earlier stretch', value: when },
            { key: 'measure', label: 'Squared distance of the two shapes', value: distance ** 2 },
            { key: 'likeness', label: 'Correlation of the two shapes', value: correlation(pair) },
          ]
        : []),
      ...squares.map((square, part) => ({
        key: `adds.${part}`,
        label: `Squared distance in the part ${partName(window, part)}`,
        value: square,
      })),
      { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
    ],
    contributions,
  };
}

function pairOf(parameters: StretchParameters, series: Series, index: number, step: number): Pair | null {
  const { course, window, column, start: origin } = parameters;
  const from = index - window + 1;
  if (!course || from < 0) {
    return null;
  }
  const query = courseOf(
    {
      ...series,
      times: series.times.subarray(from, index + 1),
      values: series.values.subarray(from, index + 1),
    },
    column
  );
  if (!isThere(query, window - 1) || !isWhole(query, 0, window)) {
    return null;
  }
  const search = searchOf(course, parameters);
  const end = endBefore(parameters, series.times[from], step);
  const { start } = search.nearest(query, 0, { from: 0, to: 0, end });
  if (start < 0) {
    return null;
  }
  return {
    found: stretchAt(query, 0, window, parameters.leastSpread),
    alike: search.reference(start),
    from: origin + start * step,
    to: origin + (start + window - 1) * step,
  };
}

/** Places of a window's parts, oldest first. */
function partsOf(window: number): [number, number][] {
  const parts = Math.min(PARTS, window);
  return Array.from({ length: parts }, (_, part) => [
    Math.floor((part * window) / parts),
    Math.floor(((part + 1) * window) / parts),
  ]);
}

function squareOf({ found, alike }: Pair, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += (found.shape[i] - alike.shape[i]) ** 2;
  }
  return sum;
}

/** Means of the parts in the series' unit: as they were, and as the alike stretch has them when laid over this one. */
function partsBeside(
  { column: { center, scale, slots }, window }: StretchParameters,
  { found, alike }: Pair
): Omit<Contribution, 'share'>[] {
  const unit = (shape: number) => (shape * found.spread + found.mean) * scale + center + slots[0];
  return partsOf(window).map(([from, to], part) => {
    const mean = (shape: Float64Array) => shape.subarray(from, to).reduce((sum, one) => sum + one, 0) / (to - from);
    const [here, there] = [mean(found.shape), mean(alike.shape)];
    return { name: partName(window, part), value: unit(here), expected: unit(there), sigmas: here - there };
  });
}

function partName(window: number, part: number): string {
  const [from, to] = partsOf(window)[part];
  const [newest, oldest] = [window - to, window - 1 - from];
  if (oldest === 0) {
    return 'the newest point';
  }
  const span = newest === oldest ? `${newest}` : `${newest} to ${oldest}`;
  return newest === 0 ? `from ${oldest} points before to the newest` : `${span} points before`;
}

function correlation({ found, alike }: Pair): number {
  const product = found.shape.reduce((sum, value, i) => sum + value * alike.shape[i], 0);
  return product / Math.sqrt(found.square * alike.square) || 0;
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
