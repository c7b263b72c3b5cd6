import type { MissingPolicy } from '../../../contract/query.ts';
import type { Detector, FittedModel, GroupScores, Scored, SeriesGroup } from '../../detectors/detector.ts';
import { partOfGroup } from '../../detectors/group-part.ts';
import { lookBack } from '../../detectors/look-back.ts';
import { NightjarError } from '../../errors.ts';
import { firstValue, lastSeen, withZeros } from '../../series/gaps.ts';
import type { Series } from '../../series/series.ts';
import { enoughPoints, markMissing } from '../missing-values.ts';
import { combineColumns } from './combine.ts';
import { STEP_POINTS, fromGrid, gridOf, toGrid } from './grid.ts';
import { columnLabels } from './line-series.ts';
import type { BatchLine } from './line.ts';

export interface BatchOptions {
  readonly detector: Detector;
  /** Valid for the detector. */
  readonly settings: unknown;
  readonly mode: 'causal' | 'range';
  readonly seed: number;
  /** What a missing value means; `ignore` where it is absent. */
  readonly missing?: MissingPolicy;
}

/** Scores of a line, one entry a point; the evidence of several columns is left out. */
export type LineScores = Omit<Scored, 'evidence'>;

/** The first model of a detector that does not stream is fitted at this many points, and anew whenever a quarter more have come. */
const FIRST_FIT = 256;
const REFIT_GROWTH = 1.25;

/**
 * Scores of one line of a batch. `causal`: entry i depends on points 0..i alone; with `trainUntil` the model is fitted on the points
 * before it; without, a streaming detector starts from nothing and others are fitted anew as data come; one that chooses starts from nothing and
 * chooses anew as data come. `range`: the whole line may
 * count for every entry. Entries are NaN where nothing can be said: before the first fit, and in causal mode among the first 32 points
 * of a line without training part, from which its step is told.
 *
 * Missing values are those of points without one; as `zero` they count as 0 from a column's first value on, as do instants between points.
 *
 * Several columns are scored jointly by a detector that works jointly; otherwise each alone, and then combined.
 */
export async function detectLine(line: BatchLine, number: number, options: BatchOptions): Promise<LineScores> {
  const { detector, settings, mode, missing } = options;
  if (!line.times.every(Number.isFinite)) {
    throw new NightjarError('bad-request', `Line ${number}, t: every time must be a number of milliseconds.`);
  }
  const known = mode === 'range' ? line.times.length : (line.trainUntil ?? STEP_POINTS);
  const grid = gridOf(line.times, known, number);
  const series = [...line.columns].map(([name, values]): Series => {
    const one = { labels: columnLabels(name), times: grid.times, values: toGrid(grid, values) };
    return missing === 'zero' ? withZeros(one, firstValue(one.values)) : one;
  });
  const groups: SeriesGroup[] = detector.isJoint(settings)
    ? [{ step: grid.step, series }]
    : series.map((one) => ({ step: grid.step, series: [one] }));
  const trainCells = line.trainUntil === undefined ? undefined : grid.cells[line.trainUntil - 1] + 1;
  const scored: Scored[] = [];
  for (const group of groups) {
    const scores = await scoreGroup(group, trainCells, options);
    scored.push(
      ...(missing === 'anomaly' ? scores.map((one, s) => watched(group, s, one, trainCells, options)) : scores)
    );
  }
  const combined = combineColumns(scored);
  const silent = mode === 'causal' && line.trainUntil === undefined ? Math.min(STEP_POINTS, line.times.length) : 0;
  const points = (column: Float64Array): Float64Array => fromGrid(grid, column).fill(Number.NaN, 0, silent);
  return {
    score: points(combined.score),
    expected: points(combined.expected),
    lower: points(combined.lower),
    upper: points(combined.upper),
  };
}

/** The scores with those of the values that a series lacks after it is known: trained on, or scored before. */
function watched(
  { step, series }: SeriesGroup,
  index: number,
  scored: Scored,
  trainCells = 0,
  { mode, settings }: BatchOptions
): Scored {
  const { times, values } = series[index];
  const whole = { times, values, seen: lastSeen(series[index]), score: scored.score.slice() };
  const points = values.subarray(0, trainCells).filter((value) => !Number.isNaN(value)).length;
  for (const [from, to, isKnown] of [
    [0, trainCells, mode === 'range'],
    [trainCells, values.length, mode === 'range' || points >= enoughPoints(settings)],
  ] as const) {
    const cut = (column: Float64Array): Float64Array => column.subarray(from, to);
    const stretch = { times: cut(times), values: cut(values), seen: cut(whole.seen), score: cut(whole.score) };
    markMissing(stretch, isKnown, step);
  }
  return { ...scored, score: whole.score };
}

async function scoreGroup(
  group: SeriesGroup,
  trainCells: number | undefined,
  { detector, settings, mode, seed }: BatchOptions
): Promise<readonly Scored[]> {
  if (mode === 'range') {
    return (await lookBack(detector, group, settings, seed)).series;
  }
  const length = group.series[0].times.length;
  if (detector.streams && !detector.provisional) {
    const [model] = await detector.fit([partOfGroup(group, 0, 0)], settings, seed);
    return (await detector.score([model], [null], [group]))[0].series;
  }
  const asked = trainCells === undefined ? expandingFits(length) : [trainCells];
  const fits = detector.streams ? [0, ...asked] : asked;
  const pieces: GroupScores[] = [];
  for (const [i, from] of fits.entries()) {
    const [model] = await detector.fit([partOfGroup(group, 0, from)], settings, seed);
    pieces.push(await scorePart(group, from, fits[i + 1] ?? length, model, detector, settings));
  }
  return group.series.map((_, s) =>
    join(
      pieces.map(({ series }) => series[s]),
      fits[0] ?? length,
      length
    )
  );
}

/** Where models are fitted in a line of `length` points without training part. */
function expandingFits(length: number): number[] {
  const fits: number[] = [];
  for (let at = FIRST_FIT; at < length; at = Math.ceil(at * REFIT_GROWTH)) {
    fits.push(at);
  }
  return fits;
}

async function scorePart(
  group: SeriesGroup,
  from: number,
  to: number,
  model: FittedModel,
  detector: Detector,
  settings: unknown
): Promise<GroupScores> {
  const start = Math.max(0, from - detector.lookback(settings));
  const [scores] = await detector.score([model], [null], [partOfGroup(group, start, to)]);
  const cut = (column: Float64Array): Float64Array => column.subarray(from - start);
  return {
    state: scores.state,
    series: scores.series.map((one) => ({
      score: cut(one.score),
      expected: cut(one.expected),
      lower: cut(one.lower),
      upper: cut(one.upper),
      evidence: {},
    })),
  };
}

/** Pieces that follow one another from `first` on, NaN before. */
function join(pieces: readonly Scored[], first: number, length: number): Scored {
  const all = (of: (piece: Scored) => Float64Array): Float64Array => {
    const out = new Float64Array(length).fill(Number.NaN);
    let at = first;
    for (const piece of pieces) {
      out.set(of(piece), at);
      at += of(piece).length;
    }
    return out;
  };
  return {
    score: all((piece) => piece.score),
    expected: all((piece) => piece.expected),
    lower: all((piece) => piece.lower),
    upper: all((piece) => piece.upper),
    evidence: {},
  };
}
